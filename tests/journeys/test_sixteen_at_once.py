"""Capacity under a race: sixteen coordinators' requests for one mentor, at the same moment, round after round."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from data.db import reading
from data.store import matches
from data.store.people import Kind
from tests.conftest import answer
from tests.making import Making

AT_ONCE = 16
PLACES = 3
ROUNDS = [5, pytest.param(50, marks=[pytest.mark.slow, pytest.mark.timeout(400)])]


def _all_at_once(make: Making, token: str, mentor_id: str, mentee_ids: list[str]) -> Counter[int]:
    start = Barrier(len(mentee_ids))

    def confirm(mentee_id: str) -> int:
        client = make.client(token)
        body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "A good fit."}
        start.wait()
        status: int = client.post("/matches", body).status_code
        return status

    with ThreadPoolExecutor(len(mentee_ids)) as pool:
        return Counter(pool.map(confirm, mentee_ids))


def _withdraw_all(make: Making, token: str, mentor_id: str) -> None:
    for match_id in _open_matches(make, mentor_id):
        answer(make.client(token).post(f"/matches/{match_id}/moves", {"action": "withdraw"}), 200)


def _open_matches(make: Making, mentor_id: str) -> list[str]:
    """By seat, the highest first."""
    with make.app.app_context(), reading(make.program_id):
        return [match.id for match in sorted(matches.open_of(Kind.MENTOR, mentor_id), key=lambda match: -match.seat)]


def _seats(make: Making, mentor_id: str) -> set[int]:
    with make.app.app_context(), reading(make.program_id):
        return matches.seats_in_use(mentor_id)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_sixteen_at_once_for_three_places_make_three_matches_every_time(make: Making, rounds: int) -> None:
    token = make.token(make.coordinator_email)
    mentee_ids = [make.mentee() for _ in range(AT_ONCE)]
    for _round in range(rounds):
        mentor_id = make.mentor(capacity=PLACES)
        assert _all_at_once(make, token, mentor_id, mentee_ids) == {201: PLACES, 409: AT_ONCE - PLACES}
        assert _seats(make, mentor_id) == {1, 2, 3}
        _withdraw_all(make, token, mentor_id)


def test_with_the_capacity_lowered_a_free_lower_seat_is_not_given_away(make: Making) -> None:
    token = make.token(make.coordinator_email)
    mentor_id = make.mentor(capacity=PLACES)
    for _ in range(PLACES):
        make.match(mentor_id=mentor_id)
    lowest = _open_matches(make, mentor_id)[-1]
    answer(make.client(token).post(f"/matches/{lowest}/moves", {"action": "withdraw"}), 200)
    answer(make.client(token).put(f"/mentors/{mentor_id}/capacity", {"capacity": 2}), 200)
    assert _seats(make, mentor_id) == {2, 3}

    assert _all_at_once(make, token, mentor_id, [make.mentee() for _ in range(AT_ONCE)]) == {409: AT_ONCE}
    assert _seats(make, mentor_id) == {2, 3}

    answer(make.client(token).put(f"/mentors/{mentor_id}/capacity", {"capacity": 3}), 200)
    assert _all_at_once(make, token, mentor_id, [make.mentee() for _ in range(AT_ONCE)]) == {201: 1, 409: AT_ONCE - 1}
    assert _seats(make, mentor_id) == {1, 2, 3}


def test_one_mentee_asked_for_sixteen_times_at_once_gets_one_match(make: Making) -> None:
    token, mentee_id = make.token(make.coordinator_email), make.mentee()
    mentor_ids = [make.mentor() for _ in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def confirm(mentor_id: str) -> int:
        client = make.client(token)
        body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "A good fit."}
        start.wait()
        status: int = client.post("/matches", body).status_code
        return status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert Counter(pool.map(confirm, mentor_ids)) == {201: 1, 409: AT_ONCE - 1}


def test_two_yeses_at_once_both_stand(make: Making) -> None:
    yes = {"action": "accept", "consent": {"text_version": 1}}
    for _round in range(10):
        match_id = make.match()
        start = Barrier(2)

        def say_yes(client: object, match_id: str = match_id, start: Barrier = start) -> int:
            start.wait()
            status: int = client.post(f"/matches/{match_id}/moves", yes).status_code  # type: ignore[attr-defined]
            return status

        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(say_yes, make.party_clients(match_id).values())) == [200, 200]
        assert answer(make.client().get(f"/matches/{match_id}"), 200)["state"] == "accepted"
