"""What each factor makes of two people, by hand."""

from datetime import date
from math import log
from typing import Any

import pytest

from matcher.explain import Phrase
from matcher.people import Mentor, Program
from matcher.rank import FactorScore, Suggestion
from matcher.weights import DEFAULT_WEIGHTS, FACTORS
from tests.matcher.made import NOTHING_BETWEEN, TODAY, VOCABULARY, at, mentee, mentor, program, rank

NOBODY = frozenset[str]()
EVENING = (at("tue", "18:00", "21:00"),)


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def rows(mentors: Program, **answers: Any) -> dict[str, Suggestion]:
    ranking = rank(mentee(**answers), mentors, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    return {row.mentor_id: row for row in ranking.suggestions}


def part(factor: str, wanted: dict[str, Any], said: dict[str, Any], *others: Mentor) -> FactorScore | None:
    row = rows(program(mentor("ana", not_comfortable_with=NOBODY, **said), *others), **wanted)["ana"]
    return next((score for score in row.factors if score.factor == factor), None)


ALIKE: list[tuple[str, dict[str, Any], dict[str, Any], float, Phrase]] = [
    (
        "experience",
        {"experiences": codes("alcohol", "anxiety")},
        {"experiences": codes("alcohol", "anxiety", "grief")},
        1.0,
        Phrase("experience.shared", {"codes": ("alcohol", "anxiety"), "wanted": 2}),
    ),
    (
        "experience",
        {"experiences": codes("alcohol", "opioids")},
        {"experiences": codes("alcohol")},
        (1 + 0.3 * (log(2) + 1)) / (1 + log(2) + 1),
        Phrase("experience.partly", {"codes": ("alcohol",), "wanted": 2}),
    ),
    (
        "experience",
        {"experiences": codes("alcohol")},
        {"experiences": codes("opioids")},
        0.3,
        Phrase("experience.near", {"families": ("substances",)}),
    ),
    (
        "experience",
        {"experiences": codes("alcohol")},
        {"experiences": NOBODY},
        0.0,
        Phrase("experience.nothing", {"codes": (), "wanted": 1}),
    ),
    (
        "availability",
        {"weekly": EVENING, "hours_per_week": 0.5},
        {"weekly": EVENING},
        1.0,
        Phrase("availability.shared", {"windows": (("tue", "18:00", "21:00"),)}),
    ),
    (
        "availability",
        {"weekly": EVENING},
        {"weekly": EVENING},
        0.75,
        Phrase("availability.partly", {"windows": (("tue", "18:00", "21:00"),)}),
    ),
    ("stage", {"stage": "early"}, {"since": None, "stage": "stable"}, 1.0, Phrase("stage.shared")),
    (
        "stage",
        {"since": date(2024, 11, 23)},
        {"since": date(2023, 11, 24)},
        365 / 30.4375 / 24,
        Phrase("stage.partly", {"months": 11}),
    ),
    ("stage", {"stage": "stable"}, {"since": date(2025, 1, 1)}, 0.0, Phrase("stage.nothing")),
    ("stage", {"since": date(2026, 12, 1)}, {"since": date(2024, 11, 22)}, 1.0, Phrase("stage.shared")),
    (
        "background",
        {"shared": codes("parent"), "age_band": "25-34"},
        {"shared": codes("parent"), "age_band": "35-44"},
        0.75,
        Phrase("background.partly", {"codes": ("parent",), "age": "near", "same_region": False}),
    ),
    (
        "background",
        {"shared": codes("parent"), "age_band": "25-34"},
        {"age_band": "25-34", "region": "us-il"},
        1.0,
        Phrase("background.shared", {"codes": (), "age": "same", "same_region": False}),
    ),
    (
        "background",
        {"age_band": "18-24", "region": "us-il", "formats": codes("in_person")},
        {"age_band": "65+", "region": "us-il"},
        0.5,
        Phrase("background.partly", {"codes": (), "age": None, "same_region": True}),
    ),
    (
        "background",
        {"shared": codes("veteran"), "region": "us-il", "formats": codes("in_person")},
        {"shared": NOBODY, "region": "us-ny"},
        0.0,
        Phrase("background.nothing", {"codes": (), "age": None, "same_region": False}),
    ),
    (
        "interests",
        {"interests": codes("hiking", "own:bread")},
        {"interests": codes("own:bread")},
        1 / (1 + (log(2) + 1) ** 2) ** 0.5,
        Phrase("interests.partly", {"codes": ("own:bread",), "wanted": 2}),
    ),
    (
        "interests",
        {"interests": codes("hiking"), "matters": codes("hiking")},
        {"interests": codes("hiking", "music")},
        0.5**0.5,
        Phrase("interests.shared", {"codes": ("hiking",), "wanted": 1}),
    ),
    (
        "interests",
        {"interests": codes("own:art")},
        {"interests": codes("own:martial art")},
        0.0,
        Phrase("interests.nothing", {"codes": (), "wanted": 1}),
    ),
    (
        "goals",
        {"goals": codes("housing", "work"), "matters": codes("housing")},
        {"goals": codes("housing", "work", "sleep")},
        1.0,
        Phrase("goals.shared", {"codes": ("housing", "work"), "wanted": 2}),
    ),
    (
        "goals",
        {"goals": codes("work")},
        {"goals": codes("work", "sleep", "housing", "family")},
        1.0,
        Phrase("goals.shared", {"codes": ("work",), "wanted": 1}),
    ),
    (
        "pathways",
        {"pathways": codes("medication", "therapy"), "matters": codes("medication")},
        {"pathways": codes("medication")},
        3 / (3 + log(2) + 1),
        Phrase("pathways.partly", {"codes": ("medication",), "wanted": 2}),
    ),
    (
        "style",
        {"styles": codes("listening", "accountability"), "matters": codes("listening")},
        {"styles": codes("listening")},
        0.5,
        Phrase("style.partly", {"codes": ("listening",), "wanted": 2}),
    ),
    (
        "style",
        {"styles": codes("listening")},
        {"styles": codes("listening", "accountability", "gentle_pace")},
        1.0,
        Phrase("style.shared", {"codes": ("listening",), "wanted": 1}),
    ),
    ("about", {"about": "Gardens"}, {"about": "gardens"}, 1.0, Phrase("about.partly")),
    ("about", {"about": "Gardens and the"}, {"about": "Music and the"}, 0.0, Phrase("about.nothing")),
    ("about", {"about": "Gardens"}, {"about": "and the"}, 0.0, Phrase("about.nothing")),
]


@pytest.mark.parametrize(("factor", "wanted", "said", "similarity", "because"), ALIKE)
def test_two_people_are_this_alike_and_told_why(
    factor: str, wanted: dict[str, Any], said: dict[str, Any], similarity: float, because: Phrase
) -> None:
    found = part(factor, wanted, said)
    assert found is not None
    assert found.similarity == pytest.approx(similarity, abs=1e-12)
    assert found.because == because


def test_a_quarter_hour_on_its_own_adds_nothing_to_the_time_in_common() -> None:
    lone = (at("thu", "20:45", "22:00"),)
    alone = part("availability", {"weekly": (*EVENING, at("thu", "18:00", "21:00"))}, {"weekly": (*EVENING, *lone)})
    assert alone is not None
    assert alone.similarity == 180 / 240


def test_every_factor_is_tried() -> None:
    assert {factor for factor, *_ in ALIKE} == set(FACTORS)


DROPPED: list[tuple[str, dict[str, Any]]] = [
    ("experience", {"experiences": NOBODY}),
    ("availability", {"weekly": ()}),
    ("background", {"shared": NOBODY}),
    ("background", {"region": "us-il", "formats": codes("video")}),
    ("background", {"region": "us-il"}),
    ("interests", {"interests": NOBODY}),
    ("goals", {"goals": NOBODY}),
    ("pathways", {"pathways": NOBODY}),
    ("style", {"styles": NOBODY}),
    ("about", {"about": "  "}),
    *[(factor, {}) for factor in FACTORS],
]


@pytest.mark.parametrize(("factor", "wanted"), DROPPED)
def test_what_the_mentee_left_unsaid_or_has_nothing_of_is_dropped(factor: str, wanted: dict[str, Any]) -> None:
    assert part(factor, wanted, {}) is None


UNKNOWN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("experience", {"experiences": codes("alcohol")}, {"experiences": codes("alcohol")}),
    ("availability", {"weekly": EVENING, "hours_per_week": 0.5}, {"weekly": EVENING}),
    ("background", {"shared": codes("parent")}, {"shared": codes("parent")}),
    ("interests", {"interests": codes("hiking")}, {"interests": codes("hiking")}),
    ("goals", {"goals": codes("work")}, {"goals": codes("work")}),
    ("pathways", {"pathways": codes("therapy")}, {"pathways": codes("therapy")}),
    ("style", {"styles": codes("listening")}, {"styles": codes("listening")}),
    ("about", {"about": "gardens"}, {"about": "gardens"}),
]


