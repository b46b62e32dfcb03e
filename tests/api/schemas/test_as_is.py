"""What is JSON already is sent as it is: what marshmallow would make of it, and nothing the schema leaves out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields

from api.schemas.fields import AsIs, Instant, IsoDate, OpaqueId, Section, Window
from api.schemas.suggestions import AlsoSuggestion, Suggestion, SuggestionWhatIf

_leaf = {
    fields.String: st.text(max_size=5),
    fields.Integer: st.integers(-5, 100),
    fields.Float: st.floats(0, 1),
    fields.Boolean: st.booleans(),
}


def _values(field: Any) -> st.SearchStrategy[Any]:
    if isinstance(field, fields.Nested):
        return _objects(field.schema)
    if isinstance(field, fields.List):
        return st.lists(_values(field.inner), max_size=2)
    return next(values for kind, values in _leaf.items() if isinstance(field, kind))


def _objects(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    """Of this shape, with things missing, null, and too much."""
    known = {field.attribute or name: st.none() | _values(field) for name, field in schema.dump_fields.items()}
    return st.fixed_dictionaries({}, optional={**known, "email": st.just("nobody@example.org")})


@pytest.mark.parametrize("schema", [Suggestion, SuggestionWhatIf, AlsoSuggestion])
@given(data=st.data())
def test_what_is_sent_as_it_is_is_what_dumping_would_send(schema: type[Schema], data: st.DataObject) -> None:
    thing = {"row": data.draw(st.none() | _objects(schema()))}
    quick, thorough = (Schema.from_dict({"row": section(schema)})() for section in (AsIs, Section))
    assert quick.dump(thing) == thorough.dump(thing)


@pytest.mark.parametrize("field", [IsoDate(), Instant(), fields.List(IsoDate())])
def test_a_field_that_converts_is_not_sent_as_it_is(field: fields.Field) -> None:
    schema = Schema.from_dict({"id": OpaqueId(), "deep": Section(Schema.from_dict({"at": field}))})
    with pytest.raises(TypeError, match="converts"):
        Schema.from_dict({"row": AsIs(schema)})().dump({"row": {}})


def test_fields_are_named_as_the_schema_names_them() -> None:
    window = {"day": "mon", "from": "18:00", "to": "19:00", "minutes": 60}
    assert Schema.from_dict({"row": AsIs(Window)})().dump({"row": window}) == {
        "row": {"day": "mon", "from": "18:00", "to": "19:00"}
    }
