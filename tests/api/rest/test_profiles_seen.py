"""Profiles as they are read: by whom, in lists, and as if they were not there."""

from datetime import date
from typing import Any

from data.store.people import Kind
from tests.api.rest.asking import LEAST, NOBODY, administrator, elsewhere, for_each, seen, whole
from tests.conftest import answer
from tests.making import Making


def test_people_read_their_own_profile_as_the_coordinator_does_but_for_the_external_id(make: Making) -> None:
    for kind in Kind:
        created = answer(make.client().post(f"/{kind}s", whole(kind)), 201)
        own = answer(make.client_of(kind, created["id"]).get(f"/{kind}s/{created['id']}"), 200)
        assert own == {name: value for name, value in created.items() if name != "external_id"}
        assert own["keep_apart_words"] == "my former partner volunteers here"


def test_anothers_profile_looks_like_none_at_all(make: Making) -> None:
    people = {kind: [make.mentee() if kind == Kind.MENTEE else make.mentor() for _ in range(2)] for kind in Kind}
    for kind in Kind:
        asker = make.client_of(kind, people[kind][0])
        unknown = asker.get(f"/{kind}s/{NOBODY}")
        assert answer(unknown, 404)["code"] == "not_found"
        for other in (people[Kind.MENTEE][1], people[Kind.MENTOR][1]):
            for section in ("mentees", "mentors"):
                assert seen(asker.get(f"/{section}/{other}")) == seen(unknown)
        # One's own id under the other kind is nobody either.
        wrong_section = "mentors" if kind == Kind.MENTEE else "mentees"
        assert seen(asker.get(f"/{wrong_section}/{people[kind][0]}")) == seen(unknown)


def test_administrators_and_other_programs_read_no_profile(make: Making) -> None:
    stranger = elsewhere(make).client()
    for kind, person_id in ((Kind.MENTEE, make.mentee()), (Kind.MENTOR, make.mentor())):
        for asker in (administrator(make), stranger):
            assert seen(asker.get(f"/{kind}s/{person_id}")) == seen(asker.get(f"/{kind}s/{NOBODY}"))
            assert asker.get(f"/{kind}s/{person_id}").status_code == 404
        assert answer(stranger.get(f"/{kind}s"), 200)["items"] == []
        answer(administrator(make).get(f"/{kind}s"), 403)


def test_mentees_are_listed_by_who_has_waited_longest(make: Making) -> None:
    days = [date(2026, 3, 1), date(2026, 1, 5), date(2026, 3, 1), date(2026, 2, 1)]
    ids = [make.mentee(waiting_since=day) for day in days]
    new = make.mentee(status="new", waiting_since=date(2026, 1, 1))
    expected = [ids[1], ids[3], *sorted([ids[0], ids[2]])]
    for query in ("?status=waiting", "?status=waiting&sort=waiting"):
        listed = answer(make.client().get(f"/mentees{query}"), 200)
        assert [row["id"] for row in listed["items"]] == expected
        assert listed["next_cursor"] is None
    row = answer(make.client().get("/mentees?status=new"), 200)["items"]
    name = answer(make.client().get(f"/mentees/{new}"), 200)["identity"]["preferred_name"]
    assert row == [{"id": new, "status": "new", "waiting_since": "2026-01-01", "preferred_name": name}]
    first_two = answer(make.client().get("/mentees?limit=2"), 200)["items"]
    assert [row["id"] for row in first_two] == [new, ids[1]]


def test_mentors_are_listed_with_their_free_places(make: Making) -> None:
    busy, resting = make.mentor(capacity=3), make.mentor(status="paused", capacity=0)
    make.match(mentor_id=busy)
    listed = answer(make.client().get("/mentors"), 200)
    rows = {row["id"]: row for row in listed["items"]}
    assert list(rows) == sorted([busy, resting])
    name = answer(make.client().get(f"/mentors/{busy}"), 200)["identity"]["preferred_name"]
    assert rows[busy] == {"id": busy, "status": "active", "capacity": 3, "free_places": 2, "preferred_name": name}
    assert (rows[resting]["capacity"], rows[resting]["free_places"]) == (0, 0)
    assert [row["id"] for row in answer(make.client().get("/mentors?status=paused"), 200)["items"]] == [resting]


def test_lists_take_their_own_parameters_and_no_others(make: Making) -> None:
    for path, field in (
        ("/mentees?limit=0", "limit"),
        ("/mentees?limit=101", "limit"),
        ("/mentees?limit=1&limit=2", "limit"),
        ("/mentees?limit=1.0", "limit"),
        ("/mentees?limit=%D9%A1", "limit"),
        ("/mentees?status=asleep", "status"),
        ("/mentees?status=active", "status"),
        ("/mentees?sort=name", "sort"),
        ("/mentors?status=waiting", "status"),
        ("/mentors?sort=waiting", "sort"),
        ("/mentors?name=Ana", "name"),
        (f"/mentees/{NOBODY}?x=1", "x"),
    ):
        refused = answer(make.client().get(path), 422)
        assert (refused["code"], list(refused["errors"])) == ("invalid", [field]), path


@for_each(Kind)
def test_parties_have_no_lists_of_people_and_add_nobody(make: Making, kind: Kind) -> None:
    person = make.client_of(kind, make.mentee() if kind == Kind.MENTEE else make.mentor())
    for section in ("mentees", "mentors"):
        assert answer(person.get(f"/{section}"), 403)["code"] == "forbidden"
        assert answer(person.post(f"/{section}", LEAST), 403)["code"] == "forbidden"


def test_words_for_keeping_apart_and_safety_stand_in_no_list(make: Making) -> None:
    canary = "CANARY my former partner"
    created = answer(make.client().post("/mentees", whole(Kind.MENTEE) | {"keep_apart_words": canary}), 201)
    for path in ("/mentees", "/mentees?status=waiting", f"/mentees/{created['id']}/suggestions", "/kept-apart"):
        text = make.client().get(path).get_data(as_text=True)
        assert "CANARY" not in text
        assert "right_now" not in text


def test_every_look_of_somebody_else_at_a_profile_is_written_down(make: Making) -> None:
    from data.db import reading
    from data.store import audit

    def looks(person_id: str) -> list[Any]:
        with make.app.app_context(), reading(None):
            entries = audit.entries(make.program_id)
            return [entry.role for entry in entries if (entry.act, entry.subject_id) == ("identity_read", person_id)]

    mentor_id = make.mentor()
    shown_when_added = looks(mentor_id)
    answer(make.client().get(f"/mentors/{mentor_id}"), 200)
    answer(make.client().patch(f"/mentors/{mentor_id}", {}), 200)
    answer(make.client_of(Kind.MENTOR, mentor_id).get(f"/mentors/{mentor_id}"), 200)
    answer(administrator(make).get(f"/mentors/{mentor_id}"), 404)
    assert looks(mentor_id) == [*shown_when_added, "coordinator", "coordinator"]
