"""A mail is held by one worker at a time, and let go of by whoever died holding it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from api.services.mailing import holding
from api.services.mailing.places import Place
from api.services.mailing.preparing import prepare
from data.db import db, transaction
from data.store import people as people_store
from data.store.deliveries import Queue
from data.store.people import Kind
from tests.api.mail.posting import (
    Clock,
    ask_reset,
    deliver,
    files,
    mailroom_for,
    promise,
    promise_to_mentee,
    resets,
    row,
    rows,
)
from tests.api.mail.servers import MailServer
from tests.api.rest.asking import elsewhere
from tests.making import Making


def test_mails_of_a_worker_that_died_are_sent_once_their_lease_is_over(make: Making, tmp_path: Path) -> None:
    clock = Clock()
    room = mailroom_for(clock, tmp_path)
    promise_to_mentee(make, "sam@example.org")
    ask_reset(make, make.coordinator_email)
    places = [Place(Queue.NOTICES, make.program_id), Place(Queue.RESETS, None)]
    with make.app.app_context():
        # What a worker does before it speaks to a server; this one goes no further.
        for place in places:
            (claim,) = holding.claim(place, clock.now, clock.now)
            prepare(room.act(place.program_id), place, claim)
    assert {each.leased_until for each in (*rows(make), *resets(make))} == {clock.now + holding.LEASE}
    clock.forward(seconds=holding.LEASE.total_seconds() - 1)
    assert deliver(make.app, room).counts == {}
    clock.forward(seconds=1)
    assert deliver(make.app, room).counts == {"sent": 2}
    assert len(files(tmp_path)) == 2


def test_a_worker_whose_lease_ran_out_neither_sends_nor_marks(make: Making) -> None:
    clock = Clock()
    room = mailroom_for(clock)
    place = Place(Queue.NOTICES, make.program_id)
    promise_to_mentee(make, "sam@example.org")
    with make.app.app_context():
        (slow,) = holding.claim(place, clock.now, clock.now)
        clock.forward(seconds=holding.LEASE.total_seconds())
        (quick,) = holding.claim(place, clock.now, clock.now)
        assert quick.id == slow.id
        assert prepare(room.act(place.program_id), place, slow) == "elsewhere"
        assert holding.settle(place, [slow], _never) == {slow.message_id: "elsewhere"}
        holding.release(place, [slow])
    assert row(make).leased_until == quick.leased_until


def test_no_mail_is_begun_that_might_not_be_done_before_its_lease_is(make: Making) -> None:
    """A slow server takes minutes for each mail: what is left of a batch is let go of, and taken up anew."""
    clock = Clock()
    for number in range(4):
        promise_to_mentee(make, f"m{number}@example.org")
    begun_with_left = []

    def take_long() -> None:
        begun_with_left.append(min(each.leased_until for each in rows(make) if each.leased_until) - clock.now)
        clock.forward(minutes=6)

    with MailServer(before_answering=take_long) as server:
        assert deliver(make.app, mailroom_for(clock, smtp_url=server.url)).counts == {"sent": 4}
    assert len(begun_with_left) == 4
    assert min(begun_with_left) >= holding.LONGEST_TRY


def test_no_transaction_is_open_while_a_server_is_spoken_to(make: Making) -> None:
    """Somebody else can write meanwhile, to the very row that is being sent."""
    promise_to_mentee(make, "sam@example.org")
    wrote: list[Any] = []

    def write() -> None:
        with make.app.app_context(), db.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.execute(text("PRAGMA busy_timeout = 0"))
            else:
                connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            wrote.append(connection.execute(text("UPDATE outbox SET notice = notice")).rowcount)
            connection.commit()

    with MailServer(before_answering=write) as server:
        assert deliver(make.app, mailroom_for(Clock(), smtp_url=server.url)).counts == {"sent": 1}
    assert wrote == [1]


def test_a_worker_that_is_told_to_stop_lets_go_of_what_it_has_not_begun(make: Making) -> None:
    for number in range(3):
        promise_to_mentee(make, f"m{number}@example.org")
    with MailServer() as server:
        room = replace(mailroom_for(Clock(), smtp_url=server.url), stopped=lambda: len(server.received) >= 1)
        assert deliver(make.app, room).counts == {"sent": 1}
        assert len(server.received) == 1
    assert [(each.leased_until, each.tries) for each in rows(make) if each.sent_at is None] == [(None, 0)] * 2


def test_mails_of_every_program_leave_and_each_by_its_own(make: Making, tmp_path: Path) -> None:
    lakeside = elsewhere(make)
    promise_to_mentee(make, "here@example.org")
    promise_to_mentee(lakeside, "there@example.org")
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"sent": 2}
    assert row(make).sent_at == row(lakeside).sent_at is not None


def test_a_person_of_another_program_is_nobody_there(make: Making, tmp_path: Path) -> None:
    promise(make, (Kind.MENTEE, elsewhere(make).mentee()))
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"dead": 1}
    assert files(tmp_path) == []


def test_the_longest_due_leave_first(make: Making) -> None:
    clock = Clock()
    people = [make.mentee() for _ in range(3)]
    for days, person_id in ((1, people[0]), (3, people[1]), (2, people[2])):
        promise(make, (Kind.MENTEE, person_id), now=clock.now - timedelta(days=days))
    with MailServer() as server:
        deliver(make.app, mailroom_for(clock, smtp_url=server.url))
        sent = [mail.recipients[0] for mail in server.received]
    with make.app.app_context(), transaction(make.program_id):
        emails = [people_store.words(people[number])["identity"]["email"] for number in (1, 2, 0)]
    assert sent == emails


def _never(_row: Any) -> Any:
    raise AssertionError("this row is somebody else's")
