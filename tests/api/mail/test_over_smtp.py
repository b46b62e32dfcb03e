"""Mails over SMTP: what a server may do to them, and what becomes of them then."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data.store.people import Kind
from tests.api.mail.certificates import certificate_for_here
from tests.api.mail.posting import Clock, deliver, edit, mailroom_for, promise, promise_to_mentee, read, row, rows
from tests.api.mail.servers import HANG_UP, HOST, MailServer, free_port
from tests.making import Making

DAY = 24 * 60 * 60


def test_a_mail_leaves_once_and_is_marked(make: Making) -> None:
    clock = Clock()
    promise_to_mentee(make, "ok@example.org")
    with MailServer() as server:
        room = mailroom_for(clock, smtp_url=server.url)
        assert deliver(make.app, room).counts == {"sent": 1}
        assert deliver(make.app, room).counts == {}
    sent = row(make)
    assert (sent.sent_at, sent.tries, sent.failure) == (clock.now, 1, None)
    assert (sent.next_try_at, sent.leased_until, sent.dead_at) == (None, None, None)
    (mail,) = server.received
    assert (mail.sender, mail.recipients) == ("no-reply@alongside.example.org", ["ok@example.org"])
    assert read(mail.content)["Message-ID"] == f"<{sent.message_id}@alongside.example.org>"
    assert set(server.greetings) == {"alongside.example.org"}  # not the name of this machine


def test_each_answer_of_a_server_has_its_consequence(make: Making) -> None:
    """The others leave all the same, over the same connection or a new one."""
    clock = Clock()
    said = {
        "never@example.org": ("550 5.1.1 no such user never@example.org", None),
        "later@example.org": ("450 4.2.0 greylisted", None),
        "full@example.org": ("452 4.2.2 mailbox full", None),
        "closing@example.org": ("421 4.3.2 closing", None),
        "dropped@example.org": (HANG_UP, None),
        "spam@example.org": (None, "554 5.7.1 looks like spam"),
        "busy@example.org": (None, "451 4.3.0 try again"),
        "gone@example.org": (None, HANG_UP),
        "odd@example.org": (None, "not even a number"),
    }
    people = {promise_to_mentee(make, email): email for email in ("a@example.org", *said, "z@example.org")}
    to_recipient = {email: answer for email, (answer, _) in said.items() if answer}
    to_data = {email: answer for email, (_, answer) in said.items() if answer}
    with MailServer(to_recipient=to_recipient, to_data=to_data) as server:
        report = deliver(make.app, mailroom_for(clock, smtp_url=server.url))
        assert server.recipients() == ["a@example.org", "z@example.org"]
    became = {
        people[each.recipient_id]: (each.failure, each.dead_at is not None, each.next_try_at) for each in rows(make)
    }
    soon = clock.now + timedelta(minutes=1)
    assert became == {
        "a@example.org": (None, False, None),
        "z@example.org": (None, False, None),
        "never@example.org": ("refused", True, None),
        "spam@example.org": ("refused", True, None),
        "later@example.org": ("not_now", False, soon),
        "full@example.org": ("not_now", False, soon),
        "closing@example.org": ("not_now", False, soon),
        "busy@example.org": ("not_now", False, soon),
        "dropped@example.org": ("connection_lost", False, soon),
        "gone@example.org": ("connection_lost", False, soon),
        "odd@example.org": ("not_now", False, soon),
    }
    assert report.counts == {"sent": 2, "dead": 2, "later": 7}
    assert report.away is None
    assert sorted(report.failures.values()) == [
        *["connection_lost"] * 2, *["not_now"] * 5, *["refused"] * 2,
    ]  # fmt: skip


def test_a_server_that_was_away_loses_nothing_and_pauses_grow(make: Making) -> None:
    clock, server = Clock(), MailServer()
    room = mailroom_for(clock, smtp_url=server.url)
    for number in range(25):
        promise_to_mentee(make, f"m{number}@example.org")
    report = deliver(make.app, room)
    assert report.away == "unreachable"
    assert report.counts == {"later": 20}  # the batch it had in hand; the rest was not touched
    assert deliver(make.app, room).counts == {"later": 5}
    assert deliver(make.app, room).counts == {}
    for minutes in (1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360):
        assert {each.next_try_at for each in rows(make)} == {clock.now + timedelta(minutes=minutes)}
        assert {each.failure for each in rows(make)} == {"unreachable"}
        clock.forward(minutes=minutes - 1)
        assert deliver(make.app, room).counts == {}
        clock.forward(minutes=1)
        assert [deliver(make.app, room).counts["later"] for _ in range(2)] == [20, 5]
    clock.forward(hours=6)
    with server:
        assert deliver(make.app, room).counts == {"sent": 25}
        assert len(server.recipients()) == len(set(server.recipients())) == 25
    assert {(each.tries, each.failure) for each in rows(make)} == {(13, None)}


def test_a_mail_that_never_gets_through_is_given_up_after_five_days_and_not_before(make: Making) -> None:
    clock = Clock()
    promise_to_mentee(make, "later@example.org")
    with MailServer(to_recipient={"later@example.org": "450 not now"}) as server:
        room = mailroom_for(clock, smtp_url=server.url)
        clock.forward(days=9)  # nobody delivered anything for long: the first try is not the last one all the same
        first = clock.now
        while deliver(make.app, room).counts == {"later": 1}:
            due = row(make).next_try_at
            assert due is not None and row(make).dead_at is None
            clock.now = due
    dead = row(make)
    assert dead.dead_at is not None
    assert timedelta(days=5) <= dead.dead_at - first < timedelta(days=5, hours=6)
    assert (dead.failure, dead.next_try_at, dead.leased_until) == ("gave_up", None, None)


def test_what_is_no_mails_fault_costs_none_its_life(make: Making) -> None:
    """A sender that is not allowed; a server that wants us to sign in first."""
    clock = Clock()
    promise_to_mentee(make, "ok@example.org")
    refusals: list[tuple[dict[str, Any], str]] = [
        ({"to_sender": {"us@example.org": "553 5.7.1 not yours"}}, "sender_refused"),
        ({"to_recipient": {"ok@example.org": "530 5.7.0 sign in first"}}, "sign_in_refused"),
    ]
    for said, failure in refusals:
        with MailServer(**said) as server:
            report = deliver(make.app, mailroom_for(clock, smtp_url=server.url, mail_from="us@example.org"))
        assert (report.away, row(make).failure, row(make).dead_at) == (failure, failure, None)
        clock.forward(days=1)


def test_every_mail_has_one_recipient_whatever_an_address_holds(make: Making) -> None:
    odd = {
        "two": "a@example.org, b@example.org",
        "header": "a@example.org\r\nBcc: b@example.org",
        "command": "a@example.org>\r\nRCPT TO:<b@example.org",
        "nul": "a\0@example.org",
        "unicode": "ñ@example.org",
        "host": "a@exámple.org",
        "bidi": "a\u202e@example.org",
        "none": "nobody",
        "spaces": "a b@example.org",
        "angle": "A <a@example.org>",
    }
    longest = f"{'l' * 64}@{'d' * 63}.{'d' * 63}.{'d' * 57}.org"
    fine = ["o'hara+x=y@example.org", '"a, b@c"@example.org', longest]
    assert len(longest) == 254
    people = {make.mentee(): email for email in (*odd.values(), *fine)}
    for person_id, email in people.items():
        edit(make, Kind.MENTEE, person_id, email=email)
        promise(make, (Kind.MENTEE, person_id))
    with MailServer() as server:
        report = deliver(make.app, mailroom_for(Clock(), smtp_url=server.url))
    assert report.counts == {"sent": 3, "dead": len(odd)}
    assert {people[each.recipient_id] for each in rows(make) if each.failure == "bad_address"} == set(odd.values())
    assert sorted(server.recipients()) == sorted(fine)
    for mail in server.received:
        head = mail.content.split(b"\r\n\r\n")[0]
        assert head.count(b"\r\nTo: " + mail.recipients[0].encode() + b"\r\n") == 1
        assert len(mail.recipients) == 1


def test_a_name_never_stands_in_a_mail(make: Making) -> None:
    names = ["Sam\r\nBcc: x@example.org", "Müller \u202e", '"Sam" <x@example.org>', "Zoë 🌱", "s" * 400]
    for number, name in enumerate(names):
        person_id = make.mentee()
        edit(make, Kind.MENTEE, person_id, preferred_name=name, email=f"n{number}@example.org")
        promise(make, (Kind.MENTEE, person_id))
    with MailServer() as server:
        deliver(make.app, mailroom_for(Clock(), smtp_url=server.url))
    assert len(server.received) == len(names)
    alike = {
        b"\r\n".join(line for line in mail.content.split(b"\r\n") if not line.startswith((b"To: ", b"Message-ID: ")))
        for mail in server.received
    }
    assert len(alike) == 1


@pytest.mark.parametrize("kind", ["starttls", "smtps", "plain"])
def test_mail_is_sent_over_tls_where_a_server_offers_it(
    make: Making, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certificate_for_here(tmp_path)
    promise_to_mentee(make, "ok@example.org")
    server = MailServer(
        tls_first=context if kind == "smtps" else None, options={"tls_context": context} if kind == "starttls" else {}
    )
    with server:
        url = server.url.replace("smtp:", "smtps:") if kind == "smtps" else server.url
        room = mailroom_for(Clock(), smtp_url=url)
        if kind == "smtps":
            assert deliver(make.app, room).away == "unreachable"  # whoever it is, it is not the server that was named
            assert server.received == []
            monkeypatch.setenv("SSL_CERT_FILE", trusted)
            room.clock.forward(minutes=1)  # type: ignore[attr-defined]
        assert deliver(make.app, room).counts == {"sent": 1}
    assert [mail.by_tls for mail in server.received] == [kind != "plain"]


def test_a_password_is_told_to_the_named_server_over_tls_and_to_nobody_else(
    make: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certificate_for_here(tmp_path)
    clock = Clock()
    promise_to_mentee(make, "ok@example.org")
    right, wrong = "us%40here:p%40ss%20word%2F1", "us:wrong"

    def result(user: str, options: dict[str, Any]) -> tuple[Any, list[tuple[str, str]], int]:
        with MailServer(options=options) as server:
            report = deliver(make.app, mailroom_for(clock, smtp_url=f"smtp://{user}@{HOST}:{server.port}"))
        clock.forward(days=1)
        return report.away, server.signed_in, len(server.received)

    assert result(right, {"auth_require_tls": False}) == ("not_secure", [], 0)
    assert result(right, {"tls_context": context}) == ("unreachable", [], 0)
    monkeypatch.setenv("SSL_CERT_FILE", trusted)
    away, tried, received = result(wrong, {"tls_context": context})
    assert (away, set(tried), received) == ("sign_in_refused", {("us", "wrong")}, 0)
    assert result(right, {"tls_context": context}) == (None, [("us@here", "p@ss word/1")], 1)


def test_nobody_is_called_when_there_is_nothing_to_send(make: Making) -> None:
    make.match()
    clock = Clock()
    with MailServer() as server:
        room = mailroom_for(clock, smtp_url=server.url)
        assert deliver(make.app, room).counts == {"sent": 2}
        server.greetings.clear()
        assert deliver(make.app, room).counts == {}
        assert server.greetings == []
    assert deliver(make.app, mailroom_for(clock, smtp_url=f"smtp://{HOST}:{free_port()}")).away is None