@pytest.mark.parametrize(("factor", "wanted", "said"), UNKNOWN)
def test_a_silent_mentor_takes_the_mean_of_those_who_said_and_zero_when_none_did(
    factor: str, wanted: dict[str, Any], said: dict[str, Any]
) -> None:
    alone, beside_one = part(factor, wanted, {}), part(factor, wanted, {}, mentor("ben", **said))
    assert alone is not None
    assert beside_one is not None
    assert (alone.similarity, beside_one.similarity) == (0, 1)
    assert beside_one.because == Phrase(f"{factor}.unknown")


def test_a_mentor_who_is_silent_on_one_aspect_of_background_is_compared_on_the_others() -> None:
    found = part("background", {"shared": codes("parent"), "age_band": "25-34"}, {"shared": codes("parent")})
    assert found is not None
    assert found.similarity == 1


def test_only_active_mentors_make_a_code_common_even_those_who_are_not_eligible() -> None:
    wanted = {"goals": codes("work", "sleep")}
    paused = [mentor(f"p{number}", goals=codes("work"), status="paused") for number in range(5)]
    full = [mentor(f"f{number}", goals=codes("work"), capacity=0) for number in range(5)]
    alone = part("goals", wanted, {"goals": codes("sleep")})
    among_paused = part("goals", wanted, {"goals": codes("sleep")}, *paused)
    among_full = part("goals", wanted, {"goals": codes("sleep")}, *full)
    assert alone == among_paused
    assert alone is not None
    assert among_full is not None
    assert among_full.similarity > alone.similarity


