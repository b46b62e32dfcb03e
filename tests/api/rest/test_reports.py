"""What reports show of a made-up program, to whom, and what whoever subtracts makes of it."""

import csv
import io
from typing import Any

import pytest

from data.db import reading
from data.store import audit
from data.store.people import Kind
from matcher.looking_back.disclosure import LEEWAY, SMALLEST, STEP
from tests.api.rest.asking import administrator
from tests.conftest import answer
from tests.making import Making
from tests.reporting import long_ago, looked_back_on

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PATHS = ("/reports/fairness", "/reports/drift")
AS_CSV = {"headers": {"Accept": "text/csv"}}
Rows = list[dict[str, Any]]


@pytest.fixture
def program(make: Making) -> Making:
    looked_back_on(make)
    return make


def rows(make: Making, **of: str) -> Rows:
    told = answer(make.client().get("/reports/fairness"), 200)["rows"]
    return [row for row in told if all(row[key] == value for key, value in of.items())]


def in_file(make: Making, path: str) -> list[dict[str, str]]:
    response = make.client().get(path, **AS_CSV)
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    assert "Accept" in response.headers["Vary"].split(", ")
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))


def small_groups_are_not_shown_and_another_stays_hidden_with_one_that_is_alone(program: Making) -> None:
    found = rows(program, population="waiting", topic="gender", measure="days_waited")
    assert [row["group"] for row in found] == ["woman", "man", "everyone_else"]
    assert [row["label"] for row in found] == ["woman", "man", "everyone else"]
    assert all(row["people"] % STEP == 0 and row["people"] >= SMALLEST - 1 for row in found)


def each_topic_is_told_and_the_best_served_is_the_one_to_compare_with(program: Making) -> None:
    found = rows(program, population="waiting", measure="days_waited", topic="age_band")
    assert [row["group"] for row in found] == ["25-34", "45-54"]
    assert min(row["ratio_to_best"] for row in found) == 1
    assert not any(row["clear"] for row in found)
    (everyone,) = rows(program, population="waiting", measure="eligible_mentors", topic="everyone")
    assert everyone["value"] == pytest.approx(24, abs=5)


def mentors_are_told_by_how_often_they_were_suggested(program: Making) -> None:
    (everyone,) = rows(program, population="mentors", measure="times_suggested", topic="everyone")
    # 24 lists of five, over 24 mentors.
    assert everyone["value"] == pytest.approx(5, abs=2)
    exposure = answer(program.client().get("/reports/fairness"), 200)["exposure"]
    assert 0 < exposure["gini"] < 1
    assert abs(exposure["mentors"] - 24) < STEP


def test_nothing_is_told_of_a_program_with_few_people(make: Making) -> None:
    for _ in range(3):
        make.mentee(waiting_since=long_ago().date())
    assert rows(make) == []


def shown_cells(told: Rows) -> list[tuple[str, str, str]]:
    return [(row["label"], str(row["people"]), f"{row['value']:.3f}".rstrip("0").rstrip(".")) for row in told]


def the_file_shows_what_the_answer_shows_and_hides_the_same(program: Making) -> None:
    lines = in_file(program, "/reports/fairness")
    assert [(line["Group"], line["How many (about)"], line["Value"]) for line in lines] == shown_cells(rows(program))
    months = answer(program.client().get("/reports/drift"), 200)["rows"]
    lines = in_file(program, "/reports/drift")
    assert [line["Month"] for line in lines] == [row["month"] for row in months]
    assert [line["Lists shown (about)"] or None for line in lines] == [
        None if row["lists"] is None else str(row["lists"]) for row in months
    ]


def no_cell_is_a_formula(program: Making) -> None:
    for line in (line for path in PATHS for line in in_file(program, path)):
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t") for cell in (*line, *line.values()))


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("*/*", "application/json"),
        ("application/json;q=0.5, text/csv", "text/csv"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("image/png", "application/json"),
    ],
)
def test_who_asks_says_which_form_is_wanted(make: Making, accept: str, mimetype: str) -> None:
    assert make.client().get("/reports/drift", headers={"Accept": accept}).mimetype == mimetype


