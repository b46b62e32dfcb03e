"""The single-use secret of an invitation or a reset: good from the moment that its mail sets out.

Each try to deliver renews its time. It is made from the mail's id, so a mail that comes twice brings the same one.
"""

from datetime import timedelta
from typing import Any

from api.services import audit
from api.services.acts import Act
from api.services.programs import INVITATION_DAYS
from data.store import accounts, drafts, mailed_secrets, people
from data.store.secrets import hash_of

INVITATION = "invitation"
RESET = "reset"
SIGN_IN = "sign_in"
DRAFT = "draft"
LASTS = {
    INVITATION: timedelta(days=INVITATION_DAYS),
    RESET: timedelta(hours=1),
    SIGN_IN: timedelta(minutes=10),
    DRAFT: timedelta(days=7),
}


class UsedUp(Exception):
    """It was used, or another one was that came after it: this mail has arrived or isn't needed any more."""


class AddressChanged(Exception):
    """An earlier try may have brought it to another address, whose reader must not get in by it."""


def for_account(act: Act, message_id: str, account: Any, purpose: str, browser: str | None = None) -> str:
    """``browser``: the only one in which a sign-in is good. Raises UsedUp."""
    secret = mailed_secrets.secret_of(message_id)
    until = act.now + LASTS[purpose]
    known = mailed_secrets.lock(secret)
    if known is None:
        accounts.add_secret(account.id, purpose, secret, act.now, until, browser and hash_of(browser))
        audit.record(act, f"{purpose}_mailed", "account", account.id)
    else:
        _renew(known, until)
    return secret


def for_person(act: Act, message_id: str, person: Any) -> str:
    """An invitation for somebody who has no account yet. Raises UsedUp, AddressChanged."""
    secret = mailed_secrets.secret_of(message_id)
    until = act.now + LASTS[INVITATION]
    known = mailed_secrets.lock(secret)
    if known is None:
        accounts.add_secret_of_person(person, secret, act.now, until)
        audit.record(act, f"{INVITATION}_mailed", people.kind_of(person).value, person.id)
    elif known.email_lookup != person.email_lookup:
        raise AddressChanged
    else:
        _renew(known, until)
    return secret


def for_draft(act: Act, message_id: str, draft: Any) -> str:
    """Opens a form that was begun, once."""
    secret = mailed_secrets.secret_of(message_id)
    drafts.set_link(draft, secret, act.now + LASTS[DRAFT])
    return secret


def needs_none(message_id: str) -> None:
    """Whoever has a password gets no secret. Raises UsedUp where an earlier try brought them one by this very mail."""
    if mailed_secrets.lock(mailed_secrets.secret_of(message_id)) is not None:
        raise UsedUp


def _renew(known: Any, until: Any) -> None:
    if known.used_at is not None:
        raise UsedUp
    known.expires_at = until
