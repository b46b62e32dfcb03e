"""A mail as bytes: plain text to one recipient, of which a lock screen shows nothing but that there is a message."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from api.services.mailing.transport import Failure, Letter, NeverTaken
from api.words import mails

# A long address must stay in one piece: folded at 78 characters it becomes an encoded word, which no address may be.
_UNFOLDED = SMTP.clone(max_line_length=998)


# Where a single-use link leads: the page asks before it does anything, since scanners of mails open links.
PAGES = {"invitation": "invitation", "reset": "invitation", "sign_in": "sign-in/link", "draft": "form"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on every mail. ``host`` names us in message ids; links begin with ``base_url`` and nothing else."""

    base_url: str
    host: str
    sender: Address


@dataclass(frozen=True, slots=True)
class Draft:
    """``secret``: a single-use one, for what ``purpose`` says. Without one it is a notice, like any other."""

    message_id: str
    email: str
    language: str
    secret: str | None = None
    purpose: str = ""


def write(letterhead: Letterhead, draft: Draft, now: datetime) -> Letter:
    """Raises NeverTaken for an address that no mail can be written to."""
    message = EmailMessage(policy=SMTP)
    message["From"] = letterhead.sender
    message["To"] = to = _address(draft.email)
    message["Subject"] = mails.subject(draft.language)
    message["Date"] = now
    message["Message-ID"] = f"<{draft.message_id}@{letterhead.host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    body = _body(letterhead, draft)
    # Left to choose, the library would break a long link in two for the sake of 78 characters.
    message.set_content(body, cte="7bit" if body.isascii() else "quoted-printable")
    content = message.as_bytes(policy=_UNFOLDED)
    return Letter(draft.message_id, letterhead.sender.addr_spec, to.addr_spec, content)


def _body(letterhead: Letterhead, draft: Draft) -> str:
    if draft.secret is None:
        return mails.notice(draft.language, f"{letterhead.base_url}/")
    link = f"{letterhead.base_url}/{PAGES[draft.purpose]}/{draft.secret}"
    return mails.with_secret(draft.language, link, draft.secret, draft.purpose)


def _address(email: str) -> Address:
    try:
        address = Address(addr_spec=email)
    except (MessageError, ValueError, IndexError) as error:
        raise NeverTaken(Failure.BAD_ADDRESS) from error
    if not email.isascii() or not email.isprintable() or not address.domain:
        raise NeverTaken(Failure.BAD_ADDRESS)
    return address
