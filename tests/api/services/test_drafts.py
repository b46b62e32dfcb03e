"""A form that was begun: nothing of it is lost, nobody but the holder of its code finds it, and it is sent once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from api.policy import Actor, Forbidden, NotFound
from api.services import draft_codes, drafts, revisions
from api.services.acts import Act
from api.services.kinds import Kind
from api.services.refusals import ChangedMeanwhile, InvalidAnswer
from data.db import reading
from data.models import Draft, Mentee, OutboxMessage
from tests.api.mail.posting import BASE_URL, Clock, deliver, files, mailroom_for, only_mail
from tests.making import Making

SLUG = "harbor"
NAME = {"identity": {"preferred_name": "Zanzibar Quill"}}
MAIL = {"identity": {"email": "zanzibar@example.org"}}
FORM: dict[str, Any] = {
    "adult": True,
    "identity": {"preferred_name": "Zanzibar Quill", "email": "zanzibar@example.org"},
    "availability": {"time_zone": "America/Chicago"},
    "consents": [{"purpose": "matching", "how": "online"}],
}
AT_ONCE = 8


@contextmanager
def _nobody(make: Making, **more: Any) -> Iterator[Act]:
    with make.app.app_context():
        yield replace(make.act(Actor.nobody()), **more)


def _begin(make: Making) -> drafts.Begun:
    with _nobody(make) as act:
        return drafts.begin(act, SLUG, Kind.MENTEE, "name", NAME)


def _send(make: Making, begun: drafts.Begun, form: dict[str, Any] = FORM, revision: int | None = None) -> None:
    tag = revisions.tag(begun.revision if revision is None else revision)
    with _nobody(make, if_match=frozenset({tag})) as act:
        drafts.send(act, SLUG, Kind.MENTEE, begun.code, form, invite=True)


def _count(app: Flask, program_id: str, table: Any) -> int:
    with app.app_context(), reading(program_id) as session:
        return session.scalar(select(func.count(table.id))) or 0


@pytest.mark.parametrize("typed", ["kx7m-93qp-2trw", " KX7M 93QP  2TRW ", "kx7m93qp2trw", "KX7M–93QP–2TRW"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert draft_codes.as_typed(typed) == "KX7M-93QP-2TRW"


def test_letters_that_look_like_digits_are_read_as_those_and_what_is_no_code_is_none() -> None:
    assert draft_codes.as_typed("OoIi LlLl 0000") == "0011-1111-0000"
    for wrong in ("", "KX7M-93QP", "KX7M-93QP-2TRW-9", "KX7M-93QP-2TRU", "x" * 300_000, "\ud800" * 12):
        assert draft_codes.as_typed(wrong) is None
    codes = {draft_codes.new() for _ in range(200)}
    assert len(codes) == 200
    assert all(draft_codes.as_typed(code) == code for code in codes)
    assert len(draft_codes.ALPHABET) ** (draft_codes.GROUPS * draft_codes.OF) >= 2**60


def test_each_answer_is_kept_beside_the_others_and_puts_the_end_off(make: Making) -> None:
    begun = _begin(make)
    with _nobody(make) as act:
        drafts.keep(act, SLUG, Kind.MENTEE, begun.code, "reach", MAIL)
        drafts.keep(act, SLUG, Kind.MENTEE, begun.code, "goals", {"goals": ["housing", "work"]})
        later = replace(act, now=act.now + timedelta(days=29))
        kept = drafts.keep(later, SLUG, Kind.MENTEE, begun.code, "goals", {"goals": None})
        assert kept.answers == {"identity": NAME["identity"] | MAIL["identity"], "goals": None}
        assert kept.asked == ("name", "reach", "goals")
        after = replace(later, now=later.now + timedelta(days=29, hours=23))
        assert drafts.find(after, SLUG, Kind.MENTEE, begun.code) == replace(kept)
        over = replace(later, now=later.now + drafts.FORGOTTEN_AFTER)
        with pytest.raises(NotFound):
            drafts.find(over, SLUG, Kind.MENTEE, begun.code)
        with pytest.raises(NotFound):
            drafts.keep(over, SLUG, Kind.MENTEE, begun.code, "goals", {"goals": []})


def test_a_code_opens_no_form_of_another_program_or_kind_and_nobody_signed_in_gets_at_one(make: Making) -> None:
    Making(make.app, "lighthouse")
    begun = _begin(make)
    with _nobody(make) as act:
        for slug, kind, code in (
            ("lighthouse", Kind.MENTEE, begun.code),
            (SLUG, Kind.MENTOR, begun.code),
            (SLUG, Kind.MENTEE, draft_codes.new()),
            ("nowhere", Kind.MENTEE, begun.code),
        ):
            with pytest.raises(NotFound):
                drafts.find(act, slug, kind, code)
            with pytest.raises(NotFound):
                drafts.mail_link(act, slug, kind, code, "a@example.org")
            with pytest.raises(NotFound):
                drafts.keep(act, slug, kind, code, "name", {})
        with pytest.raises(Forbidden):
            drafts.find(make.act(), SLUG, Kind.MENTEE, begun.code)
        assert drafts.find(act, SLUG, Kind.MENTEE, begun.code).answers == NAME


def test_nothing_of_a_form_or_its_code_can_be_read_in_the_database(make: Making) -> None:
    begun = _begin(make)
    with make.app.app_context(), reading(None) as session:
        (row,) = session.execute(select(*Draft.__table__.columns)).all()
    assert "Zanzibar" not in repr(row)
    assert begun.code not in repr(row)


def test_a_form_is_sent_in_whole_with_its_consent_and_is_a_draft_no_more(make: Making) -> None:
    begun = _begin(make)
    _send(make, begun)
    (row,) = make.client().get("/mentees").get_json()["items"]
    person = make.client().get(f"/mentees/{row['id']}").get_json()
    assert person["identity"]["preferred_name"] == "Zanzibar Quill"
    consents = make.client().get(f"/mentees/{row['id']}/consents").get_json()["items"]
    assert [(each["purpose"], each["how"]) for each in consents] == [("matching", "online")]
    assert _count(make.app, make.program_id, Draft) == 0
    _send(make, begun)
    assert _count(make.app, make.program_id, Mentee) == 1


def test_a_form_that_can_not_be_sent_stays_as_it_is(make: Making) -> None:
    begun = _begin(make)
    with pytest.raises(ChangedMeanwhile):
        _send(make, begun, revision=begun.revision + 1)
    with pytest.raises(InvalidAnswer):
        _send(make, begun, {**FORM, "consents": [{"purpose": "matching", "how": "online", "text_version": 999}]})
    assert _count(make.app, make.program_id, Mentee) == _count(make.app, make.program_id, OutboxMessage) == 0
    with _nobody(make) as act:
        assert drafts.find(act, SLUG, Kind.MENTEE, begun.code).answers == NAME
    _send(make, begun)
    assert _count(make.app, make.program_id, Mentee) == 1


def test_sent_by_many_at_once_it_comes_in_once(make: Making) -> None:
    for so_far in range(3):
        begun = _begin(make)
        start = Barrier(AT_ONCE)

        def send(_number: int, begun: drafts.Begun = begun, start: Barrier = start) -> None:
            start.wait()
            _send(make, begun)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(send, range(AT_ONCE)))
        assert _count(make.app, make.program_id, Mentee) == so_far + 1
        assert _count(make.app, make.program_id, OutboxMessage) == so_far + 1


def test_answers_that_come_at_once_are_all_kept(make: Making) -> None:
    begun = _begin(make)
    start = Barrier(AT_ONCE)

    def keep(number: int) -> None:
        start.wait()
        with _nobody(make) as act:
            drafts.keep(act, SLUG, Kind.MENTEE, begun.code, f"q{number}", {f"field{number}": number})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(keep, range(AT_ONCE)))
    with _nobody(make) as act:
        found = drafts.find(act, SLUG, Kind.MENTEE, begun.code)
    assert found.answers == NAME | {f"field{number}": number for number in range(AT_ONCE)}
    assert found.revision == begun.revision + AT_ONCE


def test_a_link_comes_by_a_mail_that_says_nothing_and_opens_the_same_form_once(make: Making, tmp_path: Path) -> None:
    begun = _begin(make)
    with _nobody(make, language="es") as act:
        drafts.mail_link(act, SLUG, Kind.MENTEE, begun.code, "zanzibar@example.org")
    room = mailroom_for(Clock(), tmp_path)
    deliver(make.app, room)
    mail = only_mail(tmp_path)
    assert mail["Subject"] == "Tiene un mensaje"
    (link,) = [line for line in mail.get_content().splitlines() if line.startswith(BASE_URL)]
    assert begun.code not in mail.as_string()
    secret = link.removeprefix(f"{BASE_URL}/form/")
    with _nobody(make) as act:
        assert drafts.open_by_link(act, secret) == drafts.Place(SLUG, Kind.MENTEE, begun.code)
        for used in (secret, "", "nothing", "\ud800"):
            with pytest.raises(NotFound):
                drafts.open_by_link(act, used)
        assert drafts.find(act, SLUG, Kind.MENTEE, begun.code).answers == NAME


def test_a_link_lasts_a_week_and_the_newest_alone_is_good_and_none_leads_to_what_was_thrown_away(
    make: Making, tmp_path: Path
) -> None:
    begun = _begin(make)
    clock = Clock()
    room = mailroom_for(clock, tmp_path)
    secrets = []
    for _ in range(2):
        with _nobody(make) as act:
            drafts.mail_link(act, SLUG, Kind.MENTEE, begun.code, "zanzibar@example.org")
        clock.forward(minutes=1)
        before = set(files(tmp_path))
        deliver(make.app, room)
        (new,) = set(files(tmp_path)) - before
        secrets += [line.rpartition("/")[2] for line in new.read_text().splitlines() if "/form/" in line]
    with _nobody(make) as act:
        with pytest.raises(NotFound):
            drafts.open_by_link(act, secrets[0])
        late = replace(act, now=clock.now + timedelta(days=7))
        with pytest.raises(NotFound):
            drafts.open_by_link(late, secrets[1])
        drafts.throw_away(act, SLUG, Kind.MENTEE, begun.code)
        drafts.throw_away(act, SLUG, Kind.MENTEE, begun.code)
        with pytest.raises(NotFound):
            drafts.open_by_link(act, secrets[1])
        with pytest.raises(NotFound):
            drafts.find(act, SLUG, Kind.MENTEE, begun.code)
