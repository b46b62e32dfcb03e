"""docs/how-matching-works.md says what the code does: its tables, its limits, and every number of its example."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from api.words import sentence
from data.vocabulary import load
from matcher import cautions, lifecycle, order, stage, week
from matcher.cautions import CautionCode
from matcher.comparison import EVEN_PLACES
from matcher.factors import availability, background, coverage, experience
from matcher.factors import stage as lead
from matcher.factors.measure import Question
from matcher.idf import Idf
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Requirements, Window
from matcher.rank import Ranking, Suggestion
from matcher.rules import Reason
from matcher.weights import DEFAULT_WEIGHTS, DEFAULTS
from tests.matcher.made import NOTHING_BETWEEN, at, program, rank

PAGE = (Path(__file__).parents[2] / "docs" / "how-matching-works.md").read_text("utf-8")
TODAY = date(2026, 11, 23)
MENTORS = ("Ana", "Ben", "Cal")
UNSAID = "has not said"
BANNED = ["addict", "clean", "dirty", "abuse", "failed", "rejected", "graduated", "relapse", "compatib"]
Rows = list[list[str]]


# The page


def section(heading: str) -> str:
    """From this heading to the next one of its level or above."""
    level = heading.split()[0]
    return re.split(rf"^#{{1,{len(level)}}} ", PAGE.split(f"\n{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def tables(text: str) -> list[Rows]:
    """Every table, without its line of dashes."""
    found = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text + "\n", re.MULTILINE)]
    return [[_cells(line) for line in lines if not set(line) <= set("|- ")] for lines in found]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def table(heading: str) -> Rows:
    (only,) = tables(section(heading))
    return only


def names_of_factors() -> dict[str, str]:
    return {row[1].strip("`"): row[0] for row in table("## The nine things, and how much each counts")[1:]}


# What the people of the example said


@cache
def people() -> tuple[Mentee, tuple[Mentor, ...], dict[str, MentorRecord]]:
    names, *rows = table("### What they said")
    said = {name: {row[0]: row[column] for row in rows} for column, name in enumerate(names) if column}
    assert tuple(said) == ("Sam", *MENTORS)
    sam = Mentee(**person("sam", said["Sam"]), matters=matters(said["Sam"]))
    mentors = tuple(mentor(name, said[name]) for name in MENTORS)
    return sam, mentors, {name.lower(): record(said[name]) for name in MENTORS}


def person(id: str, said: dict[str, str]) -> dict[str, Any]:
    age = codes("age_band", said["Age"])
    return {
        "id": id,
        "time_zone": "America/Chicago",
        "since": day(said["In recovery since"]),
        "experiences": codes("experiences", said["Has lived with"]),
        "pathways": codes("pathways", said["Ways in recovery"]),
        "interests": codes("interests", said["Enjoys"]),
        "shared": codes("shared", said["Background"]),
        "age_band": None if age is None else next(iter(age)),
        "goals": codes("goals", said["Help with"]),
        "styles": codes("styles", said["Kind of support"]),
        "weekly": tuple(window(told) for told in said["Free"].split("; ")),
        "hours_per_week": float(said["Hours a week"]),
        "languages": codes("languages", said["Languages"]),
        "formats": codes("formats", said["Would meet"]),
    }


def mentor(name: str, said: dict[str, str]) -> Mentor:
    return Mentor(
        **person(name.lower(), said),
        status=MentorStatus.ACTIVE,
        capacity=int(said["Places offered"]),
        training_completed_on=day(said["Training done"]),
        screening_checked_on=day(said["Screening done"]),
    )


def record(said: dict[str, str]) -> MentorRecord:
    last = said["Last introduced"]
    return MentorRecord(
        consents_to_matching=True,
        places_in_use=int(said["Places in use"]),
        last_introduced=None if last == "never" else datetime.combine(day(last), time(12), UTC),
    )


def codes(topic: str, told: str) -> frozenset[str] | None:
    """By the labels of the forms."""
    if told in (UNSAID, "none"):
        return None if told == UNSAID else frozenset()
    known = {entry.label("en"): entry.code for entry in load().by_topic[topic]}
    return frozenset(known[label.strip("*")] for label in told.split("; "))


def matters(said: dict[str, str]) -> frozenset[str]:
    marked = {label for told in said.values() for label in re.findall(r"\*\*(.+?)\*\*", told)}
    found = {entry.code for entries in load().by_topic.values() for entry in entries if entry.label("en") in marked}
    assert len(found) == len(marked) == 1
    return frozenset(found)


def day(told: str) -> date:
    return datetime.strptime(told, "%d %B %Y").replace(tzinfo=UTC).date()


def window(told: str) -> Window:
    name, hours = told.split(" ")
    start, end = hours.split("-")
    return at(name.lower(), start, end)


@cache
def ranking() -> Ranking:
    sam, mentors, records = people()
    pool = program(*mentors, as_of=TODAY, records=records)
    return rank(sam, pool, NOTHING_BETWEEN, DEFAULT_WEIGHTS, load().matcher)


def suggestion(name: str) -> Suggestion:
    return next(row for row in ranking().suggestions if row.mentor_id == name.lower())


def similarity(name: str, factor: str) -> float:
    return next(part.similarity for part in suggestion(name).factors if part.factor == factor)


# What the tables of the example have to say


def number(value: float) -> str:
    return f"{value:.3f}"


def alike(factor: str) -> list[str]:
    return [number(similarity(name, factor)) for name in MENTORS]


def counts() -> Rows:
    idf = Idf(len(MENTORS), {str(having): having for having in range(4)})
    return [["Mentors who have it", "It counts"], *([f"{n} of 3", number(idf.of(str(n)))] for n in range(1, 4))]


def covered(topic: str, factor: str) -> Rows:
    """Each of Sam's answers: how many mentors have it, what it counts, and what each mentor brings of that."""
    sam, mentors, _ = people()
    measure = coverage.coverage(Question(sam, TODAY, load().matcher, idf, lambda _: np.zeros(0), {}), topic)
    assert measure is not None
    labels = load().labels("en")
    rows = []
    brought: dict[str, list[float]] = {mentor.id: [] for mentor in mentors}
    for code in sorted(measure.values):
        value, plain = measure.values[code], idf(topic).of(code)
        for mentor in mentors:
            brought[mentor.id].append(value * part(topic, code, mentor))
        told = [UNSAID if getattr(m, topic) is None else _brings(value, part(topic, code, m)) for m in mentors]
        times = f"{number(plain)} × 3 = {number(value)}" if code in sam.matters else number(value)
        rows.append([labels[code], f"{idf(topic).counts[code]} of 3", times, *told])
    sums = [UNSAID if getattr(m, topic) is None else number(fsum(brought[m.id])) for m in mentors]
    for mentor in mentors:
        if getattr(mentor, topic) is not None:
            assert fsum(brought[mentor.id]) / measure.total == pytest.approx(similarity(mentor.id, factor))
    return [
        ["Sam named", "Mentors who have it", "It counts", *MENTORS],
        *rows,
        ["All of it", "", number(measure.total), *sums],
    ]


