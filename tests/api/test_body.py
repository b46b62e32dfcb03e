import json
from typing import Any

import pytest
from flask import Flask, Request
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields
from werkzeug.test import EnvironBuilder

from api.body import DEEPEST, LARGEST, BodyRefused, Malformed, TooLarge, UnsupportedMediaType, parse, read_json
from api.rest.arguments import Arguments, json_body
from api.schemas.fields import QueryInt
from api.services.refusals import InvalidAnswer


def request(data: bytes = b"{}", *, method: str = "POST", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(EnvironBuilder(method=method, data=data, headers=named).get_environ())


def as_json(data: bytes, method: str = "POST") -> Request:
    return request(data, method=method, Content_Type="application/json")


def nested(depth: int) -> bytes:
    return b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


MALFORMED = {
    "nothing": b"",
    "a list": b"[]",
    "text": b'"a"',
    "null": b"null",
    "two objects": b"{}{}",
    "a comment": b"{} // hm",
    "a trailing comma": b'{"a": 1,}',
    "an open string": b'{"a": "',
    "an open object": b'{"a": 1',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "Latin-1": b'{"a": "\xe9"}',
    "an encoded surrogate": b'{"a": "\xed\xa0\x80"}',
    "a control in a string": b'{"a": "\x00"}',
    "a duplicate key": b'{"a": 1, "a": 1}',
    "a duplicate key deep inside": b'{"a": [{"b": 1, "b": 2}]}',
    "a duplicate key, once escaped": b'{"a": 1, "\\u0061": 2}',
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": -Infinity}',
    "1e400": b'{"a": 1e400}',
    "an integer that no double holds": b'{"a": ' + b"9" * 5000 + b"}",
    "nested too deep": nested(DEEPEST + 1),
    "nested 100,000 deep": b"[" * 100_000,
    "brackets behind a backslash": b'{"a": \\' + b"[" * 100_000,
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_a_body_that_readers_could_take_differently_is_malformed(content: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        read_json(as_json(content))
    assert (refused.value.status, refused.value.code) == (400, "malformed")


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (b'{"a": 2.0, "b": [1, null, true]}', {"a": 2.0, "b": [1, None, True]}),
        (b'{"a": 12345678901234567890123}', {"a": 12345678901234567890123}),
        ('{"naïve": "é"}'.encode(), {"naïve": "é"}),
        (b'{"a": "' + b"[{" * 1000 + b'"}', {"a": "[{" * 1000}),
        (b'{"a": "\\"[\\\\"}', {"a": '"[\\'}),
        (b'{"a": {"b": 1}, "c": {"b": 1}}', {"a": {"b": 1}, "c": {"b": 1}}),
        (b" \n{}\t", {}),
    ],
)
def test_plain_json_is_read_as_it_is(content: bytes, body: dict[str, Any]) -> None:
    assert read_json(as_json(content)) == body


def test_twenty_levels_are_allowed() -> None:
    assert read_json(as_json(nested(DEEPEST)))


def test_a_body_over_256_kb_is_too_large_whether_or_not_it_says_so() -> None:
    too_long = b'{"a": "' + b"x" * LARGEST + b'"}'
    with pytest.raises(TooLarge) as refused:
        read_json(as_json(too_long))
    assert (refused.value.status, refused.value.code) == (413, "too_large")

    silent = EnvironBuilder(method="POST", data=too_long, content_type="application/json").get_environ()
    del silent["CONTENT_LENGTH"]
    silent["wsgi.input_terminated"] = True
    with pytest.raises(TooLarge):
        read_json(Request(silent))


def test_size_is_judged_before_the_media_type_and_the_media_type_before_the_content() -> None:
    with pytest.raises(TooLarge):
        read_json(request(b"x" * (LARGEST + 1), Content_Type="text/plain"))
    with pytest.raises(UnsupportedMediaType):
        read_json(request(b"x", Content_Type="text/plain"))


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {}),
        ("POST", {"Content_Type": "text/plain"}),
        ("POST", {"Content_Type": "application/x-www-form-urlencoded"}),
        ("POST", {"Content_Type": "application/merge-patch+json"}),
        ("POST", {"Content_Type": "application/json; charset=latin-1"}),
        ("POST", {"Content_Type": "application/json; charset=utf-16"}),
        ("POST", {"Content_Type": "application/json", "Content_Encoding": "gzip"}),
        ("PATCH", {"Content_Type": "application/json-patch+json"}),
        ("PATCH", {}),
    ],
)
def test_other_media_types_are_refused(method: str, headers: dict[str, str]) -> None:
    with pytest.raises(UnsupportedMediaType) as refused:
        read_json(request(method=method, **headers))
    assert (refused.value.status, refused.value.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("method", "media_type"),
    [
        ("POST", "application/json"),
        ("POST", "Application/JSON; charset=UTF-8"),
        ("POST", 'application/json; charset="utf-8"'),
        ("PATCH", "application/json"),
        ("PATCH", "application/merge-patch+json"),
        ("PUT", "application/merge-patch+json"),
    ],
)
def test_json_is_taken_under_its_names(method: str, media_type: str) -> None:
    assert read_json(request(b'{"a": 1}', method=method, Content_Type=media_type)) == {"a": 1}


def test_a_post_without_a_body_and_without_a_type_is_an_empty_object() -> None:
    assert read_json(request(b"")) == {}


@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\\ 0123456789eE+-.aNntrufls', max_size=60).map(str.encode))
def test_any_bytes_give_an_object_or_a_refusal(content: bytes) -> None:
    try:
        assert isinstance(parse(content), dict)
    except BodyRefused as refused:
        assert 400 <= refused.status < 500


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_any_json_gives_itself_or_a_refusal(value: Any) -> None:
    try:
        assert parse(json.dumps(value).encode()) == value
    except BodyRefused as refused:
        assert refused.code == "malformed"


class Limited(Schema):
    limit = QueryInt(1, 100)


class Named(Schema):
    name = fields.String()


app = Flask("arguments")


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("limit=0", {"limit": ["Send a whole number from 1 to 100."]}),
        ("limit=1_0", {"limit": ["Send a whole number from 1 to 100."]}),
        ("limit=1%EF%BC%90", {"limit": ["Send a whole number from 1 to 100."]}),
        ("limit=", {"limit": ["Send a whole number from 1 to 100."]}),
        ("limit=1&limit=2", {"limit": ["Send this once."]}),
        ("limits=1", {"limits": ["Unknown field."]}),
    ],
)
def test_a_query_parameter_is_known_right_and_there_once(query: str, errors: dict[str, list[str]]) -> None:
    with app.test_request_context(f"/?{query}"), pytest.raises(InvalidAnswer) as refused:
        Arguments().parse(Limited, location="query")
    assert refused.value.errors == errors


def test_the_body_is_read_once_and_its_errors_have_no_prefix() -> None:
    with app.test_request_context("/", method="POST", data=b'{"name": 1}', content_type="application/json") as context:
        assert json_body(context.request) is json_body(context.request)
        with pytest.raises(InvalidAnswer) as refused:
            Arguments().parse(Named, location="json")
    assert refused.value.errors == {"name": ["Not a valid string."]}
