"""Where mails go and what stands on them, read from the settings: a mail server, or a folder where there is none."""

from email.errors import MessageError, ObsoleteHeaderDefect
from email.headerregistry import Address
from email.policy import SMTP
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from api.mail.folder import Folder
from api.mail.smtp import SmtpServer
from api.services.mailing.letters import Letterhead
from api.services.mailing.mailroom import Mailroom
from api.settings import PREFIX, BadSetting, Settings

DEFAULT_PORTS = {"smtp": 25, "smtps": 465}
NO_REPLY = "no-reply"
NO_SENDER = f"{PREFIX}MAIL_FROM is neither an address nor `Name <address>`."


def mailroom(settings: Settings, instance: Path) -> Mailroom:
    """Raises BadSetting."""
    base_url, host = _base(settings.base_url)
    letterhead = Letterhead(base_url, host, _sender(settings.mail_from, host))
    if settings.smtp_url:
        server = _server(settings.smtp_url, host)
        return Mailroom(server, letterhead, f"{server.host}:{server.port}")
    folder = Path(settings.mail_folder) if settings.mail_folder else instance / "mail"
    return Mailroom(Folder(folder), letterhead, str(folder))


def _base(url: str) -> tuple[str, str]:
    """The address that links begin with, and its host as it stands behind an @."""
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(f"{PREFIX}BASE_URL is not an address like https://alongside.example.org.")
    return url.rstrip("/"), _after_at(parts.hostname or "")


def _sender(setting: str, host: str) -> Address:
    if not setting:
        return Address(addr_spec=f"{NO_REPLY}@{host}")
    try:
        header = SMTP.header_factory("From", setting)
    except (MessageError, ValueError, IndexError):
        raise BadSetting(NO_SENDER) from None
    # A name with a full stop needs no quotes here, though the standard calls that obsolete.
    slips = [defect for defect in header.defects if not isinstance(defect, ObsoleteHeaderDefect)]
    if slips or len(header.addresses) != 1 or not setting.isprintable():
        raise BadSetting(NO_SENDER)
    sender: Address = header.addresses[0]
    if not sender.domain or not sender.addr_spec.isascii():
        raise BadSetting(NO_SENDER)
    return sender


def _server(url: str, our_name: str) -> SmtpServer:
    parts = _split(url)
    if parts is None or parts.scheme not in DEFAULT_PORTS or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadSetting(f"{PREFIX}SMTP_URL is not an address like smtp://user:password@host:587 or smtps://host.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password) or not (user + password).isascii():
        raise BadSetting(f"{PREFIX}SMTP_URL needs a user and a password, both in plain ASCII, or neither.")
    return SmtpServer(
        host=parts.hostname or "",
        port=parts.port or DEFAULT_PORTS[parts.scheme],
        tls_first=parts.scheme == "smtps",
        user=user,
        password=password,
        our_name=our_name,
    )


def _split(url: str) -> SplitResult | None:
    """The parts of an address with a host; None for anything else."""
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.port != 0
    except ValueError:
        return None
    plain = url.isascii() and url.isprintable() and " " not in url
    return parts if usable and plain else None


def _after_at(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"
