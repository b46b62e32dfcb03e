"""A mail, byte by byte. On a screen that somebody else sees, all mails are alike."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from api.services.mailing.letters import Draft, write
from api.services.mailing.preparing import language_for
from api.services.mailing.secrets import LASTS
from api.words import mails
from api.words.en import mails as english
from api.words.es import mails as spanish
from tests.api.mail.posting import Clock, mailroom_for, read

LETTERHEAD = mailroom_for(Clock()).letterhead
NOW = datetime(2026, 11, 23, 9, 5, 7, tzinfo=UTC)
SECRET = "s" * 20 + "-_" + "9" * 21
SHOWN_OF_A_MAIL = 140
TELLING = (
    "alongside", "mentor", "mentee", "recover", "recuper", "program", "match", "coordinat", "sober", "sobri",
    "peer", "support", "apoyo", "health", "salud", "harbor", "addict", "adicc", "treat", "invit", "password", "988",
)  # fmt: skip


def written(language: str = "en", secret: str | None = None, purpose: str = "", message_id: str = "0a1b") -> bytes:
    draft = Draft(message_id, "sam@example.org", language, secret, purpose)
    return write(LETTERHEAD, draft, NOW).content


def all_kinds() -> Iterator[tuple[str, bytes]]:
    kinds = [(None, ""), (SECRET, "invitation"), (SECRET, "reset")]
    for language, (secret, purpose) in product(sorted(mails.LANGUAGES), kinds):
        yield language, written(language, secret, purpose)


def test_a_notice_is_these_bytes() -> None:
    assert written() == (
        b"From: no-reply@alongside.example.org\r\n"
        b"To: sam@example.org\r\n"
        b"Subject: You have a message\r\n"
        b"Date: Mon, 23 Nov 2026 09:05:07 +0000\r\n"
        b"Message-ID: <0a1b@alongside.example.org>\r\n"
        b"Auto-Submitted: auto-generated\r\n"
        b"X-Auto-Response-Suppress: OOF, AutoReply\r\n"
        b'Content-Type: text/plain; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: 7bit\r\n"
        b"MIME-Version: 1.0\r\n"
        b"\r\n"
        b"You have a message.\r\n"
        b"It waits for you on our page, and only you can read it there.\r\n"
        b"If you did not expect it, you can leave it. Nothing happens then.\r\n"
        b"Nobody reads answers to this mail.\r\n"
        b"\r\n"
        b"Open it when you have a quiet moment:\r\n"
        b"\r\n"
        b"https://alongside.example.org/\r\n"
    )


def test_an_invitation_carries_its_link_whole_and_the_code_itself() -> None:
    body = written("en", SECRET, "invitation").split(b"\r\n\r\n", 1)[1].decode()
    assert body.splitlines()[7:] == [
        f"https://alongside.example.org/invitation/{SECRET}",
        "",
        "This address works once, for 7 days.",
        "If you are asked for a code, this is it:",
        "",
        SECRET,
    ]
    assert "for 1 hour." in written("en", SECRET, "reset").decode()


def test_in_spanish_it_says_the_same() -> None:
    message = read(written("es", SECRET, "reset"))
    assert message["Subject"] == "Tiene un mensaje"
    lines = message.get_content().splitlines()
    assert lines[0] == "Tiene un mensaje."
    assert f"https://alongside.example.org/invitation/{SECRET}" in lines
    assert "Esta dirección sirve una sola vez, durante 1 hora." in lines
    assert lines[-1] == SECRET
    assert max(len(line) for line in written("es", SECRET, "reset").split(b"\r\n")) <= 78


def test_all_mails_of_a_language_look_alike_where_others_see_them() -> None:
    seen = {
        (language, message["Subject"], message["From"], message.get_content()[:SHOWN_OF_A_MAIL])
        for language, content in all_kinds()
        for message in [read(content)]
    }
    assert len(seen) == len(mails.LANGUAGES)
    assert all(message[3].startswith(message[1]) for message in seen)


def test_no_word_tells_what_it_is_about() -> None:
    for _, content in all_kinds():
        message = read(content)
        told = f"{message['Subject']} {message.get_content()}".lower().replace(LETTERHEAD.base_url, "")
        told = told.replace("/invitation/", "")
        assert [word for word in TELLING if word in told] == []


def test_a_mail_is_plain_text_and_nothing_else() -> None:
    for _, content in all_kinds():
        message = read(content)
        assert (message.get_content_type(), message.is_multipart(), list(message.iter_attachments())) == (
            "text/plain", False, [],
        )  # fmt: skip
        assert message.defects == []
        assert content.isascii() and content.count(b"\n") == content.count(b"\r\n") and b"\r\r" not in content
        assert all(message.get_all(name, []) == [message[name]] for name in ("To", "From", "Subject", "Message-ID"))
        assert (message["Cc"], message["Bcc"], message["Reply-To"]) == (None, None, None)


UNITS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))


def test_the_languages_have_the_same_words_and_tell_how_long_a_secret_lasts() -> None:
    names = {name for name in vars(english) if not name.startswith("__")}
    assert names == {name for name in vars(spanish) if not name.startswith("__")}
    for words in (english, spanish):
        assert set(words.LASTS) == set(LASTS)
        for purpose, lasts in LASTS.items():
            unit = next(unit for unit in UNITS if lasts >= unit)
            number = lasts // unit
            assert words.LASTS[purpose].split()[0] == str(number)


@pytest.mark.parametrize(
    ("of_program", "spoken", "language"),
    [
        ("en", None, "en"), ("es", None, "es"), ("es", [], "es"), ("en", ["es", "en"], "en"),
        ("es", ["en", "es"], "es"), ("en", ["es"], "es"), ("en", ["pl", "es"], "es"), ("es", ["pl"], "es"),
        ("pl", ["ru"], "en"), ("pl", None, "en"), ("pl", ["pl", "es"], "es"),
    ],
)  # fmt: skip
def test_the_language_is_the_programs_where_the_person_speaks_it(
    of_program: str, spoken: list[str] | None, language: str
) -> None:
    assert language_for(of_program, spoken) == language


def test_the_senders_name_and_a_long_host_stand_whole() -> None:
    host = "x" * 60 + "." + "y" * 60 + ".example.org"
    head = mailroom_for(
        datetime.now, base_url=f"https://{host}/here/", mail_from="Tu casa ñ <us@example.org>"
    ).letterhead  # type: ignore[arg-type]
    letter = write(head, Draft("0a1b", "sam@example.org", "en", SECRET, "reset"), NOW)
    message = read(letter.content)
    assert letter.sender == "us@example.org"
    assert message["From"].addresses[0].display_name == "Tu casa ñ"
    assert message["Message-ID"] == f"<0a1b@{host}>"
    assert f"https://{host}/here/invitation/{SECRET}\r\n".encode() in letter.content


def test_a_mailroom_keeps_its_password_to_itself() -> None:
    room = mailroom_for(Clock(), smtp_url="smtp://us:canary-password@example.org")
    assert "canary" not in repr(room)
    assert room.goes_to == "example.org:25"
