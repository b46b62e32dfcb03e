"""Mails over SMTP, with what a mail server may answer put into our own few words."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from api.services.mailing.transport import Away, Failure, Letter, Line, NeverTaken, NotTakenNow

# For each answer of the server; some look long at a mail before they take it. All that one mail needs fits into
# services.mailing.holding.LONGEST_TRY: at most seven answers to begin with, and five to a mail.
SECONDS_TO_GREET = 20
SECONDS_TO_TAKE = 90
PERMANENT = 500
CLOSING = 421
SIGN_IN_FIRST = 530


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """``our_name``: what we say to it that we are called, instead of the name of this machine."""

    host: str
    port: int
    tls_first: bool
    user: str
    password: str = field(repr=False)
    our_name: str

    @contextmanager
    def open(self) -> Iterator[Line]:
        line = _Line(self)
        try:
            yield line
        finally:
            line.close()

    def call(self) -> smtplib.SMTP:
        """A connection on which mails can be sent. Raises Away."""
        smtp = None
        try:
            smtp = self._connect()
            self._make_secure(smtp)
            smtp.ehlo_or_helo_if_needed()
            self._sign_in(smtp)
        except (OSError, smtplib.SMTPException, Away) as error:
            if smtp is not None:
                smtp.close()
            raise error if isinstance(error, Away) else Away(Failure.UNREACHABLE) from error
        assert smtp.sock is not None
        smtp.sock.settimeout(SECONDS_TO_TAKE)
        return smtp

    def _connect(self) -> smtplib.SMTP:
        if self.tls_first:
            trusted = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, self.our_name, timeout=SECONDS_TO_GREET, context=trusted)
        return smtplib.SMTP(self.host, self.port, self.our_name, timeout=SECONDS_TO_GREET)

    def _make_secure(self, smtp: smtplib.SMTP) -> None:
        if self.tls_first:
            return
        smtp.ehlo_or_helo_if_needed()
        if smtp.has_extn("starttls"):
            smtp.starttls(context=self._context())
        elif self.user:
            raise Away(Failure.NOT_SECURE)

    def _context(self) -> ssl.SSLContext:
        """A password goes to the server that is named and to no other; without one any TLS beats none (RFC 7435)."""
        context = ssl.create_default_context()
        if not self.user:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        if not self.user:
            return
        try:
            smtp.login(self.user, self.password)
        except smtplib.SMTPException as error:  # some hang up rather than answer
            raise Away(Failure.SIGN_IN_REFUSED) from error


class _Line:
    """One connection for many mails; made when the first one is sent, and again when it was lost."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> None:
        smtp = self._smtp = self._smtp or self._server.call()
        try:
            smtp.sendmail(letter.sender, [letter.recipient], letter.content)
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code == CLOSING:
                raise NotTakenNow(Failure.CONNECTION_LOST) from error
            raise Away(Failure.SENDER_REFUSED) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(*(code for code, _words in error.recipients.values())) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise NotTakenNow(Failure.CONNECTION_LOST) from error
        except ValueError as error:
            raise NeverTaken(Failure.BAD_ADDRESS) from error
        finally:
            if smtp.sock is None:
                self._smtp = None

    def close(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._hang_up()

    def _hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _refusal(code: int) -> Exception:
    if code == SIGN_IN_FIRST:
        return Away(Failure.SIGN_IN_REFUSED)
    return NeverTaken(Failure.REFUSED) if code >= PERMANENT else NotTakenNow(Failure.NOT_NOW)
