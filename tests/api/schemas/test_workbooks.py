"""People in a workbook: read as in a CSV, and never at the price of the service."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from unicodedata import normalize
from zipfile import ZIP_LZMA, ZIP_STORED

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.schemas.fields.text import says_something
from api.schemas.spreadsheet import FORMS, Form, Table, read_row, read_table, write_row, write_table
from tests.api.schemas.workbooks import (
    HEADER,
    LEAST,
    ROW,
    SHEET,
    STRINGS,
    saying_of_itself,
    sheet,
    with_parts,
    with_sheet,
    workbook,
)

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "lol">{ENTITIES}]><sst {NAMESPACE}><si><t>&j;</t></si></sst>'
FROM_ELSEWHERE = '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'
LONG_STRING = f"<sst {NAMESPACE}><si><t>{'x' * 900_000}</t></si></sst>"
LEAST_IDENTITY = {"preferred_name": "Sam", "email": "sam@example.org"}


def read(content: bytes) -> Table:
    return read_table("mentee", content)


def problems(content: bytes) -> list[tuple[int, str]]:
    return [(line, column) for line, column, _ in read(content).problems]


def refusal(content: bytes) -> tuple[int, str]:
    """Of a file of which nothing is read: its only problem."""
    table = read(content)
    assert table.rows == []
    (problem,) = table.problems
    assert problem.column == ""
    return problem.line, problem.reason


def test_a_row_of_a_workbook_is_the_same_person_as_one_of_a_csv() -> None:
    more: dict[str, tuple[Any, str]] = {
        "external_id": (17.0, "17"),
        "identity.phone": (13125550100, "13125550100"),
        "identity.contact.email_ok": (True, "true"),
        "recovery_stage.since": (date(2026, 3, 1), "2026-03-01"),
        "waiting_since": (datetime(2026, 3, 2), "2026-03-02"),  # noqa: DTZ001
        "support.hours_per_week": (1.5, "1.5"),
        "interests": ("hiking; own:Sourdough", "hiking; own:Sourdough"),
        "about": ("Two lines,\nand “quotes” \U0001f600", "Two lines,\nand “quotes” \U0001f600"),
        "goals": (None, ""),
    }
    table = read(workbook([*HEADER, *more], [*ROW, *(value for value, _ in more.values())]))
    assert table.problems == []
    assert table.rows[0].body == read_row("mentee", LEAST | {name: cell for name, (_, cell) in more.items()})[0]


def test_lines_are_those_of_the_sheet_and_empty_ones_are_left_out() -> None:
    table = read(workbook([], [None, *HEADER][1:], [], [" "], ROW, ["Sam", "bad", "UTC"], ["Sam", None, "UTC", "more"]))
    assert [row.line for row in table.rows] == [5]
    assert [(line, column) for line, column, _ in table.problems] == [(6, "identity.email"), (7, "")]


def test_a_list_may_stand_anywhere_in_the_first_sheets_as_long_as_it_is_the_only_one() -> None:
    assert len(read(workbook(beside=[HEADER, ROW])).rows) == 1
    line, reason = refusal(workbook(HEADER, ROW, beside=[["a note"]]))
    assert (line, "More than one sheet" in reason) == (1, True)


@pytest.mark.parametrize("value", ["=1+1", "=HYPERLINK(A1)", "#N/A", "#REF!"])
def test_formulas_and_errors_are_named_by_line_and_column_beside_all_else(value: str) -> None:
    content = workbook(HEADER, ROW, ["Sam", value, "Mars"], [], [None, None, value], ROW)
    table = read(content)
    assert problems(content) == [
        (3, "identity.email"),
        (3, "availability.time_zone"),
        (5, "availability.time_zone"),
        (5, "identity.preferred_name"),
        (5, "identity.email"),
    ]
    wanted = "holds a formula" if value.startswith("=") else "shows an error"
    assert [wanted in problem.reason for problem in table.problems][:3] == [True, False, True]


def test_a_time_or_a_day_with_a_time_is_left_for_the_column_to_refuse() -> None:
    header = [*HEADER, "recovery_stage.since", "support.hours_per_week"]
    assert problems(workbook(header, [*ROW, datetime(2026, 3, 1, 18), time(18)])) == [  # noqa: DTZ001
        (2, "recovery_stage.since"),
        (2, "support.hours_per_week"),
    ]


def test_an_empty_workbook_is_said_to_be_so() -> None:
    assert refusal(workbook()) == (1, "The file is empty.")


def test_what_is_no_list_of_people_is_left_unread() -> None:
    """Macros and links to elsewhere are neither followed nor handed on; sizes that the sheet tells are not believed."""
    lie = re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', sheet())
    beside = {SHEET: lie, "xl/vbaProject.bin": b"\0" * 99, "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    assert "XFD" in lie
    assert len(read(with_parts(beside)).rows) == 1
    empty_rows = "".join(f'<row r="{number}"/>' for number in range(3, 100_000))
    assert len(read(with_sheet(empty_rows)).rows) == 1


def one_text_in_many_cells() -> bytes:
    rows = "<row><c t='s'><v>0</v></c></row>" * 999
    return with_parts({STRINGS: LONG_STRING, SHEET: sheet().replace("</sheetData>", f"{rows}</sheetData>")})


def small_by_its_own_account() -> bytes:
    return saying_of_itself(with_sheet(" " * 101_000_000), SHEET, 1_000)


HOSTILE: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "spaces without end": (lambda: with_sheet(" " * 101_000_000), 1, "far more than"),
    "the same, and it says that it is small": (small_by_its_own_account, 1, "damaged"),
    "250 times its size": (lambda: with_sheet(" " * 9_000_000), 1, "far more than"),
    "a picture of nothing": (lambda: with_parts({"xl/media/a.png": b"\0" * 101_000_000}), 1, "far more than"),
    "thousands of parts": (lambda: with_parts({f"xl/{n}.xml": "<a/>" for n in range(1_001)}), 1, "far more than"),
    "another archive inside": (lambda: with_parts({"xl/embeddings/a.bin": workbook(ROW)}), 1, "another file inside"),
    "a billion laughs": (lambda: with_parts({STRINGS: LAUGHS}), 1, "declarations"),
    "an entity from elsewhere": (lambda: with_parts({"docProps/core.xml": FROM_ELSEWHERE}), 1, "declarations"),
    "a far corner": (lambda: with_sheet('<row><c r="XFD1048576"><v>1</v></c></row>'), 1_048_576, "column XFD"),
    "a row of all columns": (lambda: with_sheet(f"<row>{'<c><v>1</v></c>' * 16_384}</row>"), 3, "column CW"),
    "rows without end": (lambda: with_sheet("<row><c><v>1</v></c></row>" * 100_000), 20_001, "column A"),
    "too many rows": (lambda: with_sheet("<row><c><v>1</v></c></row>" * 10_000), 10_002, "more than 10,000 rows"),
    "elements without end": (lambda: with_sheet("<a/>" * 2_600_000, level=1), 1, "far more than"),
    "a tag without end": (lambda: with_sheet(f"<!--{'x' * 4_000_000}-->", packing=ZIP_STORED), 1, "far more than"),
    "one long text in many cells": (one_text_in_many_cells, 1, "can't be read"),
    "a zip that is none": (lambda: b"PK\3\4" + bytes(range(256)) * 9, 1, "damaged"),
    "half a workbook": (lambda: workbook(HEADER, ROW)[:-300], 1, "damaged"),
    "half a sheet": (lambda: with_parts({SHEET: "<worksheet"}), 1, "damaged"),
    "packed in another way": (lambda: with_parts({}, packing=ZIP_LZMA), 1, "damaged"),
    "another document": (
        lambda: with_parts({"xl/workbook.xml": None, "content.xml": "<a/>"}),
        1,
        "not an Excel workbook",
    ),
    "an old Excel file, or a locked one": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, 1, "without a password"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_one_clear_line(name: str) -> None:
    build, line, named = HOSTILE[name]
    told, reason = refusal(build())
    assert (told, named in reason) == (line, True), reason


@settings(max_examples=15, deadline=None)
@given(place=st.integers(4, 4_000), other=st.integers(1, 255))
def test_a_workbook_with_a_byte_changed_gives_rows_or_problems(place: int, other: int) -> None:
    content = bytearray(workbook(HEADER, ROW))
    content[place] ^= other
    table = read(bytes(content))
    assert len(table.rows) + len(table.problems) >= 1


# As it is stored: without what our texts refuse, and without spaces at its ends.
WORDS = st.text(
    st.sampled_from("=+-@＝'\"“_x0041_\n\t ")
    | st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]),
    max_size=30,
).map(lambda text: normalize("NFC", text).strip())


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12, deadline=None)
@given(texts=st.lists(WORDS.filter(says_something), min_size=1, max_size=40))
def test_words_written_into_a_file_are_read_from_it_and_are_never_run(form: Form, texts: list[str]) -> None:
    profiles = [{"identity": LEAST_IDENTITY, "availability": {"time_zone": "UTC"}, "about": text} for text in texts]
    out = io.BytesIO()
    write_table(out, form, "mentee", [write_row("mentee", profile, []) for profile in profiles])
    if form == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    table = read(out.getvalue())
    assert [row.body["about"] for row in table.rows] == texts
