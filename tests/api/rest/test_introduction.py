"""Two people by name to each other: only once introduced, and only in the ways that each agreed to."""

from datetime import date
from typing import Any

from data.store.people import Kind
from matcher.lifecycle import MatchState, Party
from tests.api.rest.asking import NOBODY, administrator, elsewhere, for_each, seen
from tests.conftest import answer
from tests.making import Making

ANSWERS: dict[str, Any] = {
    "interests": ["hiking", "books"],
    "goals": ["housing"],
    "recovery_stage": {"since": date(2020, 3, 1), "experiences": ["alcohol"], "pathways": ["therapy"]},
}


def _identity(kind: Kind, **contact: Any) -> dict[str, Any]:
    return {
        "preferred_name": f"Name of {kind}",
        "pronouns": "she/her" if kind == Kind.MENTEE else None,
        "email": f"{kind}@mail.example.org",
        "phone": "+1 555 010 7771",
        "contact": {"channel": None, "email_ok": None, "text_ok": None, "voicemail_ok": None} | contact,
    }


def _introduction(make: Making, match_id: str, party: Party) -> dict[str, Any]:
    client = make.party_clients(match_id)[party]
    introduction: dict[str, Any] = answer(client.get(f"/matches/{match_id}/introduction"), 200)
    return introduction


def test_each_reads_the_name_the_ways_the_times_and_what_both_may_tell(make: Making) -> None:
    mentee_id = make.mentee(
        identity=_identity(Kind.MENTEE, channel="email", email_ok=True, text_ok=False),
        availability={
            "time_zone": "America/New_York",
            "weekly": [{"day": "tue", "from": "16:00", "to": "19:30"}, {"day": "wed", "from": "23:00", "to": "24:00"}],
        },
        may_tell=["interests", "goals"],
        **ANSWERS,
    )
    mentor_id = make.mentor(
        identity=_identity(Kind.MENTOR, channel="phone", email_ok=False) | {"full_name": "Never Told"},
        may_tell=["interests", "experiences"],
        **ANSWERS,
    )
    match_id = make.match(MatchState.INTRODUCED, mentee_id=mentee_id, mentor_id=mentor_id)
    of_mentor, of_mentee = (_introduction(make, match_id, party) for party in (Party.MENTEE, Party.MENTOR))
    assert of_mentor | {"starters": None} == {
        "preferred_name": "Name of mentor",
        "pronouns": None,
        "channels": [{"channel": "phone", "value": "+1 555 010 7771"}],
        "windows": [{"day": "tue", "from": "18:00", "to": "19:30"}],
        "shared": ["hiking", "books"],
        "starters": None,
    }
    assert of_mentee | {"starters": None} == {
        "preferred_name": "Name of mentee",
        "pronouns": "she/her",
        "channels": [{"channel": "email", "value": "mentee@mail.example.org"}],
        # In the mentor's own zone.
        "windows": [{"day": "tue", "from": "17:00", "to": "18:30"}],
        "shared": ["hiking", "books"],
        "starters": None,
    }
    for introduction in (of_mentor, of_mentee):
        assert introduction["starters"]
        assert all(starter.endswith("?") for starter in introduction["starters"][:1])
        words = str(introduction)
        for untold in ("Never Told", "alcohol", "therapy", "housing", mentee_id, mentor_id):
            assert untold not in words


def test_late_hours_are_told_on_the_day_that_the_reader_lives_them(make: Making) -> None:
    weekly = [{"day": "wed", "from": "21:00", "to": "24:00"}]
    mentee_id = make.mentee(
        availability={"time_zone": "America/New_York", "weekly": [{"day": "thu", "from": "00:00", "to": "02:00"}]}
    )
    mentor_id = make.mentor(availability={"time_zone": "America/Chicago", "weekly": weekly})
    match_id = make.match(MatchState.INTRODUCED, mentee_id=mentee_id, mentor_id=mentor_id)
    assert _introduction(make, match_id, Party.MENTEE)["windows"] == [{"day": "thu", "from": "00:00", "to": "01:00"}]
    assert _introduction(make, match_id, Party.MENTOR)["windows"] == [{"day": "wed", "from": "23:00", "to": "24:00"}]


def test_only_agreed_ways_of_reaching_somebody_are_told(make: Making) -> None:
    email = {"channel": "email", "value": "mentee@mail.example.org"}
    phone = {"channel": "phone", "value": "+1 555 010 7771"}
    text = {"channel": "text", "value": "+1 555 010 7771"}
    mentee_id = make.mentee()
    match_id = make.match(MatchState.INTRODUCED, mentee_id=mentee_id)
    staff, mentor = make.client(), make.party_clients(match_id)[Party.MENTOR]
    for contact, told in (
        ({"channel": "email"}, [email]),
        ({"channel": "phone"}, [phone]),
        ({"channel": "text"}, [text]),
        ({"channel": "phone", "email_ok": True}, [email, phone]),
        ({"channel": "email", "text_ok": True}, [email, text]),
        ({"channel": "email", "email_ok": True, "text_ok": False}, [email]),
        ({"channel": "phone", "voicemail_ok": False, "email_ok": False, "text_ok": False}, [phone]),
        # Agreed to nothing.
        ({}, []),
        ({"email_ok": False, "text_ok": False}, []),
        ({"channel": "email", "email_ok": False}, []),
        ({"channel": "text", "text_ok": False}, []),
    ):
        answer(staff.patch(f"/mentees/{mentee_id}", {"identity": _identity(Kind.MENTEE, **contact)}), 200)
        introduction = answer(mentor.get(f"/matches/{match_id}/introduction"), 200)
        assert introduction["channels"] == told, contact
        values = {way["value"] for way in told}
        for value in ("mentee@mail.example.org", "+1 555 010 7771"):
            assert (value in str(introduction)) == any(value in each for each in values)
    answer(staff.patch(f"/mentees/{mentee_id}", {"identity": {"phone": None, "contact": {"channel": "phone"}}}), 200)
    assert answer(mentor.get(f"/matches/{match_id}/introduction"), 200)["channels"] == []


def test_with_nothing_that_may_be_told_there_is_still_a_way_to_begin(make: Making) -> None:
    pair = {"mentee_id": make.mentee(may_tell=None), "mentor_id": make.mentor(may_tell=[])}
    match_id = make.match(MatchState.INTRODUCED, **pair)
    introduction = _introduction(make, match_id, Party.MENTEE)
    assert introduction["shared"] == []
    assert introduction["starters"]


@for_each(MatchState)
def test_an_introduction_is_there_from_that_step_until_the_end(make: Making, state: MatchState) -> None:
    match_id = make.match(state)
    path = f"/matches/{match_id}/introduction"
    parties = list(make.party_clients(match_id).values())
    there = state in {MatchState.INTRODUCED, MatchState.ACTIVE, MatchState.PAUSED}
    for client in parties:
        assert client.get(path).status_code == (200 if there else 404)
    strangers = [
        make.client(),
        administrator(make),
        elsewhere(make).client(),
        make.client_of(Kind.MENTOR, make.mentor()),
        make.client_of(Kind.MENTEE, make.mentee()),
    ]
    for client in (*strangers, *(() if there else parties)):
        assert seen(client.get(path)) == seen(client.get(f"/matches/{NOBODY}/introduction"))
    if there:
        answer(parties[0].post(f"/matches/{match_id}/moves", {"action": "close"}), 200)
        assert [client.get(path).status_code for client in parties] == [404, 404]
