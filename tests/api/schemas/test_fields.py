import json
from datetime import date
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError, fields

from api.schemas.fields import (
    Code,
    CodeList,
    Email,
    Flag,
    IsoDate,
    JsonInt,
    JsonNumber,
    ListOf,
    Must,
    OpaqueId,
    Password,
    Phone,
    Section,
    Text,
    TimeOff,
    TimeZone,
    Window,
    WordList,
)
from api.schemas.problems import LONGEST_MESSAGE, LONGEST_PATH, flatten
from api.services.refusals import MOST_FIELDS


def refused(field: fields.Field, value: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        field.deserialize(value)
    return flatten(error.value.messages)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
EVERY_FIELD = [
    Text(20),
    Text(20, multiline=True),
    Email(),
    Phone(),
    OpaqueId(),
    Password(),
    JsonInt(0, 50),
    JsonNumber(0.5, 10),
    Flag(),
    IsoDate(past=True),
    TimeZone(),
    Code("gender"),
    CodeList("interests", own_words=True),
    ListOf(Section(Window)),
    ListOf(Section(TimeOff)),
    ListOf(Section(Must)),
    WordList(("a", "b")),
]


@pytest.mark.parametrize("field", EVERY_FIELD, ids=lambda field: type(field).__name__)
@given(value=JSON)
def test_any_json_is_taken_or_refused_in_words_that_can_be_sent(field: fields.Field, value: Any) -> None:
    try:
        field.deserialize(value)
    except ValidationError as error:
        json.dumps(flatten(error.messages)).encode()


@pytest.mark.parametrize(
    "value",
    [
        1,
        None,
        ["a"],
        "a\x00b",
        "a\x1bb",
        "a\x85b",
        "a\ud800",
        "a\u202eb",
        "a\u2066b",
        "a\ufdd0",
        "a\uffff",
        "a\U0010ffff",
        "",
        " \n\t ",
        "\u200b\u2060",
        "x" * 21,
    ],
)
def test_text_that_cannot_be_kept_or_shown_is_refused(value: Any) -> None:
    assert refused(Text(20, multiline=True), value)


def test_text_is_trimmed_composed_and_counted_after_that() -> None:
    assert Text(4).deserialize("  cafe\u0301 ") == "caf\u00e9"
    assert Text(3, multiline=True).deserialize("a\r\nb") == "a\nb"
    assert Text(20).deserialize("שלום\u200f") == "שלום\u200f"


def test_a_name_stays_on_one_line() -> None:
    assert refused(Text(20), "Sam\nBcc: x")
    assert refused(Text(20), "Sam\u2028x")
    assert Text(20, multiline=True).deserialize("a\n\tb") == "a\n\tb"


def test_a_blank_answer_says_how_not_to_answer() -> None:
    assert refused(Text(5), "  ") == {"body": ["Leave it out or send null if you'd rather not say."]}
    assert refused(Text(5, required=True), " ") == {"body": ["Please fill this in."]}


@pytest.mark.parametrize("value", ["2", True, False, 1.9, -1, 51, 2**63, 10**400, float("nan"), float("inf"), None, []])
def test_a_whole_number_is_neither_text_nor_a_flag_nor_out_of_range(value: Any) -> None:
    assert refused(JsonInt(0, 50), value)


def test_two_point_zero_is_a_whole_number() -> None:
    assert JsonInt(0, 50).deserialize(2.0) == 2


@pytest.mark.parametrize("value", ["1", True, 0.4, 10.1, float("nan"), float("-inf"), 10**400, None])
def test_a_number_is_finite_and_in_range(value: Any) -> None:
    assert refused(JsonNumber(0.5, 10), value)


@pytest.mark.parametrize("value", ["true", "yes", 1, 0, None, []])
def test_a_flag_is_true_or_false(value: Any) -> None:
    assert refused(Flag(), value)


@pytest.mark.parametrize(
    "value",
    ["20260301", "2026-W10-1", "2026-3-1", "2026-02-30", "2026-03-01\n", "٢٠٢٦-٠٣-٠١", "1899-12-31", "2201-01-01", 1],
)
def test_a_date_has_one_spelling(value: Any) -> None:
    assert refused(IsoDate(), value)


@time_machine.travel("2026-11-23T09:00:00Z")
def test_a_past_date_may_be_today_in_the_farthest_zone_that_has_that_day() -> None:
    assert IsoDate(past=True).deserialize("2026-11-23") == date(2026, 11, 23)
    assert refused(IsoDate(past=True), "2026-11-24")


@time_machine.travel("2026-11-23T10:00:00Z")
def test_a_past_date_may_be_tomorrow_once_it_has_begun_at_utc_plus_14() -> None:
    assert IsoDate(past=True).deserialize("2026-11-24")


@pytest.mark.parametrize(
    "value", ["localtime", "posixrules", "Factory", "right/UTC", "../UTC", "america/chicago", "", 1]
)
def test_a_time_zone_is_one_of_the_list(value: Any) -> None:
    assert refused(TimeZone(), value)
    assert TimeZone().deserialize("America/Chicago") == "America/Chicago"


@pytest.mark.parametrize(
    "value",
    [
        "sam",
        "sam@",
        "@example.org",
        "sam@localhost",
        "sam@@example.org",
        "sam@exa mple.org",
        "sam@example.org\r\nBcc: a@b.co",
        "sam@-a.org",
        "sam@example.123",
        "sam@example..org",
        "sam@example.org.",
        ".sam@example.org",
        "s" * 65 + "@example.org",
        "sam@" + "a." * 130 + "org",
        "Sam <sam@example.org>",
        "sám@example.org",
    ],
)
def test_what_no_mail_server_would_take_is_not_an_email(value: str) -> None:
    assert refused(Email(), value)


def test_the_domain_of_an_email_is_lower_cased_and_the_name_kept() -> None:
    assert Email().deserialize(" Sam.O'Neil+x@Example.ORG ") == "Sam.O'Neil+x@example.org"


@pytest.mark.parametrize("value", ["+1 (312) 555-0100", "312.555.0100", "3125550100 x12"])
def test_a_phone_number_is_kept_as_written(value: str) -> None:
    assert Phone().deserialize(value) == value


@pytest.mark.parametrize("value", ["1234", "call me", "=1+1234567", "٣١٢٥٥٥٠١٠٠", "1" * 21])
def test_what_cannot_be_dialled_is_not_a_phone_number(value: str) -> None:
    assert refused(Phone(), value)


@pytest.mark.parametrize("value", ["", "a b", "a/b", "a\n", "é", "a" * 65, 1])
def test_an_id_is_short_and_plain(value: Any) -> None:
    assert refused(OpaqueId(), value)


def test_a_password_is_taken_exactly_as_typed() -> None:
    assert Password().deserialize("  e\u0301 \x00 ") == "  e\u0301 \x00 "
    assert refused(Password(), "\ud800")
    assert refused(Password(), "x" * 1025)


def test_codes_come_once_in_the_order_of_the_forms() -> None:
    assert CodeList("goals").deserialize(["work", "housing", "work"]) == ["housing", "work"]


@pytest.mark.parametrize(
    "value", [{}, "housing", ["nowhere"], ["hiking"], [1], [["housing"]], [None], ["housing"] * 101]
)
def test_a_list_of_codes_has_nothing_else_in_it(value: Any) -> None:
    assert refused(CodeList("goals"), value)


def test_own_words_are_trimmed_folded_and_last() -> None:
    interests = CodeList("interests", own_words=True)
    assert interests.deserialize(["own: Sourdough ", "hiking", "own:sourdough"]) == ["hiking", "own:sourdough"]
    assert refused(CodeList("goals"), ["own:sourdough"])


@pytest.mark.parametrize(
    "value", ["own:", "own:  ", "own:a;b", "own:a\nb", "own:a\x00", "own:" + "x" * 41, "own:" + "ß" * 21]
)
def test_own_words_that_lists_cannot_hold_are_refused(value: str) -> None:
    assert refused(CodeList("interests", own_words=True), [value])


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"day": "Tue", "from": "18:00", "to": "20:00"}, "day"),
        ({"day": "tue", "from": "18:10", "to": "20:00"}, "from"),
        ({"day": "tue", "from": "24:00", "to": "24:00"}, "from"),
        ({"day": "tue", "from": "18:00", "to": "18:00"}, "to"),
        ({"day": "tue", "from": "22:00", "to": "02:00"}, "to"),
        ({"day": "tue", "from": "18:00", "to": "18:00+05:00"}, "to"),
        ({"day": "tue", "from": "18:00"}, "to"),
        ({"day": "tue", "from": "18:00", "to": "20:00", "note": ""}, "note"),
    ],
)
def test_a_window_lies_within_a_day_on_the_quarter_hour(value: Any, path: str) -> None:
    assert list(refused(Section(Window), value)) == [path]


