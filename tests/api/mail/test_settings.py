"""The settings of mail, read at the start: what can't be used is named in one line, without a password."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.mail import mailroom
from api.mail.folder import Folder
from api.mail.smtp import SmtpServer
from api.settings import BadSetting
from tests.conftest import settings

INSTANCE = Path("instance")

BAD = {
    "smtp_url": [
        "example.org", "http://example.org", "smtp://", "smtp://:25", "smtp://h:0", "smtp://h:99999", "smtp://h:mail",
        "smtp://us@h", "smtp://:canary@h", "smtp://us:canáry@h", "smtp://us:can%C3%A1ry@h", "smtp://h/path",
        "smtp://h?a=1", "smtp://h#a", "smtp://[::1", "smtp://a b", "smtp://h\n", "SMTPS:h",
    ],
    "mail_from": [
        "nobody", "a@example.org, b@example.org", "A <a@example.org", "ñ@example.org", "a@exámple.org",
        "a b@example.org", "A <a@example.org>\nBcc: b@example.org", "@example.org", "a@",
        "=?utf-8?q?=0D=0ABcc?= <a@b.org>",
    ],
    "base_url": [
        "example.org", "ftp://example.org", "http://", "https://a:b@example.org", "https://example.org?a=1",
        "https://example.org/#a", "https://exámple.org", "https://example.org\n", "https://exa mple.org", "http://h:x",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_can_not_be_used_is_named_in_one_line(name: str) -> None:
    for value in BAD[name]:
        with pytest.raises(BadSetting) as refused:
            mailroom(replace(settings(""), **{name: value}), INSTANCE)
        said = str(refused.value)
        assert said.startswith(f"ALONGSIDE_{name.upper()} ") and "\n" not in said, value
        assert "canary" not in said


def test_the_app_does_not_start_with_one(tmp_path: Path) -> None:
    given = settings(f"sqlite:///{tmp_path / 'any.sqlite'}")
    with pytest.raises(BadSetting, match="ALONGSIDE_SMTP_URL"):
        create_app(replace(given, smtp_url="smtp://us@h"))


SERVERS: dict[str, dict[str, Any]] = {
    "smtp://example.org": {"port": 25, "tls_first": False, "user": "", "password": ""},
    "smtps://example.org": {"port": 465, "tls_first": True},
    "SMTP://us%40here:p%3A%2F%25@EXAMPLE.org:587/": {"port": 587, "user": "us@here", "password": "p:/%"},
}


@pytest.mark.parametrize("url", SERVERS)
def test_a_mail_server_is_read_from_its_address(url: str) -> None:
    server = mailroom(replace(settings(""), smtp_url=url), INSTANCE).transport
    assert isinstance(server, SmtpServer)
    assert server.host == "example.org"
    assert {name: getattr(server, name) for name in SERVERS[url]} == SERVERS[url]


def test_without_a_mail_server_there_is_a_folder() -> None:
    assert mailroom(settings(""), INSTANCE).transport == Folder(INSTANCE / "mail")
    assert mailroom(replace(settings(""), mail_folder="/somewhere/else"), INSTANCE).goes_to == "/somewhere/else"


@pytest.mark.parametrize(
    ("base_url", "link", "sender"),
    [
        ("https://example.org", "https://example.org", "no-reply@example.org"),
        ("https://example.org/here/", "https://example.org/here", "no-reply@example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", "no-reply@[127.0.0.1]"),
        ("http://[::1]:8000/", "http://[::1]:8000", "no-reply@[IPv6:::1]"),
        ("http://localhost", "http://localhost", "no-reply@localhost"),
    ],
)
def test_links_and_sender_come_from_the_base_address(base_url: str, link: str, sender: str) -> None:
    head = mailroom(replace(settings(""), base_url=base_url), INSTANCE).letterhead
    assert (head.base_url, head.sender.addr_spec, head.sender.addr_spec.partition("@")[2]) == (link, sender, head.host)


@pytest.mark.parametrize("given", ["Your house <us@example.org>", "Dr. House <us@example.org>", "us@example.org"])
def test_the_sender_may_be_named(given: str) -> None:
    head = mailroom(replace(settings(""), mail_from=given), INSTANCE).letterhead
    assert (head.sender.addr_spec, head.host) == ("us@example.org", "127.0.0.1".join("[]"))
