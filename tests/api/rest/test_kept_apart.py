"""Pairs that are never to be matched."""

from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import NOBODY, administrator, counted, elsewhere, seen
from tests.conftest import answer
from tests.making import Making


def test_a_pair_is_added_listed_and_removed(make: Making) -> None:
    coordinator, mentee_id, mentors = make.client(), make.mentee(), [make.mentor(), make.mentor()]
    pairs = []
    for mentor_id in mentors:
        response = coordinator.post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id})
        pair = answer(response, 201)
        assert pair == {"id": pair["id"], "mentee_id": mentee_id, "mentor_id": mentor_id}
        assert response.headers["Location"] == f"/api/v1/kept-apart/{pair['id']}"
        pairs.append(pair)
    assert answer(coordinator.get("/kept-apart"), 200) == {"items": pairs[::-1], "next_cursor": None}
    assert answer(coordinator.get("/kept-apart?limit=1"), 200)["items"] == pairs[1:]
    removed = coordinator.delete(f"/kept-apart/{pairs[0]['id']}")
    assert (removed.status_code, removed.get_data()) == (204, b"")
    assert answer(coordinator.get("/kept-apart"), 200)["items"] == pairs[1:]
    assert seen(coordinator.delete(f"/kept-apart/{pairs[0]['id']}")) == seen(
        coordinator.delete(f"/kept-apart/{NOBODY}")
    )


def test_kept_apart_twice_is_kept_apart_once(make: Making) -> None:
    body = {"mentee_id": make.mentee(), "mentor_id": make.mentor()}
    first, second = (answer(make.client().post("/kept-apart", body), 201) for _ in range(2))
    assert first == second
    assert counted(make, "kept_apart") == {"kept_apart": 1}


def test_ids_that_are_not_known_here_are_told_by_field(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    lakeside = elsewhere(make)
    for mentee, mentor, fields in (
        (NOBODY, mentor_id, ["mentee_id"]),
        (mentee_id, NOBODY, ["mentor_id"]),
        (lakeside.mentee(), mentor_id, ["mentee_id"]),
        (mentor_id, mentee_id, ["mentee_id", "mentor_id"]),
        (NOBODY, lakeside.mentor(), ["mentee_id", "mentor_id"]),
    ):
        refused = answer(make.client().post("/kept-apart", {"mentee_id": mentee, "mentor_id": mentor}), 422)
        assert refused["errors"] == {field: ["not known here"] for field in fields}
    assert counted(make, "kept_apart") == {"kept_apart": 0}


def test_only_coordinators_of_the_program_know_of_them(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id}
    pair = answer(make.client().post("/kept-apart", body), 201)
    parties = [make.client_of(Kind.MENTEE, mentee_id), make.client_of(Kind.MENTOR, mentor_id)]
    for asker in (*parties, administrator(make)):
        answer(asker.get("/kept-apart"), 403)
        answer(asker.post("/kept-apart", body), 403)
        assert seen(asker.delete(f"/kept-apart/{pair['id']}")) == seen(asker.delete(f"/kept-apart/{NOBODY}"))
    lakeside = elsewhere(make).client()
    assert answer(lakeside.get("/kept-apart"), 200)["items"] == []
    answer(lakeside.delete(f"/kept-apart/{pair['id']}"), 404)
    assert answer(make.client().get("/kept-apart"), 200)["items"] == [pair]


def test_they_are_neither_suggested_nor_confirmed_and_nobody_is_told_who_asked(make: Making) -> None:
    mentee_id, kept_away, other = make.mentee(), make.mentor(), make.mentor()
    pair = answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": kept_away}), 201)
    run = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)
    assert run["pool"]["excluded"] == [{"reason": "kept_apart", "count": 1}]
    assert [row["mentor_id"] for row in run["suggestions"]] == [other]
    body = {"mentee_id": mentee_id, "mentor_id": kept_away, "rationale": "A good fit."}
    refused = answer(make.client().post("/matches", body), 409)
    assert refused["code"] == "not_eligible"
    assert [reason["reason"] for reason in refused["reasons"]] == ["kept_apart"]
    for word in ("asked", "mentee", "mentor", "coordinator", "wish", "request"):
        assert word not in refused["reasons"][0]["text"].lower()
    assert make.client().delete(f"/kept-apart/{pair['id']}").status_code == 204
    assert answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)["pool"]["excluded"] == []
    answer(make.client().post("/matches", body), 201)


def test_a_party_is_told_nothing_when_they_are_kept_apart_with_a_match_under_way(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    match_id = make.match(MatchState.ACCEPTED, mentee_id=mentee_id, mentor_id=mentor_id)
    paths = [f"/matches/{match_id}", "/matches", f"/matches/{match_id}/card"]
    parties = make.party_clients(match_id)
    before = [seen(party.get(path)) for party in parties.values() for path in paths]
    answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id}), 201)
    assert [seen(party.get(path)) for party in parties.values() for path in paths] == before
