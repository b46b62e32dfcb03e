"""Every phrase that the core can make has an English sentence, and none holds a word that hurts."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from api.words import en, sentence
from matcher.explain import Phrase
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Program
from matcher.rank import rank
from matcher.rules import Reason, objections
from matcher.stage import MONTHS_OF_STATED, stage_words
from matcher.weights import DEFAULT_WEIGHTS, FACTORS
from tests.matcher import drawn
from tests.matcher.made import NOTHING_BETWEEN, TODAY, VOCABULARY
from tests.matcher.test_rules import OBJECTS, against

LABELS = {"ocd": "OCD", "twelve_step": "12-step groups"}
AVOIDED = re.compile(
    "addict|clean|dirty|abuse|failed|rejected|graduated|relapse|compatible|likely to succeed", re.IGNORECASE
)
NEEDED = {f"{factor}.{outcome}" for factor in FACTORS for outcome in ("partly", "nothing", "unknown")}


def said(phrase: Phrase) -> str:
    return sentence(phrase, "en", LABELS)


def is_plain(text: str) -> bool:
    return text.endswith(".") and text[0].isupper() and "_" not in text and "None" not in text


REASONS = [pytest.param(against(**pair)[0].phrase, id=f"{reason}: {story}") for reason, story, pair in OBJECTS]


@pytest.mark.parametrize("phrase", REASONS)
def test_every_reason_against_a_pair_can_be_said(phrase: Phrase) -> None:
    assert is_plain(said(phrase))
    assert not AVOIDED.search(said(phrase))


@settings(max_examples=150, deadline=None)
@given(drawn.mentees, drawn.programs())
def test_whatever_the_core_answers_can_be_said(m: Mentee, p: Program) -> None:
    ranking = rank(m, p, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    because = [part.because for row in ranking.suggestions for part in row.factors]
    reasons = [o.phrase for mentor in p.mentors for o in objections(m, mentor, p, NOTHING_BETWEEN)]
    for phrase in because + reasons:
        assert is_plain(said(phrase))
        assert not AVOIDED.search(said(phrase))


def test_there_is_a_sentence_for_each_factor_and_outcome_and_for_each_reason() -> None:
    assert set(en.SENTENCES) >= NEEDED | {f"reason.{reason}" for reason in Reason}
    assert set(en.SENTENCES) >= {f"{factor}.shared" for factor in FACTORS if factor != "about"}


def test_no_sentence_is_kept_that_no_phrase_asks_for() -> None:
    begin = {key.split(".")[0] for key in en.SENTENCES}
    assert begin == {*FACTORS, "reason", "stage_words", "part_of_week"}


def test_none_of_the_words_to_avoid_stands_in_the_file() -> None:
    texts = str(vars(en)["__loader__"].get_source("api.words.en"))
    assert not AVOIDED.search(texts)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (
            Phrase("experience.shared", {"codes": ("alcohol", "anxiety"), "wanted": 2}),
            "Both have lived with alcohol and anxiety.",
        ),
        (
            Phrase("experience.partly", {"codes": ("alcohol", "anxiety", "ocd"), "wanted": 4}),
            "Both have lived with alcohol, anxiety and OCD, which is part of what the mentee named.",
        ),
        (
            Phrase("availability.partly", {"windows": (("tue", "18:00", "19:30"),)}),
            "You could meet Tuesdays 18:00-19:30.",
        ),
        (
            Phrase("availability.shared", {"windows": (("tue", "18:00", "19:30"), ("thu", "18:00", "19:30"))}),
            "You could meet Tuesdays and Thursdays 18:00-19:30.",
        ),
        (
            Phrase(
                "availability.shared", {"windows": tuple(("sat", f"{h}:00", f"{h + 1}:00") for h in (9, 12, 15, 18))}
            ),
            "You could meet Saturdays 9:00-10:00, Saturdays 12:00-13:00, Saturdays 15:00-16:00 and at other times.",
        ),
        (
            Phrase("background.partly", {"codes": ("parent",), "age": "near", "same_region": True}),
            "Both named parent, are close in age and live in the same region.",
        ),
        (
            Phrase("interests.partly", {"codes": ("own:sourdough",), "wanted": 3}),
            "Both enjoy sourdough, which is part of what the mentee likes.",
        ),
        (Phrase("interests.unknown"), "The mentor has not said what they enjoy, so this counts as average."),
        (Phrase("stage.partly", {"months": 13}), "The mentor is more than a year further along in recovery."),
        (
            Phrase("reason.screening_missing", {"state": "expired", "on": "2026-11-01"}),
            "This mentor's screening ran out on 1 November 2026.",
        ),
        (Phrase("part_of_week", {"days": "weekday", "time": "evenings"}), "weekday evenings"),
    ],
)
def test_a_phrase_is_said_like_this(phrase: Phrase, text: str) -> None:
    assert said(phrase) == text


def test_who_asked_to_be_kept_apart_is_not_said() -> None:
    text = said(Phrase("reason.kept_apart")).lower()
    assert not any(word in text for word in ("coordinator", "mentee", "mentor", "asked", "wish"))


@pytest.mark.parametrize("status", [status for status in MentorStatus if status != MentorStatus.ACTIVE])
def test_each_status_of_a_mentor_is_said(status: MentorStatus) -> None:
    assert is_plain(said(Phrase("reason.not_active", {"status": status.value})))


@pytest.mark.parametrize(
    ("since", "text"),
    [
        (date(2026, 11, 24), "less than a year"),
        (date(2025, 11, 23), "more than one year"),
        (date(2024, 5, 1), "more than two years"),
        (date(2019, 5, 1), "more than five years"),
        (date(2011, 5, 1), "more than ten years"),
        (date(1999, 5, 1), "more than twenty years"),
    ],
)
def test_the_way_so_far_is_said_roughly(since: date, text: str) -> None:
    phrase = stage_words(None, since, TODAY)
    assert phrase is not None
    assert said(phrase) == text


def test_each_stated_stage_is_said() -> None:
    phrases = [stage_words(stage, None, TODAY) for stage in MONTHS_OF_STATED]
    assert [said(phrase) for phrase in phrases if phrase] == [
        "thinking about change",
        "less than a year",
        "between one and five years",
        "five years or more",
    ]


def test_an_unknown_language_is_english() -> None:
    assert sentence(Phrase("reason.at_capacity"), "xx", {}) == "This mentor has no free place."
