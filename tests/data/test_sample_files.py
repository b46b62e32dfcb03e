"""The made-up people of the sample program: readable, in known codes, and reachable by nobody real."""

import csv
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from api.cli.sample import load_sample
from api.services import pairs, programs, vocabulary
from api.services.acts import by_system
from api.services.sample import HARBOR
from data.db import reading
from data.store import known, people
from data.store import programs as store
from data.store.paging import Page
from data.store.people import Kind
from data.vocabulary import load
from matcher.lifecycle import MenteeStatus, MentorStatus
from matcher.people import Mentee
from matcher.rank import Ranking
from matcher.rules import Reason
from matcher.weights import Weights
from tests.matcher.made import rank

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
BY_ID = {row["external_id"]: row for row in MENTEES + MENTORS}
ACTIVE = [row for row in MENTORS if row["status"] == "active"]
EVERYONE = [pytest.param(row, id=row["external_id"]) for row in MENTEES + MENTORS]


def person(external_id: str) -> Row:
    return BY_ID[external_id]


@pytest.mark.parametrize("name", HEADERS)
def test_the_header_is_exact(name: str) -> None:
    assert (SAMPLES / f"{name}.csv").read_text("utf-8").splitlines()[0] == HEADERS[name]


def test_there_are_enough_people_in_various_states() -> None:
    mentors, mentees = (Counter(row["status"] for row in group) for group in (MENTORS, MENTEES))
    assert (len(MENTORS), len(MENTEES)) == (141, 63)
    assert set(mentors) == set(MentorStatus) - {MentorStatus.DECLINED}
    assert set(mentees) == set(MenteeStatus) - {MenteeStatus.MATCHED}
    assert mentors["active"] == 125
    assert mentees["waiting"] == 50


@pytest.mark.parametrize("key", ["external_id", "identity.email", "identity.phone"])
def test_nobody_is_there_twice(key: str) -> None:
    others = [row for row in MENTEES + MENTORS if row["external_id"] != "P-232"]
    values = [row[key].casefold() for row in others if row[key]]
    assert len(values) == len(set(values))


def test_only_colleen_is_both_a_mentor_and_a_mentee() -> None:
    as_mentor, as_mentee = person("M-161"), person("P-232")
    assert as_mentor["status"] == "active"
    assert as_mentee["status"] == "waiting"
    for column in as_mentee.keys() & as_mentor.keys():
        if column.startswith(("identity.", "background.")) or column in ("languages", "recovery_stage.since"):
            assert as_mentee[column] == as_mentor[column], column


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
    assert 0 <= int(row.get("capacity") or 1) <= 6
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
    still_here = [row for row in MENTEES if row["status"] != "ended"]
    assert all("2026-09-01" <= row["waiting_since"] <= "2026-11-20" for row in still_here)


def test_dana_then_marcus_have_waited_longest() -> None:
    waiting = sorted((row["waiting_since"], row["external_id"]) for row in MENTEES if row["status"] == "waiting")
    assert [external_id for _, external_id in waiting[:2]] == ["P-201", "P-202"]


def test_a_few_have_not_agreed_to_matching() -> None:
    without = [row["external_id"] for row in MENTEES + MENTORS if not row["consents"]]
    assert without == ["P-221", "P-260", "P-262", "M-134", "M-206", "M-233"]


def test_whoever_is_not_safe_is_new() -> None:
    assert [row["status"] for row in MENTEES if row["right_now"] == "not_safe"] == ["new", "new"]


@pytest.mark.parametrize(
    ("column", "expired", "never", "soon"),
    [
        ("training.expires_on", {"M-132", "M-199", "M-200"}, {"M-201"}, {"M-202"}),
        ("screening.expires_on", {"M-203"}, {"M-133", "M-204"}, {"M-205"}),
    ],
)
def test_some_records_are_out_of_date_missing_or_about_to_end(
    column: str, expired: set[str], never: set[str], soon: set[str]
) -> None:
    days = {row["external_id"]: row[column] for row in ACTIVE}
    assert {who for who, day in days.items() if day and day < TODAY.isoformat()} == expired
    assert {who for who, day in days.items() if not day} == never
    assert {who for who, day in days.items() if TODAY.isoformat() <= day < "2027-02"} == soon


def test_places_run_from_none_to_six() -> None:
    places = Counter(row["capacity"] for row in ACTIVE)
    assert set(places) == {"", "0", "1", "2", "3", "4", "5", "6"}
    assert places["0"] >= 3
    assert places["1"] >= 20


def test_limits_are_of_several_kinds_on_both_sides() -> None:
    of_mentees, of_mentors = (
        {must.partition("=")[0] for row in group for must in listed(row["preferences.must"])}
        for group in (MENTEES, MENTORS)
    )
    assert of_mentees == {"gender", "shared", "region", "languages", "age_band", "pathways"}
    assert of_mentors == {"gender", "shared", "age_band", "pathways", "experiences"}


