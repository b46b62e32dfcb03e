"""A mail server of the tests' own, which answers what it is told to and keeps what it took."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NamedTuple, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

HOST = "127.0.0.1"
HANG_UP = "hang up"


class Received(NamedTuple):
    sender: str
    recipients: list[str]
    content: bytes
    by_tls: bool


@dataclass
class MailServer:
    """What it says to RCPT and DATA by recipient, and to MAIL by sender; ``HANG_UP`` drops the connection instead."""

    to_recipient: dict[str, str] = field(default_factory=dict)
    to_sender: dict[str, str] = field(default_factory=dict)
    to_data: dict[str, str] = field(default_factory=dict)
    before_answering: Callable[[], None] = lambda: None
    options: dict[str, Any] = field(default_factory=dict)
    tls_first: ssl.SSLContext | None = None
    received: list[Received] = field(default_factory=list)
    signed_in: list[tuple[str, str]] = field(default_factory=list)
    greetings: list[str] = field(default_factory=list)
    port: int = field(default_factory=lambda: free_port())

    def __enter__(self) -> Self:
        self._controller = Controller(
            self, hostname=HOST, port=self.port, ssl_context=self.tls_first, authenticator=self._authenticate,
            **self.options,
        )  # fmt: skip
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://{HOST}:{self.port}"

    def recipients(self) -> list[str]:
        return sorted(recipient for each in self.received for recipient in each.recipients)

    async def handle_EHLO(self, server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]) -> Any:
        self.greetings.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.to_sender:
            return self.to_sender[address]
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        said = self.to_recipient.get(address, "250 OK")
        if said == HANG_UP:
            server.transport.close()
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        said = self.to_data.get(envelope.rcpt_tos[0], "250 OK")
        self.before_answering()
        if said == HANG_UP:
            server.transport.close()
        if said.startswith("250"):
            by_tls = session.ssl is not None or self.tls_first is not None
            self.received.append(
                Received(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content, by_tls)
            )
        return said

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, sent: Any) -> AuthResult:
        assert isinstance(sent, LoginPassword)
        self.signed_in.append((sent.login.decode(), sent.password.decode()))
        return AuthResult(success=sent.password == b"p@ss word/1", handled=False)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        number: int = listener.getsockname()[1]
        return number
