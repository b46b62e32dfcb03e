"""Whether somebody may be written to: asked when a notice is promised, and again when it leaves."""

from data.store import consents, people

MESSAGES = "messages"


def mail_address(person_id: str) -> str | None:
    """Where to write to this mentee or mentor; None where there is no address, or they don't want it used.

    Also None for somebody who agreed to messages once and took that back, whatever the profile still says.
    """
    identity = people.all_words([person_id]).get(person_id, {}).get("identity") or {}
    contact = identity.get("contact") or {}
    named, email_ok = contact.get("channel"), contact.get("email_ok")
    agreed = email_ok or (email_ok is None and named in (None, "email"))
    if not agreed or consents.took_back(person_id, MESSAGES):
        return None
    return identity.get("email") or None