def part(topic: str, code: str, mentor: Mentor) -> float:
    theirs, families = getattr(mentor, topic) or frozenset(), load().matcher.families
    near = topic == "experiences" and any(families[other] == families[code] for other in theirs)
    return 1.0 if code in theirs else experience.SAME_FAMILY if near else 0.0


def _brings(value: float, part: float) -> str:
    return number(value * part) if part in (0, 1) else f"{number(value)} × {part} = {number(value * part)}"


def idf(topic: str) -> Idf:
    mentors = people()[1]
    return Idf(len(mentors), Counter(code for mentor in mentors for code in getattr(mentor, topic) or ()))


def all_alike(factor: str) -> list[str]:
    return ["**Alike**", "", "", *alike(factor)]


def experience_steps() -> Rows:
    return [*covered("experiences", "experience"), all_alike("experience")]


def goals_steps() -> Rows:
    return [*covered("goals", "goals"), all_alike("goals")]


def pathways_steps() -> Rows:
    assert similarity("Cal", "pathways") == (similarity("Ana", "pathways") + similarity("Ben", "pathways")) / 2
    return [*covered("pathways", "pathways"), all_alike("pathways")]


def availability_steps() -> Rows:
    sam, mentors, _ = people()
    monday = week.reference_monday(TODAY)
    shared = [week.minutes(week.shared_slots(sam, mentor, monday) or 0) for mentor in mentors]
    enough = availability.CHOICES * 60 * int(sam.hours_per_week or 0)
    return [
        ["", *MENTORS],
        ["Times that suit both", *("; ".join(windows(name)) for name in MENTORS)],
        ["Minutes", *map(str, shared)],
        ["Full marks", *[str(enough)] * len(MENTORS)],
        ["**Alike**", *alike("availability")],
    ]