def test_mentors_leave_out_what_they_are_not_comfortable_with_or_have_not_said() -> None:
    left_out = {code for row in ACTIVE for code in listed(row["preferences.not_comfortable_with"])}
    assert {"medication", "harm_reduction", "suicidal_thoughts", "domestic_violence", "gambling", "alcohol"} <= left_out
    assert sum(not row["preferences.not_comfortable_with"] for row in ACTIVE) >= 4


def test_some_speak_three_languages_and_some_only_one_that_is_not_english() -> None:
    assert sum(len(listed(row["languages"])) >= 3 for row in MENTORS) >= 12
    assert {row["languages"] for row in MENTEES} >= {"pl", "so", "zh", "ar", "fr", "vi", "es", "ase", "uk;ru"}


def test_some_live_far_away() -> None:
    zones = {row["availability.time_zone"] for row in MENTORS + MENTEES}
    assert {"Asia/Tokyo", "Europe/Berlin", "Pacific/Guam", "Pacific/Honolulu", "America/Puerto_Rico"} <= zones


@pytest.mark.parametrize("who", ["P-211", "P-235", "M-130", "M-186", "M-187", "M-231"])
def test_some_said_little(who: str) -> None:
    assert sum(bool(person(who)[column]) for column in ANSWERS.split(",")) <= 9


@pytest.mark.parametrize("who", ["P-212", "P-234", "M-188"])
def test_some_answered_everything(who: str) -> None:
    answered = {column for column, cell in person(who).items() if cell}
    assert set(ANSWERS.split(",")) - answered == {"recovery_stage.stage"}
    assert {"preferences.must", "keep_apart_words", "about"} <= answered


def test_no_two_tell_the_same_story() -> None:
    told = [row[column] for row in MENTEES + MENTORS for column in ("story", "about") if row.get(column)]
    openings = [words.split()[:5] for words in told]
    assert [opening for opening in openings if openings.count(opening) > 1] == []


def test_the_sample_stays_alive_for_years() -> None:
    lasting = [row for row in ACTIVE if min(row["training.expires_on"], row["screening.expires_on"]) >= "2028"]
    assert len(lasting) >= 0.9 * len(ACTIVE)


def test_medication_is_there_among_the_pathways_of_both() -> None:
    for group in (MENTEES, MENTORS):
        assert sum("medication" in listed(row["recovery_stage.pathways"]) for row in group) >= len(group) / 4


class Lists(NamedTuple):
    """What the service would suggest to everyone who waits, by external id."""

    ranked: dict[str, Ranking]
    external_ids: dict[str, str]

    def eligible(self) -> dict[str, int]:
        return {who: ranking.eligible for who, ranking in self.ranked.items()}

    def first(self, who: str, count: int) -> list[str]:
        return [self.external_ids[row.mentor_id] for row in self.ranked[who].suggestions[:count]]


@pytest.fixture(params=[datetime(2026, 11, 23, 18, tzinfo=UTC), datetime(2028, 1, 10, 18, tzinfo=UTC)], ids=str)
def lists(app: Flask, request: pytest.FixtureRequest) -> Lists:
    with app.app_context():
        load_sample()
        program_id = programs.id_of(HARBOR.slug)
        assert program_id
        act = by_system("tests", program_id, request.param)
        with reading(program_id):
            mentors = people.everyone(Kind.MENTOR)
            program = pairs.program_as_known(act, mentors)
            in_force = store.current_weights(program_id)
            weights = Weights(in_force.version, in_force.weights)
            ranked = {}
            for row in people.by_waiting(MenteeStatus.WAITING, Page(len(MENTEES))).rows:
                mentee: Mentee = known.mentee(row)
                _, records = pairs.with_records(act, row)
                ranked[row.external_id or ""] = rank(mentee, program, records, weights, vocabulary.for_matching(), 100)
            return Lists(ranked, {row.id: row.external_id or "" for row in mentors})


def test_what_the_lists_look_like_now_and_in_a_year(lists: Lists) -> None:
    assert lists.first("P-201", 2) == ["M-111", "M-101"]

    eligible = lists.eligible()
    nobody = {who for who, count in eligible.items() if count == 0}
    hardly_anyone = {who for who, count in eligible.items() if 1 <= count <= 3}
    assert nobody == {"P-225", "P-230"}
    assert hardly_anyone == {f"P-{number}" for number in (203, 209, 226, 227, 228, 231, 239, 244, 249, 253)}
    assert sum(count >= 8 for count in eligible.values()) >= 30
    assert lists.first("P-231", 1) == ["M-157"], "whoever is free at three in the morning lives in Tokyo"

    met = {reason for ranking in lists.ranked.values() for reason, _ in ranking.excluded}
    assert met == set(Reason) - {Reason.CONCERN_OPEN, Reason.KEPT_APART, Reason.DECLINED_BEFORE}
    assert (Reason.SAME_PERSON, 1) in lists.ranked["P-232"].excluded