def each_month_tells_of_eleven_mentees_and_more(program: Making) -> None:
    months = answer(program.client().get("/reports/drift"), 200)["rows"]
    assert len(months) == 12
    assert [row["lists"] for row in months[:-1]] == [None] * 11
    last = months[-1]
    assert abs(last["lists"] - 24) < STEP
    assert last["first_score_p10"] <= last["first_score_p50"] <= last["first_score_p90"]
    assert abs(last["confirmations"] - 12) < STEP
    assert last["first_chosen_share"] == 1


def groups_told(told: Rows) -> dict[tuple[str, str, str], int]:
    return {(row["population"], row["topic"], row["group"]): row["people"] for row in told}


def who_subtracts_yesterdays_report_learns_nothing_of_who_came_today(program: Making) -> None:
    before = program.client().get("/reports/fairness").get_data()
    program.mentee(background={"gender": "nonbinary", "region": "us-il"})
    assert program.client().get("/reports/fairness").get_data() == before


def who_leaves_moves_numbers_of_people_by_whole_steps_or_not_at_all(program: Making) -> None:
    before = groups_told(rows(program))
    for who in answer(program.client().get("/mentees?status=waiting&limit=3"), 200)["items"]:
        answer(program.client().post(f"/mentees/{who['id']}/moves", {"action": "end"}), 200)
        after = groups_told(rows(program))
        assert {(after[cell] - before[cell]) % STEP for cell in after.keys() & before.keys()} == {0}
        before = after


def whoever_takes_what_is_shown_from_the_total_does_not_get_a_hidden_group(program: Making) -> None:
    told = groups_told(rows(program, population="waiting"))
    total = told["waiting", "everyone", "everyone"]
    shown = [people for (_, topic, group), people in told.items() if topic == "gender" and group != "everyone_else"]
    # Each number may be up to four off, either way.
    off = (STEP - 1) * (1 + len(shown))
    left = total - sum(shown)
    assert left + off >= SMALLEST
    assert (left + off) - max(0, left - off) + 1 > LEEWAY


@pytest.mark.parametrize("path", PATHS)
def test_only_coordinators_and_administrators_read_reports(make: Making, path: str) -> None:
    assert make.client().get(path).status_code == 200
    assert administrator(make).get(path).status_code == 200
    for kind, person_id in ((Kind.MENTEE, make.mentee()), (Kind.MENTOR, make.mentor())):
        assert make.client_of(kind, person_id).get(path).status_code == 403


def test_every_look_is_written_down(make: Making) -> None:
    for path in PATHS:
        answer(make.client().get(path), 200)
    with make.app.app_context(), reading(make.program_id):
        looks = [(each.subject_kind, each.why) for each in audit.entries(make.program_id) if each.act == "report_read"]
    assert looks == [("program", "fairness"), ("program", "drift")]


@pytest.mark.parametrize("path", PATHS)
def test_reports_have_no_filters(make: Making, path: str) -> None:
    assert make.client().get(f"{path}?region=us-il").status_code == 422


# Making the program costs more than all that is asked of it.
FACTS = (
    small_groups_are_not_shown_and_another_stays_hidden_with_one_that_is_alone,
    each_topic_is_told_and_the_best_served_is_the_one_to_compare_with,
    mentors_are_told_by_how_often_they_were_suggested,
    the_file_shows_what_the_answer_shows_and_hides_the_same,
    no_cell_is_a_formula,
    each_month_tells_of_eleven_mentees_and_more,
    whoever_takes_what_is_shown_from_the_total_does_not_get_a_hidden_group,
    who_subtracts_yesterdays_report_learns_nothing_of_who_came_today,
    who_leaves_moves_numbers_of_people_by_whole_steps_or_not_at_all,
)


def test_a_report_of_a_whole_program_is_right_and_tells_of_nobody(program: Making) -> None:
    for fact in FACTS:
        fact(program)
