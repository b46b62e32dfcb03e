"""What is stored as JSON is read as it was written, or is not taken at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import json

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner)
)


@given(VALUES)
def test_whatever_is_json_is_read_as_it_was_written(value: Any) -> None:
    assert json.loads(json.dumps(value)) == value
    assert json.loads(json.text(value)) == value


def test_names_stay_in_their_order() -> None:
    assert json.text({"b": 1, "a": [1.5, "ñ"]}) == '{"b":1,"a":[1.5,"ñ"]}'


@pytest.mark.parametrize("value", [2**64, -(2**63) - 1, "\ud800", {1: "a number for a name"}, object(), {1, 2}])
def test_what_would_be_read_otherwise_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        json.dumps(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_null(value: float) -> None:
    assert json.text({"a": value}) == '{"a":null}'


@pytest.mark.parametrize("written", ["", "{", "NaN", '{"a": 1,}', b"\xff"])
def test_what_is_not_json_is_not_read(written: str | bytes) -> None:
    with pytest.raises(ValueError):
        json.loads(written)
