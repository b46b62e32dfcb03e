"""How it is said why one mentor stands above another, what would open a door, and whom a program could look for."""

import pytest

from api.words import sentence
from data.vocabulary import load
from matcher.explain import Phrase
from matcher.pair import Reason
from matcher.weights import FACTORS
from tests.api.words.test_sentences import is_said_well

WEEK = {"days": "weekday", "time": "evenings"}


@pytest.mark.parametrize(
    ("phrase", "english", "spanish"),
    [
        (
            Phrase("decided.factor", {"factor": "availability"}),
            "What made the difference: times to meet.",
            "Lo que hizo la diferencia: horarios para verse.",
        ),
        (
            Phrase("turn", {"factor": "goals", "now": 0.14, "to": 0.200001}),
            "The two would change places with a weight of 0.200001 in place of 0.14 for goals.",
            "Cambiarían de lugar con un peso de 0.200001 en vez de 0.14 para esto: metas.",
        ),
        (
            Phrase("turn", {"factor": "goals", "now": 0.0, "to": 1e-06}),
            "The two would change places with a weight of 0.000001 in place of 0 for goals.",
            "Cambiarían de lugar con un peso de 0.000001 en vez de 0 para esto: metas.",
        ),
        (
            Phrase("opening.format", {"who": "mentor", "formats": ("phone", "video")}),
            "The mentor could meet by phone or by video as well.",
            "La persona mentora podría hablar también por teléfono o por video.",
        ),
        (
            Phrase("opening.time", {"who": "mentee", "window": ("tue", "20:00", "20:30")}),
            "The mentee could add Tue 20:00-20:30 to their times, by their own clock.",
            "La persona acompañada podría agregar el martes de 20:00 a 20:30 a sus horarios, en su propia hora.",
        ),
        (
            Phrase("opening.minimum_months", {"months": 1, "now": 12}),
            "The program could ask mentors for one month in recovery in place of 12.",
            "El programa podría pedir un mes en recuperación en vez de 12.",
        ),
        (
            Phrase("opening.wish", {"about": "gender", "any_of": ("woman",)}),
            "Only the mentee can say if they would do without this: someone who is a woman.",
            "Solo la persona acompañada puede decir si dejaría su límite sobre el género: mujer.",
        ),
        (
            Phrase("in_the_way", {"reason": "no_shared_time", "people": 7}),
            "No time in common: seven people.",
            "Ningún horario en común: siete personas.",
        ),
        (
            Phrase("recruit", {"language": "es", "format": None, "wishes": (), "people": 7, **WEEK}),
            "A mentor who knows Spanish and is free on weekday evenings would be a choice for seven people.",
            "Una persona mentora que sepa español y libre en las noches entre semana, serviría a siete personas.",
        ),
        (
            Phrase(
                "recruit",
                {"language": "en", "format": "video", "wishes": (("gender", "woman"),), "people": 1, **WEEK},
            ),
            "A mentor who knows English, is free on weekday evenings, meets by video and is a woman "
            "would be a choice for one person.",
            "Una persona mentora que sepa inglés, libre en las noches entre semana y que hable por video, "
            "con esto sobre el género: mujer, serviría a una persona.",
        ),
    ],
)
def test_a_phrase_is_said_like_this(phrase: Phrase, english: str, spanish: str) -> None:
    assert is_said_well(phrase)
    assert [sentence(phrase, language, load().labels(language)) for language in ("en", "es")] == [english, spanish]


def test_each_factor_and_each_rule_for_even_scores_is_said() -> None:
    for factor in FACTORS:
        assert is_said_well(Phrase("decided.factor", {"factor": factor}))
        assert is_said_well(Phrase("turn", {"factor": factor, "now": 0.1, "to": 0.25}))
    for rule in ("free_places", "never_introduced", "introduced_longer_ago", "id"):
        assert is_said_well(Phrase(f"decided.{rule}"))


@pytest.mark.parametrize("people", [1, 2, 40])
def test_each_reason_that_can_stand_in_the_way_is_said(people: int) -> None:
    for reason in [reason.value for reason in Reason if reason != Reason.NOT_ACTIVE] + [None]:
        assert is_said_well(Phrase("in_the_way", {"reason": reason, "people": people}))


@pytest.mark.parametrize("about", ["gender", "age_band", "region", "shared", "experiences", "pathways"])
def test_a_wish_on_each_topic_is_said_of_a_recruit(about: str) -> None:
    code = load().matcher.topics[about][0]
    nothing_else = {"days": None, "time": None, "format": None, "people": 2}
    assert is_said_well(Phrase("recruit", {"language": "es", "wishes": ((about, code),), **nothing_else}))
    assert is_said_well(Phrase("opening.wish", {"about": about, "any_of": (code,)}))
