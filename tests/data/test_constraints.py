"""What the database itself refuses, on the schema that the migrations made: the net under every use-case."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, Enum, text
from sqlalchemy.exc import IntegrityError

from data.db import Base, db
from matcher.lifecycle import MatchState
from tests.data.filled import TABLES, fill
from tests.making import Making

NO_ID = "0" * 32
ELEMENTS = ("match_id", "from_whom", "to_whom", "what", "what_for", "until", "how_to_revoke")
OUT_OF_RANGE = [
    ("mentors", "capacity", -1), ("mentors", "capacity", 51),
    ("mentors", "hours_per_week", 0.49), ("mentors", "hours_per_week", 10.01),
    ("mentees", "hours_per_week", 0.49), ("mentees", "hours_per_week", 10.01),
    ("matches", "seat", 0), ("matches", "seat", 51),
    ("programs", "minimum_months", -1), ("programs", "minimum_months", 601),
    ("programs", "smallest_group", 1), ("programs", "smallest_group", 1001),
    ("programs", "days_to_answer", 0), ("programs", "days_to_answer", 366),
]  # fmt: skip
IN_RANGE = [
    ("mentors", "capacity", 0), ("mentors", "capacity", 50),
    ("mentors", "hours_per_week", 0.5), ("mentors", "hours_per_week", 10), ("mentees", "hours_per_week", None),
]  # fmt: skip


def _do(app: Flask, sql: str, **values: Any) -> int:
    with app.app_context(), db.engine.begin() as connection:
        return connection.execute(text(sql), values).rowcount


def _refusal(app: Flask, sql: str, **values: Any) -> str:
    with pytest.raises(IntegrityError) as refused:
        _do(app, sql, **values)
    return str(refused.value.orig)


def _columns(kind: str) -> list[Column[Any]]:
    every = [column for name in TABLES for column in Base.metadata.tables[name].columns]
    return [column for column in every if (column.foreign_keys if kind == "foreign" else isinstance(column.type, Enum))]


def _two_open(make: Making) -> tuple[str, str]:
    """Two matches under way of four people."""
    return make.match(), make.match()


SAME_MENTOR = "UPDATE matches SET mentor_id = (SELECT mentor_id FROM matches WHERE id = :other) WHERE id = :id"
SAME_MENTEE = "UPDATE matches SET mentee_id = (SELECT mentee_id FROM matches WHERE id = :other) WHERE id = :id"


@pytest.mark.parametrize(
    ("change", "signs"),
    [
        (SAME_MENTOR, ("matches.mentor_id, matches.seat", "uq_matches_open_seat")),
        (SAME_MENTEE, ("matches.mentee_id", "uq_matches_open_mentee")),
    ],
    ids=["one seat", "one mentee"],
)
def test_two_open_matches_cannot_share(app: Flask, make: Making, change: str, signs: tuple[str, str]) -> None:
    first, second = _two_open(make)
    refusal = _refusal(app, change, id=second, other=first)
    assert any(sign in refusal for sign in signs)


@pytest.mark.parametrize("change", [SAME_MENTOR, SAME_MENTEE], ids=["one seat", "one mentee"])
@pytest.mark.parametrize("closed_is_moved", [True, False])
def test_a_closed_match_shares_with_an_open_one(app: Flask, make: Making, change: str, closed_is_moved: bool) -> None:
    closed, under_way = make.match(MatchState.CLOSED), make.match()
    moved, other = (closed, under_way) if closed_is_moved else (under_way, closed)
    assert _do(app, change, id=moved, other=other) == 1


def test_one_mentor_has_two_open_matches_in_two_seats(app: Flask, make: Making) -> None:
    first, second = _two_open(make)
    _do(app, "UPDATE matches SET seat = 2 WHERE id = :id", id=second)
    assert _do(app, SAME_MENTOR, id=second, other=first) == 1


@pytest.mark.parametrize(("table", "column", "value"), OUT_OF_RANGE)
def test_numbers_out_of_range_are_refused(app: Flask, make: Making, table: str, column: str, value: float) -> None:
    make.match()
    assert f"ck_{table}" in _refusal(app, f"UPDATE {table} SET {column} = :value", value=value)


@pytest.mark.parametrize(("table", "column", "value"), IN_RANGE)
def test_the_ends_of_a_range_are_allowed(app: Flask, make: Making, table: str, column: str, value: Any) -> None:
    make.match()
    assert _do(app, f"UPDATE {table} SET {column} = :value", value=value) == 1


def test_a_consent_to_an_introduction_lacks_no_element(app: Flask, make: Making) -> None:
    fill(make)
    for element in ELEMENTS:
        refusal = _refusal(app, f"UPDATE consents SET {element} = NULL WHERE purpose = 'introduction'")
        assert "ck_consents_introduction_is_complete" in refusal, element


@pytest.mark.parametrize("people", ["NULL, mentor_id = NULL", "p.id, mentor_id = m.id"], ids=["nobody", "two"])
def test_a_consent_is_one_person_s(app: Flask, make: Making, people: str) -> None:
    make.match()
    change = f"UPDATE consents SET mentee_id = {people}"
    refusal = _refusal(app, f"{change} FROM mentees p, mentors m" if "p.id" in people else change)
    assert "ck_consents_one_person" in refusal


@pytest.mark.parametrize(
    ("state", "change"),
    [
        (MatchState.CONFIRMED, "state = 'closed'"),
        (MatchState.CONFIRMED, "closed_at = confirmed_at"),
        (MatchState.CLOSED, "closed_at = NULL"),
        (MatchState.CLOSED, "state = 'active'"),
    ],
)
def test_a_match_is_closed_if_and_only_if_it_has_a_moment_of_it(
    app: Flask, make: Making, state: MatchState, change: str
) -> None:
    make.match(state)
    assert "ck_matches_closed_has_a_moment" in _refusal(app, f"UPDATE matches SET {change}")


def test_a_word_that_is_not_in_the_list_is_refused_in_every_column_of_words(app: Flask, make: Making) -> None:
    fill(make)
    columns = _columns("words")
    assert len(columns) >= 18
    for column in columns:
        words: Any = column.type
        refusal = _refusal(app, f"UPDATE {column.table.name} SET {_quoted(column)} = 'unheard_of'")
        assert f"ck_{column.table.name}_" in refusal, f"{column}: {words.enums}: {refusal}"


def test_every_reference_leads_to_a_row(app: Flask, make: Making) -> None:
    fill(make)
    columns = _columns("foreign")
    assert len(columns) >= 35
    for column in columns:
        refusal = _refusal(app, _to_nowhere(column), nowhere=NO_ID)
        assert "foreign key" in refusal.lower(), f"{column}: {refusal}"


def test_what_is_referred_to_cannot_be_deleted(app: Flask, make: Making) -> None:
    make.match()
    for table in ("mentees", "mentors", "matches", "programs", "accounts"):
        assert "foreign key" in _refusal(app, f"DELETE FROM {table}").lower(), table


def _to_nowhere(column: Column[Any]) -> str:
    """Point one row's reference at nobody: a row that has one, where there is any."""
    table, name = column.table, _quoted(column)
    key = next(iter(table.primary_key.columns)).name
    one = f"SELECT {key} FROM {table.name} ORDER BY {name} IS NULL, {key} LIMIT 1"
    return f"UPDATE {table.name} SET {name} = :nowhere WHERE {key} = ({one})"


def _quoted(column: Column[Any]) -> str:
    return f'"{column.name}"'
