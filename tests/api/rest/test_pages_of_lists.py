"""Cursors: every list a page at a time, whole and in its order, for the one asker and the one list it was given for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Flask

from data.store.people import Kind
from matcher.lifecycle import MatchState
from matcher.weights import DEFAULT_WEIGHTS
from tests.api.rest.asking import add_role, administrator, elsewhere
from tests.conftest import answer
from tests.making import Client, Making

FOUR = range(4)


def _pages(client: Client, path: str, limit: int) -> Iterator[list[dict[str, Any]]]:
    query, cursor = "&" if "?" in path else "?", None
    for _ in range(20):
        after = f"&cursor={cursor}" if cursor else ""
        page = answer(client.get(f"{path}{query}limit={limit}{after}"), 200)
        assert set(page) == {"items", "next_cursor"}
        assert len(page["items"]) <= limit
        yield page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return
    raise AssertionError("this list never ends")


def _lists(make: Making) -> list[tuple[Client, str]]:
    """Every list there is, with at least four rows in it."""
    staff, admin = make.client(), administrator(make)
    mentor_id = make.mentor(capacity=5)
    days = (date(2026, 3, 1), date(2026, 2, 1), date(2026, 2, 1), date(2026, 4, 1))
    for number in FOUR:
        mentee_id = make.mentee(waiting_since=days[number])
        make.mentor()
        answer(staff.post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": make.mentor()}), 201)
        make.match(MatchState.CONFIRMED, mentee_id=mentee_id, mentor_id=mentor_id)
        answer(staff.put("/weights", {"weights": {**DEFAULT_WEIGHTS.values, "about": number / 10}}), 200)
        answer(staff.post(f"/mentees/{mentee_id}/consents", {"purpose": "research", "how": "phone"}), 201)
        make.token(make.coordinator_email)
    last = make.match(MatchState.PAUSED)
    for person in ("mentee", "mentor"):
        for _ in FOUR:
            path = f"/{person}s/{mentee_id if person == 'mentee' else mentor_id}/consents"
            answer(staff.post(path, {"purpose": "messages", "how": "paper"}), 201)
    mentor = make.client_of(Kind.MENTOR, mentor_id)
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    return [
        (staff, "/mentees"), (staff, "/mentees?status=waiting"), (staff, "/mentors"), (staff, "/kept-apart"),
        (staff, "/matches"), (staff, "/matches?state=confirmed"), (mentor, "/matches"),
        (mentor, "/matches?state=asked"), (staff, "/tokens"), (admin, "/weights/versions"),
        (staff, f"/matches/{last}/events"),
        (staff, f"/mentees/{mentee_id}/consents"), (mentee, f"/mentees/{mentee_id}/consents"),
        (mentor, f"/mentors/{mentor_id}/consents"),
    ]  # fmt: skip


def test_pages_laid_together_are_the_whole_list_in_its_order(make: Making) -> None:
    for client, path in _lists(make):
        (whole,) = _pages(client, path, 100)
        assert len(whole) >= 4, path
        for limit in (1, 2, 3, len(whole)):
            pages = list(_pages(client, path, limit))
            assert [row for page in pages for row in page] == whole, (path, limit)
            assert all(pages), (path, limit)


def test_the_orders_are_those_that_are_documented(make: Making) -> None:
    _lists(make)
    staff = make.client()
    (mentees,) = _pages(staff, "/mentees", 100)
    assert mentees == sorted(mentees, key=lambda row: (row["waiting_since"], row["id"]))
    (matches,) = _pages(staff, "/matches", 100)
    assert [row["confirmed_at"] for row in matches] == sorted((row["confirmed_at"] for row in matches), reverse=True)
    (versions,) = _pages(staff, "/weights/versions", 100)
    assert [row["version"] for row in versions] == list(range(len(versions), 0, -1))


def test_what_comes_or_goes_between_two_pages_shifts_nothing(make: Making) -> None:
    staff = make.client()
    ids = [make.mentee(waiting_since=date(2026, 3, number + 1)) for number in FOUR]
    first = answer(staff.get("/mentees?limit=2"), 200)
    make.mentee(waiting_since=date(2026, 1, 1))
    newest = make.mentee(waiting_since=date(2026, 4, 1))
    rest = answer(staff.get(f"/mentees?limit=9&cursor={first['next_cursor']}"), 200)
    assert [row["id"] for row in (*first["items"], *rest["items"])] == [*ids, newest]


def test_a_cursor_is_worth_nothing_elsewhere(app: Flask, make: Making) -> None:
    for _ in FOUR:
        make.mentee(), make.mentor()
        elsewhere(make).mentee()
    staff, admin, other = make.client(), administrator(make), elsewhere(make).client()
    cursor = answer(staff.get("/mentees?limit=1"), 200)["next_cursor"]
    answer(staff.get(f"/mentees?limit=3&cursor={cursor}"), 200)
    add_role(make, make.administrator_email, Kind.MENTOR, make.mentor())
    for client, path in (
        (other, "/mentees?"), (staff, "/mentors?"), (staff, "/mentees?status=waiting&"), (staff, "/matches?"),
        (staff, "/mentees?sort=waiting&"),
    ):  # fmt: skip
        problem = answer(client.get(f"{path}cursor={cursor}"), 422)
        assert list(problem["errors"]) == ["cursor"], path
    # By asker and query alone, before what the role may: whoever never had the list has no cursor of it.
    assert answer(admin.get(f"/mentees?cursor={cursor}"), 422)["errors"]
    assert answer(Client(app.test_client(), None).get(f"/mentees?cursor={cursor}"), 401)


def test_what_is_no_cursor_is_refused(make: Making) -> None:
    staff = make.client()
    for _ in range(2):
        make.mentee()
    good = answer(staff.get("/mentees?limit=1"), 200)["next_cursor"]
    for cursor in ("", "x", "a.b", good[:-1], good + "a", good.upper(), "%00", "a" * 501, ".", "W10.x", "%E2%80%AE"):
        assert list(answer(staff.get(f"/mentees?cursor={cursor}"), 422)["errors"]) == ["cursor"], cursor
    assert list(answer(staff.get(f"/mentees?cursor={good}&cursor={good}"), 422)["errors"]) == ["cursor"]
