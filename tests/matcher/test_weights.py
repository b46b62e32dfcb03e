"""The default weights and what may stand in a set of weights."""

import json

import pytest

from matcher.explain import Phrase, from_json, to_json
from matcher.factors import PREPARE
from matcher.weights import DEFAULT_WEIGHTS, DEFAULTS, FACTORS, Weights


def test_the_default_weights_are_those_of_the_page_and_sum_to_one() -> None:
    assert dict(DEFAULT_WEIGHTS.values) == {
        "experience": 0.18,
        "availability": 0.12,
        "stage": 0.10,
        "background": 0.14,
        "interests": 0.10,
        "goals": 0.14,
        "pathways": 0.14,
        "style": 0.06,
        "about": 0.02,
    }
    assert sum(DEFAULT_WEIGHTS.values.values()) == pytest.approx(1)


def test_every_factor_has_a_weight_with_evidence_and_source() -> None:
    assert tuple(PREPARE) == FACTORS
    assert all(default.evidence.endswith(".") and default.source for default in DEFAULTS.values())


def test_the_evidence_promises_nothing() -> None:
    told = " ".join(default.evidence + default.source for default in DEFAULTS.values()).lower()
    assert "compatible" not in told
    assert "likely to succeed" not in told


@pytest.mark.parametrize(
    "values",
    [{}, {"goals": 1.0}, dict.fromkeys(FACTORS, 0.1) | {"gender": 0.1}, dict.fromkeys(FACTORS, -0.1)],
)
def test_weights_name_every_factor_and_are_not_below_zero(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        Weights(1, values)


def test_a_phrase_comes_back_from_json_as_it_was() -> None:
    phrase = Phrase("availability.partly", {"windows": (("tue", "18:00", "19:30"),), "n": 2, "x": None, "ok": True})
    assert from_json(json.loads(json.dumps(to_json(phrase)))) == phrase