def test_a_window_may_last_until_midnight() -> None:
    late = {"day": "sun", "from": "23:45", "to": "24:00"}
    assert Section(Window).deserialize(late) == late


def test_time_off_may_be_one_day_and_never_ends_before_it_begins() -> None:
    days = Section(TimeOff).deserialize({"from": "2026-12-20", "to": "2026-12-20"})
    assert days == {"from": date(2026, 12, 20), "to": date(2026, 12, 20)}
    assert list(refused(Section(TimeOff), {"from": "2026-12-20", "to": "2026-12-19"})) == ["to"]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"about": "goals", "any_of": ["woman"]}, "about"),
        ({"about": "gender", "any_of": []}, "any_of"),
        ({"about": "gender", "any_of": ["woman"] * 21}, "any_of"),
        ({"about": "gender", "any_of": ["woman", "us-il"]}, "any_of.1"),
        ({"about": "gender"}, "any_of"),
    ],
)
def test_a_must_names_a_topic_and_codes_of_it(value: Any, path: str) -> None:
    assert list(refused(Section(Must), value)) == [path]


@pytest.mark.parametrize("field", EVERY_FIELD, ids=lambda field: type(field).__name__)
def test_no_message_repeats_an_answer(field: fields.Field) -> None:
    secret = "hunter2-and-a-long-private-answer\x00"
    for value in (secret, [secret], [{"day": secret, "about": secret, "from": secret}]):
        try:
            field.deserialize(value)
        except ValidationError as error:
            assert "hunter2" not in str(error.messages)


def test_the_paths_of_problems_are_dotted_and_everything_about_them_is_bounded() -> None:
    nested = {"weekly": {0: {"from": ["one"], "_schema": ["two"]}}, "_schema": ["three"]}
    assert flatten(nested) == {"weekly.0.from": ["one"], "weekly.0": ["two"], "body": ["three"]}

    many = flatten({f"{place}\ud800" + "x" * 1000: ["y" * 1000] * 100 for place in range(1000)})
    assert len(many) == MOST_FIELDS
    assert all(len(path) <= LONGEST_PATH for path in many)
    assert all(len(message) <= LONGEST_MESSAGE for messages in many.values() for message in messages)
    json.dumps(many, ensure_ascii=False).encode()
