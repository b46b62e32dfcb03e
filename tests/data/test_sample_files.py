"""The made-up people of the sample program: readable, in known codes, and reachable by nobody real."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.vocabulary import load
from matcher.lifecycle import MenteeStatus, MentorStatus

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TODAY = date(2026, 11, 23)
IDENTITY = (
    "identity.preferred_name,identity.pronouns,identity.email,identity.phone,identity.contact.channel,"
    "identity.contact.email_ok,identity.contact.text_ok,identity.contact.voicemail_ok"
)
ANSWERS = (
    "recovery_stage.stage,recovery_stage.since,recovery_stage.experiences,recovery_stage.pathways,interests,"
    "background.shared,background.gender,background.age_band,background.region,languages,goals,support.formats,"
    "support.styles,support.hours_per_week,availability.time_zone,availability.weekly,availability.time_off"
)
HEADERS = {
    "mentees": (
        f"external_id,status,waiting_since,consents,{IDENTITY},{ANSWERS},"
        "preferences.must,preferences.matters,may_tell,keep_apart_words,right_now,about"
    ),
    "mentors": (
        f"external_id,status,consents,identity.full_name,{IDENTITY},{ANSWERS},"
        "capacity,preferences.not_comfortable_with,preferences.must,training.completed_on,training.expires_on,"
        "screening.checked_on,screening.expires_on,story,story_approved,may_tell,keep_apart_words,about"
    ),
}
TOPICS_OF = {
    "recovery_stage.stage": ["stage"],
    "recovery_stage.experiences": ["experiences"],
    "recovery_stage.pathways": ["pathways"],
    "interests": ["interests"],
    "background.shared": ["shared"],
    "background.gender": ["gender"],
    "background.age_band": ["age_band"],
    "background.region": ["region"],
    "languages": ["languages"],
    "goals": ["goals"],
    "support.formats": ["formats"],
    "support.styles": ["styles"],
    "preferences.matters": [
        "experiences",
        "pathways",
        "goals",
        "interests",
        "shared",
        "languages",
        "formats",
        "styles",
    ],
    "preferences.not_comfortable_with": ["experiences", "pathways"],
}
DATES = (
    "waiting_since",
    "recovery_stage.since",
    "training.completed_on",
    "training.expires_on",
    "screening.checked_on",
    "screening.expires_on",
)
WORDS_OF = {
    "identity.contact.channel": {"email", "phone", "text"},
    "identity.contact.email_ok": {"true", "false"},
    "identity.contact.text_ok": {"true", "false"},
    "identity.contact.voicemail_ok": {"true", "false"},
    "story_approved": {"true", "false"},
    "right_now": {"ok", "not_safe"},
    "may_tell": {"experiences", "pathways", "interests", "goals", "background"},
}
MUST_TOPICS = {"gender", "age_band", "region", "shared", "languages", "experiences", "pathways"}
WINDOW = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):(00|15|30|45)-((?:[01]\d|2[0-3]):(?:00|15|30|45)|24:00)"
)
OWN_WORDS = re.compile(r"own:[^;]{1,40}")
NEVER_SAID = re.compile(r"\b(addict|clean|dirty|abus|fail|reject|graduat|relaps)\w*", re.I)

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def listed(cell: str) -> list[str]:
    return [] if cell in ("", "none") else cell.split(";")


MENTEES, MENTORS = rows("mentees"), rows("mentors")
EVERYONE = [pytest.param(row, id=row["external_id"]) for row in MENTEES + MENTORS]


@pytest.mark.parametrize("name", HEADERS)
def test_the_header_is_exact(name: str) -> None:
    assert (SAMPLES / f"{name}.csv").read_text("utf-8").splitlines()[0] == HEADERS[name]


def test_there_are_enough_people_in_various_states() -> None:
    mentors, mentees = (Counter(row["status"] for row in people) for people in (MENTORS, MENTEES))
    assert 38 <= len(MENTORS) <= 45
    assert 18 <= len(MENTEES) <= 25
    assert set(mentors) == set(MentorStatus) - {MentorStatus.DECLINED}
    assert set(mentees) == {MenteeStatus.NEW, MenteeStatus.WAITING, MenteeStatus.ON_HOLD}
    assert mentors["active"] >= 30
    assert mentees["waiting"] >= 15


def test_nobody_is_there_twice() -> None:
    for key in ("external_id", "identity.email", "identity.phone"):
        values = [row[key].casefold() for row in MENTEES + MENTORS if row[key]]
        assert len(values) == len(set(values))


@pytest.mark.parametrize("row", EVERYONE)
def test_a_person_is_named_and_reached_only_where_nobody_real_is(row: Row) -> None:
    email, phone = row["identity.email"], row["identity.phone"]
    assert row["identity.preferred_name"]
    assert email or phone
    assert re.fullmatch(r"([a-z.]+@example\.(org|com|net))?", email)
    assert re.fullmatch(r"([2-9]\d\d-555-01\d\d)?", phone)
    assert row["identity.contact.channel"] != "email" or email
    assert row["identity.contact.channel"] in ("", "email") or phone


@pytest.mark.parametrize("row", EVERYONE)
def test_every_code_is_known(row: Row) -> None:
    for column, topics in TOPICS_OF.items():
        known = frozenset().union(*map(load().codes, topics))
        for code in listed(row.get(column, "")):
            if column == "interests" and code.startswith("own:"):
                assert OWN_WORDS.fullmatch(code) and code == code.casefold()
            else:
                assert code in known, column
    for must in listed(row["preferences.must"]):
        about, _, codes = must.partition("=")
        assert about in MUST_TOPICS
        assert set(codes.split("|")) <= load().codes(about)


@pytest.mark.parametrize("row", EVERYONE)
def test_every_cell_can_be_read(row: Row) -> None:
    assert None not in row and None not in row.values()
    assert all(cell == cell.strip() and not cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    for column, words in WORDS_OF.items():
        assert set(filter(None, listed(row.get(column, "")))) <= words, column
    for window in listed(row["availability.weekly"]):
        match = WINDOW.fullmatch(window)
        assert match and f"{match[2]}:{match[3]}" < match[4]
    for away in listed(row["availability.time_off"]):
        first, last = map(date.fromisoformat, away.split("/"))
        assert first <= last
    assert ZoneInfo(row["availability.time_zone"]).key
    assert 0.5 <= float(row["support.hours_per_week"] or 1) <= 10
    assert 0 <= int(row.get("capacity") or 1) <= 4
    assert len(row.get("story", "")) <= 600
    assert len(row["about"]) <= 2000


@pytest.mark.parametrize("row", EVERYONE)
def test_dates_are_in_order(row: Row) -> None:
    days = {column: date.fromisoformat(row[column]) for column in DATES if row.get(column)}
    for column in ("waiting_since", "recovery_stage.since", "training.completed_on", "screening.checked_on"):
        assert days.get(column, TODAY) <= TODAY
    for done, expires in (("completed_on", "training.expires_on"), ("checked_on", "screening.expires_on")):
        before = days.get(expires.split(".")[0] + "." + done)
        assert expires not in days or (before is not None and before < days[expires])
    for consent in listed(row["consents"]):
        purpose, how, given_on = consent.split(":")
        assert purpose == "matching"
        assert how in ("paper", "phone", "in_person")
        assert date.fromisoformat(given_on) <= TODAY
    assert not (row["recovery_stage.stage"] and row["recovery_stage.since"])


@pytest.mark.parametrize("row", EVERYONE)
def test_no_word_that_does_people_down(row: Row) -> None:
    assert not [word.group() for cell in row.values() for word in NEVER_SAID.finditer(cell)]


def test_waiting_people_came_this_autumn() -> None:
    assert all("2026-09-01" <= row["waiting_since"] <= "2026-11-20" for row in MENTEES)


def test_one_of_each_has_not_agreed_to_matching_yet() -> None:
    assert [sum(not row["consents"] for row in people) for people in (MENTEES, MENTORS)] == [1, 1]


def test_whoever_is_not_safe_is_new() -> None:
    assert [row["status"] for row in MENTEES if row["right_now"] == "not_safe"] == ["new"]


def test_the_ways_of_being_left_out_can_be_seen() -> None:
    active = [row for row in MENTORS if row["status"] == "active"]
    assert (
        sum(bool(row["training.expires_on"]) and row["training.expires_on"] < TODAY.isoformat() for row in active) == 1
    )
    assert sum(not row["screening.checked_on"] for row in active) == 1
    assert any(row["capacity"] == "0" for row in active)
    assert any("medication" in listed(row["preferences.not_comfortable_with"]) for row in active)
    assert any(row["preferences.must"] for row in active)
    assert any(row["recovery_stage.since"] > "2026" for row in active)


def test_the_sample_stays_alive_for_years() -> None:
    active = [row for row in MENTORS if row["status"] == "active"]
    lasting = [row for row in active if min(row["training.expires_on"], row["screening.expires_on"]) >= "2028"]
    assert len(lasting) >= 0.9 * len(active)


def test_medication_is_there_among_the_pathways_of_both() -> None:
    for people in (MENTEES, MENTORS):
        assert sum("medication" in listed(row["recovery_stage.pathways"]) for row in people) >= len(people) / 4
