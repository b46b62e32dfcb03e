"""A field as JSON Schema forbids nothing that the field takes, and where it can tells what the field refuses."""

import string
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError, fields

from api.rest.openapi.fields import Way, property_of
from api.rest.openapi.schemas import Components
from api.schemas import fields as ours
from api.schemas.accounts import SignIn
from api.schemas.fields.times import QuarterHour
from api.schemas.matches import MoveByCoordinator
from api.schemas.profiles import MenteeByCoordinator, MenteePatchByThemselves, MentorByCoordinator
from api.schemas.weights import NewWeights

ALL = {
    "a code": ours.Code("gender"),
    "codes": ours.CodeList("goals", least=1),
    "own words": ours.CodeList("interests", own_words=True, allow_none=True),
    "an email": ours.Email(allow_none=True),
    "a flag": ours.Flag(),
    "a day": ours.IsoDate(past=True),
    "a whole number": ours.JsonInt(1, 50, allow_none=True),
    "a number": ours.JsonNumber(0.5, 10),
    "a list": ours.ListOf(ours.OpaqueId(), most=2, least=1),
    "an id": ours.OpaqueId(),
    "a password": ours.Password(),
    "a phone": ours.Phone(),
    "a quarter hour": QuarterHour(midnight=True),
    "a text": ours.Text(10, 2),
    "a zone": ours.TimeZone(),
    "a word": ours.Word(("tue", "wed"), allow_none=True),
    "words": ours.WordList(("tue", "wed")),
    "a move": fields.Nested(MoveByCoordinator),
    "a mentee": fields.Nested(MenteeByCoordinator),
    "a mentor": fields.Nested(MentorByCoordinator),
    "weights": fields.Nested(NewWeights),
    "credentials": fields.Nested(SignIn),
    "a window": ours.Section(ours.Window),
    "a must": ours.Section(ours.Must),
    "a change": fields.Nested(MenteePatchByThemselves),
}
WORDS = st.sampled_from(
    ["", " ", "tue", "woman", "housing", "own:tea", "own:;", "2026-03-01", "2026-3-1", "18:15", "24:00", "24:15", "UTC",
     "sam@example.org", "sam", "312-555-0142", "accept", "a" * 11, "é" * 10, "x\u0000y", "own:" + "a" * 41]
)  # fmt: skip
NAMES = st.sampled_from(
    ["day", "from", "to", "about", "any_of", "action", "consent", "text_version", "email", "password", "weights",
     "identity", "preferred_name", "availability", "time_zone", "interests", "status", "nobody_knows_this"]
)  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers(-1, 60) | st.floats(0, 11) | WORDS | st.text(string.printable, max_size=12)
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=8
)


def _validator(field: Any) -> jsonschema_rs.Draft202012Validator:
    components = Components()
    schema = property_of(field, Way.SENT, components)
    named = components.all()
    for old, new in components.final_names().items():
        named[old] = named[new]
    return jsonschema_rs.Draft202012Validator({**schema, "components": {"schemas": named}}, validate_formats=True)


@pytest.mark.parametrize("name", ALL)
def test_what_a_field_takes_its_schema_allows(name: str) -> None:
    field, validator = ALL[name], _validator(ALL[name])

    @given(VALUES)
    def takes(value: Any) -> None:
        try:
            taken = field.deserialize(value)
        except ValidationError:
            return
        # What was trimmed is measured as it is kept.
        as_kept = taken if isinstance(taken, str) else value
        assert validator.is_valid(as_kept), (value, as_kept)

    takes()


REFUSED = [
    ("a code", "nobody_knows_this"),
    ("codes", []),
    ("codes", ["hiking"]),
    ("own words", ["own:a;b"]),
    ("an email", "sam"),
    ("a flag", "true"),
    ("a flag", 1),
    ("a day", "2026-02-30"),
    ("a day", "2026-3-1"),
    ("a whole number", 51),
    ("a whole number", 1.5),
    ("a whole number", "2"),
    ("a number", True),
    ("a number", 0.4),
    ("a list", ["a", "b", "c"]),
    ("an id", "a b"),
    ("a password", ""),
    ("a phone", "call me"),
    ("a quarter hour", "18:10"),
    ("a text", "a" * 11),
    ("a text", None),
    ("a word", "TUE"),
    ("a window", {"day": "tue", "from": "18:00", "to": "19:00", "zone": "UTC"}),
    ("a window", {"day": "tue", "from": "18:00"}),
    ("a must", {"about": "gender", "any_of": []}),
    ("weights", {"weights": {"experience": 1}}),
    ("weights", {}),
    ("a mentee", {"identity": {"preferred_name": "Sam", "email": "sam@example.org"}}),
    ("a change", {"status": "waiting"}),
    ("a move", {"action": "accepted"}),
]


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_what_a_schema_can_tell_is_refused_it_refuses(name: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        ALL[name].deserialize(value)
    assert not _validator(ALL[name]).is_valid(value)


def test_null_is_taken_where_the_schema_says_so() -> None:
    said = {name: _validator(field).is_valid(None) for name, field in ALL.items()}
    taken = {}
    for name, field in ALL.items():
        try:
            taken[name] = field.deserialize(None) is None
        except ValidationError:
            taken[name] = False
    assert said == taken
