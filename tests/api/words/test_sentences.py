"""Every phrase that the core can make has a sentence in both languages, and none holds a word that hurts."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from api.words import LANGUAGES, en, es, sentence
from api.words.en import lives
from api.words.es import lives as vidas
from data.vocabulary import load
from matcher.cautions import CautionCode
from matcher.explain import Phrase, Value
from matcher.learn import Finding
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Program, Requirements
from matcher.rules import Objection, Reason, objections
from matcher.stage import MONTHS_OF_STATED, stage_words
from matcher.weights import DEFAULT_WEIGHTS, FACTORS
from tests.matcher import drawn
from tests.matcher.made import DAYS, NOTHING_BETWEEN, TODAY, VOCABULARY, rank
from tests.matcher.test_rules import OBJECTS, against
from tests.plain_words import words_that_hurt

LABELS = {"ocd": "OCD", "twelve_step": "12-step groups"}
NEEDED = {f"{factor}.{outcome}" for factor in FACTORS for outcome in ("partly", "nothing", "unknown")}


# What would give away a sentence, or a label, that was left in English.
ENGLISH = re.compile(r"\b(the|of|and|or|is|are|have|not|this|they|both|said|mentor|mentee|month|housing|free|women?)\b")
LABELS_OF = {language: load().labels(language) for language in LANGUAGES}


def said(phrase: Phrase) -> str:
    return sentence(phrase, "en", LABELS)


def in_both(phrase: Phrase) -> list[str]:
    return [sentence(phrase, language, LABELS_OF[language]) for language in LANGUAGES]


def is_plain(text: str) -> bool:
    return text.endswith(".") and text[0].isupper() and "_" not in text and "None" not in text


def is_said_well(phrase: Phrase) -> bool:
    english, spanish = in_both(phrase)
    # How long a list of what two people named may grow is not ours to bound; the rest is, in test_plain_words.
    assert not words_that_hurt(english, "en") + words_that_hurt(spanish, "es")
    assert not ENGLISH.search(spanish), spanish
    return is_plain(english) and is_plain(spanish)


REASONS = [pytest.param(against(**pair)[0], id=f"{reason}: {story}") for reason, story, pair in OBJECTS]


@pytest.mark.parametrize("objection", REASONS)
def test_every_reason_against_a_pair_can_be_said_and_what_would_change_it(objection: Objection) -> None:
    for phrase in (objection.phrase, objection.would_change):
        assert is_said_well(phrase)


@settings(max_examples=150, deadline=None)
@given(drawn.mentees, drawn.programs())
def test_whatever_the_core_answers_can_be_said(m: Mentee, p: Program) -> None:
    ranking = rank(m, p, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    because = [part.because for row in ranking.suggestions for part in row.factors]
    cautions = [caution.phrase for row in ranking.suggestions for caution in row.cautions]
    against = [o for mentor in p.mentors for o in objections(m, mentor, p, NOTHING_BETWEEN)]
    for phrase in because + cautions + [o.phrase for o in against] + [o.would_change for o in against]:
        assert is_said_well(phrase)


def test_the_two_languages_have_sentences_for_the_same_phrases() -> None:
    assert set(LANGUAGES) == {"en", "es"}
    assert set(en.SENTENCES) == set(es.SENTENCES)


@pytest.mark.parametrize("said_of", [*Finding, "too_few", "no_gain", "better", "look_at_groups"])
def test_what_was_learned_from_decisions_can_be_said(said_of: str) -> None:
    values: dict[str, Value] = {"decisions": 29, "least": 30, "now": 31, "then": 45, "code": "25-34"}
    assert is_said_well(Phrase(f"learned.{said_of}", values))


def test_there_is_a_sentence_for_each_factor_and_outcome_and_for_each_reason() -> None:
    assert set(en.SENTENCES) >= NEEDED | {f"{what}.{reason}" for reason in Reason for what in ("reason", "change")}
    assert set(en.SENTENCES) >= {f"caution.{code}" for code in CautionCode}
    assert set(en.SENTENCES) >= {f"{factor}.shared" for factor in FACTORS if factor != "about"}


def test_no_sentence_is_kept_that_no_phrase_asks_for() -> None:
    begin = {key.split(".")[0] for key in en.SENTENCES}
    closer = {"also", "tried", "decided", "turn", "opening", "in_the_way", "recruit"}
    assert begin == {
        *FACTORS,
        *closer,
        "reason",
        "change",
        "caution",
        "stage_words",
        "part_of_week",
        "learned",
        "left_over",
    }


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (
            Phrase("experience.shared", {"codes": ("alcohol", "anxiety"), "wanted": 2}),
            "Both have lived with alcohol and anxiety.",
        ),
        (
            Phrase("experience.partly", {"codes": ("alcohol", "anxiety", "ocd"), "wanted": 4}),
            "Both have lived with alcohol, anxiety and OCD: three of the four things that the mentee named.",
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
            "You could meet Saturdays 9:00-10:00, 12:00-13:00 and 15:00-16:00, and at other times.",
        ),
        (
            Phrase("background.partly", {"codes": ("parent",), "age": "near", "same_region": True}),
            "Both are parents, are close in age and live in the same region.",
        ),
        (
            Phrase("interests.partly", {"codes": ("own:sourdough",), "wanted": 3}),
            "Both enjoy sourdough: one of the three things that the mentee likes.",
        ),
        (Phrase("interests.unknown"), "The mentor has not said what they enjoy, so this counts as average."),
        (Phrase("stage.partly", {"months": 13}), "The mentor is more than a year further along in recovery."),
        (
            Phrase("reason.screening_missing", {"state": "expired", "on": "2026-11-01"}),
            "This mentor's screening ran out on 1 November 2026.",
        ),
        (Phrase("part_of_week", {"days": "weekday", "time": "evenings"}), "weekday evenings"),
        (
            Phrase(
                "background.shared",
                {
                    "codes": ("caregiver", "not_religious", "parent", "single_parent", "white"),
                    "age": "same",
                    "same_region": False,
                },
            ),
            "Both are single parents and white, care for a family member, have no religion, "
            "and are in the same age group.",
        ),
        (
            Phrase("experience.shared", {"codes": ("alcohol", "overdose"), "wanted": 2}),
            "Both have lived with alcohol and have been there for an overdose.",
        ),
        (
            Phrase("goals.shared", {"codes": tuple(f"own:{letter}" for letter in "abcdefg"), "wanted": 7}),
            "The mentor can help with a, b, c, d and three more.",
        ),
        (
            Phrase("availability.shared", {"windows": tuple((day, "18:00", "19:00") for day in DAYS[:5])}),
            "You could meet Mondays to Fridays 18:00-19:00.",
        ),
        (
            Phrase("change.at_capacity", {"capacity": 2, "places_in_use": 2, "needed": 1}),
            "Free one place: two of two places are in use.",
        ),
        (
            Phrase("change.at_capacity", {"capacity": 1, "places_in_use": 1, "needed": 1}),
            "Free one place: the only place is in use.",
        ),
        (
            Phrase("change.at_capacity", {"capacity": 1, "places_in_use": 2, "needed": 2}),
            "Free two places: two are in use, and this mentor offers one.",
        ),
        (
            Phrase("change.at_capacity", {"capacity": 0, "places_in_use": 0, "needed": 1}),
            "Offer a place: this mentor takes nobody new now.",
        ),
        (
            Phrase(
                "change.no_shared_time",
                {
                    "case": "apart",
                    "earlier": ("tue", "20:00"),
                    "later": ("tue", "20:30"),
                    "minutes": 30,
                    "first": "mentor",
                },
            ),
            "Nearest times are Tue 20:00 and Tue 20:30: 30 minutes apart. "
            "The mentor is free until the first, the mentee from the second, by the mentee's clock.",
        ),
        (
            Phrase(
                "change.no_shared_time",
                {
                    "case": "apart",
                    "earlier": ("tue", "20:00"),
                    "later": ("tue", "20:00"),
                    "minutes": 0,
                    "first": "mentee",
                },
            ),
            "The mentee's time ends on Tue 20:00, just when the mentor's begins, by the mentee's clock.",
        ),
        (
            Phrase(
                "change.no_shared_time",
                {
                    "case": "apart",
                    "earlier": ("sun", "18:00"),
                    "later": ("wed", "11:00"),
                    "minutes": 65 * 60,
                    "first": "mentee",
                },
            ),
            "Nearest times are Sun 18:00 and Wed 11:00: 2 days and 17 hours apart. "
            "The mentee is free until the first, the mentor from the second, by the mentee's clock.",
        ),
        (
            Phrase("change.no_shared_time", {"case": "too_short", "windows": (("tue", "20:00", "20:15"),)}),
            "They share Tue 20:00-20:15; half an hour is needed.",
        ),
        (
            Phrase("change.no_shared_time", {"case": "no_times", "who": ("mentor",)}),
            "The mentor has said that no time suits. Ask for a time that might.",
        ),
        (
            Phrase("change.mentee_preference", {"unmet": (("gender", ("nonbinary", "woman"), ("man",)),)}),
            "The mentee asked for someone who is nonbinary or a woman. The mentor is a man. "
            "The mentee's wish would have to change.",
        ),
        (
            Phrase("change.mentor_preference", {"unmet": (("age_band", ("25-34",), None),)}),
            "The mentor asked for someone who is aged 25-34. The mentee has not said anything about their age "
            "and could be asked.",
        ),
        (
            Phrase("change.too_early", {"case": "dated", "on": "2027-01-18", "minimum_months": 12}),
            "On 18 January 2027 the mentor will have the 12 months in recovery that the program asks for.",
        ),
        (
            Phrase("change.declined_before", {"on": "2027-01-04"}),
            "They may be paired again from 4 January 2027.",
        ),
        (
            Phrase("change.screening_missing", {"state": "expired", "on": "2026-11-01"}),
            "Renew the screening: it ran out on 1 November 2026.",
        ),
        (
            Phrase("caution.away_until", {"first": "2026-11-20", "last": "2027-01-03", "now": True}),
            "The mentor is away until 3 January 2027.",
        ),
        (
            Phrase("caution.away_until", {"first": "2026-12-01", "last": "2026-12-01", "now": False}),
            "The mentor is away on 1 December 2026.",
        ),
        (
            Phrase("caution.less_time_than_asked", {"offered": 0.5, "wanted": 1.0, "asked": False}),
            "The mentor has half an hour a week; we count on one hour, as the mentee did not say.",
        ),
        (
            Phrase("caution.clock_change", {"week": "2027-03-15"}),
            "The clocks change: in the week of 15 March 2027 they have no half hour in common.",
        ),
    ],
)
def test_a_phrase_is_said_like_this(phrase: Phrase, text: str) -> None:
    assert said(phrase) == text


@pytest.mark.parametrize("key", ["reason.kept_apart", "change.kept_apart"])
def test_who_asked_to_be_kept_apart_is_not_said(key: str) -> None:
    text = " ".join(in_both(Phrase(key))).lower()
    telling = ("coordinator", "mentee", "mentor", "asked", "wish", "coordinadora", "acompañada", "pidió", "deseo")
    assert not any(word in text for word in telling)


@pytest.mark.parametrize("status", [status for status in MentorStatus if status != MentorStatus.ACTIVE])
def test_each_status_of_a_mentor_is_said(status: MentorStatus) -> None:
    assert is_said_well(Phrase("reason.not_active", {"status": status.value}))
    assert is_said_well(Phrase("change.not_active", {"status": status.value}))


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


def test_every_background_is_said_as_of_one_and_as_of_two() -> None:
    ordinary = set(load().matcher.topics["shared"])
    assert set(lives._BACKGROUND) == set(vidas._BACKGROUND) == ordinary
    for code in ordinary:
        wish = Phrase("change.mentee_preference", {"unmet": (("shared", (code,), None),)})
        both = Phrase("background.shared", SAME | {"codes": (code,)})
        assert "named" not in said(wish) + said(both)
        assert "nombraron" not in sentence(both, "es", {})


SAME: dict[str, Value] = {"age": None, "same_region": False}
TOPICS = ("gender", "age_band", "region", "shared", "languages", "experiences", "pathways")


@pytest.mark.parametrize("about", TOPICS)
@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_a_wish_on_each_topic_and_each_answer_to_it_is_said(about: str, side: str) -> None:
    first, second, *_ = load().matcher.topics[about]
    for answer in (None, (), (first,), (first, second)):
        assert is_said_well(Phrase(f"change.{side}_preference", {"unmet": ((about, (second,), answer),)}))


@pytest.mark.parametrize("minimum", [0, 6, 12, 60, 100])
@pytest.mark.parametrize("stage", [None, "exploring", "early", "sustained"])
def test_what_a_mentor_with_no_date_would_have_to_say_is_said(minimum: int, stage: str | None) -> None:
    asked = Requirements(minimum_months=minimum)
    for objection in against(role_model={"since": None, "stage": stage}, requirements=asked):
        assert is_said_well(objection.would_change)