def windows(name: str) -> list[str]:
    return [f"{shown.day.capitalize()} {shown.start}-{shown.end}" for shown in suggestion(name).shared.windows]


def stage_steps() -> Rows:
    months = {p.id: stage.months_on(p.stage, p.since, TODAY) or 0.0 for p in (people()[0], *people()[1])}
    leads = [months[name.lower()] - months["sam"] for name in MENTORS]
    return [
        ["", "Sam", *MENTORS],
        ["Months in recovery", *(f"{value:.2f}" for value in months.values())],
        ["Months ahead of Sam", "", *(f"{value:.2f}" for value in leads)],
        ["Full marks", "", *[str(lead.PLATEAU_MONTHS)] * len(MENTORS)],
        ["**Alike**", "", *alike("stage")],
    ]


def background_steps() -> Rows:
    sam, mentors, _ = people()
    named = coverage.coverage(Question(sam, TODAY, load().matcher, idf, lambda _: np.zeros(0), {}), "shared")
    assert named is not None
    assert set(named.values) == {"parent"}
    shares = [UNSAID if mentor.shared is None else number(named.of(mentor.shared)) for mentor in mentors]
    bands = load().matcher.age_bands
    apart = [abs(bands.index(str(sam.age_band)) - bands.index(str(mentor.age_band))) for mentor in mentors]
    ages = [number({0: 1.0, 1: background.NEIGHBOURING_AGE}.get(bands_apart, 0.0)) for bands_apart in apart]
    return [["", *MENTORS], ["Parent", *shares], ["Age", *ages], ["**Alike**, the mean", *alike("background")]]


def interests_steps() -> Rows:
    sam, mentors, _ = people()

    def squares(codes: frozenset[str] | None) -> str:
        return number(fsum(idf("interests").of(code) ** 2 for code in codes or ()))

    own = sam.interests or frozenset()
    return [
        ["", *MENTORS],
        ["In common", *(squares(own & (mentor.interests or frozenset())) for mentor in mentors)],
        ["All that Sam enjoys", *[squares(own)] * len(MENTORS)],
        ["All that the mentor enjoys", *(squares(mentor.interests) for mentor in mentors)],
        ["**Alike**", *alike("interests")],
    ]


def score() -> Rows:
    """Weight, share, and for each mentor how alike they are and the points."""
    rows: Rows = []
    names = names_of_factors()
    for parts in zip(*(suggestion(name).factors for name in MENTORS), strict=True):
        factor = parts[0].factor
        told = [f"{number(part.similarity)} × {number(part.weight)} = {number(part.contribution)}" for part in parts]
        rows.append([names[factor], f"{DEFAULT_WEIGHTS.values[factor]:.2f}", number(parts[0].weight), *told])
    kept = fsum(DEFAULT_WEIGHTS.values[part.factor] for part in suggestion("Ana").factors)
    total = fsum(part.weight for part in suggestion("Ana").factors)
    scores = [f"**{number(suggestion(name).score)}**" for name in MENTORS]
    header = ["What is compared", "Weight", "Share", *MENTORS]
    return [header, *rows, ["All of it", f"{kept:.2f}", number(total), *scores]]


def the_list() -> Rows:
    labels = load().labels("en")
    rows = [
        [
            str(row.rank),
            row.mentor_id.capitalize(),
            number(row.score),
            "" if row.margin is None else number(row.margin),
            "yes" if row.steady else "no",
            number(row.known),
            " ".join(sentence(caution.phrase, "en", labels) for caution in row.cautions),
        ]
        for row in ranking().suggestions
    ]
    return [["Place", "Mentor", "Score", "Margin", "Steady", "Known", "Good to know"], *rows]


STEPS: dict[str, Callable[[], Rows]] = {
    "### How much an answer counts": counts,
    "### What they have lived with": experience_steps,
    "### When both are free": availability_steps,
    "### Time in recovery": stage_steps,
    "### Background and age": background_steps,
    "### What they enjoy": interests_steps,
    "### What the mentor can help with": goals_steps,
    "### Ways in recovery": pathways_steps,
    "### The score": score,
    "### The list": the_list,
}
EXAMPLE = "## An example, step by step"