def test_known_is_the_share_of_the_weight_that_rests_on_answers_of_both() -> None:
    row = rows(program(mentor(goals=codes("work"))), goals=codes("work"), styles=codes("listening"))["ana"]
    assert row.unknown == ("style",)
    assert row.known == pytest.approx(0.14 / 0.20)
    assert row.score == pytest.approx(0.14 / 0.20)


def test_a_mentee_who_said_nothing_gets_everyone_in_the_order_of_even_scores() -> None:
    found = rows(program(mentor("ana"), mentor("ben", capacity=2)))
    assert list(found) == ["ben", "ana"]
    assert {(row.score, row.known, row.factors, row.unknown) for row in found.values()} == {(0, 0, (), ())}


def test_as_of_moves_the_answer_and_no_clock_does() -> None:
    later = TODAY.replace(year=2027)
    before, after = (program(mentor(since=date(2025, 9, 1)), as_of=day) for day in (TODAY, later))
    found = [rows(p, stage="early")["ana"].factors[0].similarity for p in (before, after)]
    assert found[0] < found[1]


def test_a_word_written_twice_counts_less_than_twice_and_rare_words_more() -> None:
    found = part("about", {"about": "gardens music"}, {"about": "Gardens, gardens"}, mentor("ben", about="Music"))
    assert found is not None
    assert found.similarity == pytest.approx(0.5**0.5)
    twice = part("about", {"about": "gardens"}, {"about": "gardens gardens music"}, mentor("ben", about="sports"))
    assert twice is not None
    assert twice.similarity == pytest.approx((1 + log(2)) / ((1 + log(2)) ** 2 + 1) ** 0.5)


def test_words_are_rare_or_common_among_all_active_mentors_who_wrote() -> None:
    wanted, said = {"about": "gardens music"}, {"about": "gardens"}
    full = [mentor(f"f{number}", about="music", capacity=0) for number in range(3)]
    rare, common = log(5 / 2) + 1, log(5 / 4) + 1
    found = part(
        "about", wanted, said, *full, mentor("quiet", about=" "), mentor("gone", about="music", status="paused")
    )
    assert found is not None
    assert found.similarity == pytest.approx(rare / (rare**2 + common**2) ** 0.5)