@pytest.mark.parametrize("heading", STEPS)
def test_every_number_of_the_example_is_what_the_code_says(heading: str) -> None:
    assert table(heading) == STEPS[heading]()


def test_no_number_of_the_example_stands_where_nothing_checks_it() -> None:
    headings = re.findall(r"^### .+$", section(EXAMPLE), re.MULTILINE)
    assert headings == ["### What they said", *STEPS]
    assert len(tables(section(EXAMPLE))) == len(headings)
    assert f"It is {TODAY.day} {TODAY:%B %Y}." in section("### What they said")
    prose = [line for line in section(EXAMPLE).splitlines() if not line.startswith("|")]
    assert re.findall(r"\d+", " ".join(prose)) == [str(TODAY.day), str(TODAY.year)]


def test_the_prose_of_the_example_is_true() -> None:
    assert [row.mentor_id for row in ranking().suggestions] == ["ben", "ana", "cal"]
    assert (ranking().considered, ranking().eligible) == (3, 3)
    first, second, third = ranking().suggestions
    assert (first.steady, second.steady, third.steady) == (False, False, True)
    assert third.unknown == ("pathways",)
    more = {**DEFAULT_WEIGHTS.values, "pathways": DEFAULT_WEIGHTS.values["pathways"] * order.CHANGED_BY[1]}
    sam, mentors, records = people()
    pool = program(*mentors, as_of=TODAY, records=records)
    changed = rank(sam, pool, NOTHING_BETWEEN, type(DEFAULT_WEIGHTS)(2, more), load().matcher)
    assert changed.suggestions[0].mentor_id == "ana"
    assert {part.factor for part in first.factors} == DEFAULTS.keys() - {"style", "about"}
    assert min(similarity("Ben", "stage"), similarity("Cal", "stage")) == 1


# The rest of the page


def test_the_weights_and_the_evidence_are_those_of_the_code() -> None:
    rows = table("## The nine things, and how much each counts")[1:]
    assert [row[1:] for row in rows] == [
        [f"`{factor}`", f"{default.value:.2f}", default.evidence, default.source]
        for factor, default in DEFAULTS.items()
    ]


@pytest.mark.parametrize(
    ("heading", "known"),
    [("## Who is left out, and why", Reason), ("## Good to know before you ask", CautionCode)],
)
def test_every_reason_and_every_caution_is_told_in_order(heading: str, known: Sequence[Any]) -> None:
    rows = table(heading)[1:]
    assert [row[0] for row in rows] == [f"`{code}`" for code in known]
    assert all(row[1] for row in rows)


def limits() -> Iterator[tuple[str, str]]:
    """Where a number of the code stands in the page, row by row or in a sentence."""
    left_out, told = "## Who is left out, and why", "## Good to know before you ask"
    yield left_out, f"for good or for {lifecycle.DAYS_BEFORE_TRYING_AGAIN} days"
    yield left_out, f"({Requirements().minimum_months} months, unless you set it otherwise)"
    yield told, f"is away now, or will be within {cautions.AWAY_SOON.days} days"
    yield told, f"the clocks change within {cautions.WEEKS_LOOKED_AHEAD} weeks"
    yield told, f"training runs out within {cautions.EXPIRES_SOON.days} days"
    yield told, f"screening runs out within {cautions.EXPIRES_SOON.days} days"
    yield told, f"within the last {cautions.RECENTLY.days} days"
    yield "## Even scores", f"rounded to {EVEN_PLACES} places"
    nine = "## The nine things, and how much each counts"
    yield nine, f"it counts {experience.SAME_FAMILY} instead of 1"
    yield nine, f"the same age group counts 1, the next one {background.NEIGHBOURING_AGE})"


def test_the_limits_are_those_of_the_code() -> None:
    assert [wanted for heading, wanted in limits() if wanted not in section(heading)] == []


def test_the_number_words_are_those_of_the_code() -> None:
    """Three times, four times, two years, a fifth: said in words on the page."""
    assert coverage.TIMES_WHEN_IT_MATTERS == 3
    assert (availability.CHOICES, lead.PLATEAU_MONTHS) == (4, 24)
    assert order.CHANGED_BY == (0.8, 1.2)
    assert len(DEFAULTS) == 9


def test_no_word_of_the_page_hurts_or_promises() -> None:
    words = PAGE.lower()
    assert [banned for banned in BANNED if banned in words] == []
    assert "not a measure of how well two people will get on" in words
