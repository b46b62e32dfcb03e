"""A CSV as a whole: what is wrong with it is named by line, and what it is made of never gets out of hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.schemas.spreadsheet import LARGEST, Problem, read_table

LEAST = {
    "identity.preferred_name": "Sam",
    "identity.email": "sam@example.org",
    "availability.time_zone": "America/Chicago",
}
HEADER = ",".join(LEAST)
ROW = ",".join(LEAST.values())


def problems(content: str | bytes) -> list[tuple[int, str]]:
    return [(line, column) for line, column, _ in read_table("mentee", content).problems]


def test_lines_are_those_of_the_file_where_a_row_begins() -> None:
    table = read_table(
        "mentee",
        f'\ufeff{HEADER},about\r\n\r\n{ROW},"two\r\nlines"\r\n,,,\r\n{ROW},plain\r\nX,bad,Asia/Tokyo,x'.encode(),
    )
    assert [line for line, _ in table.rows] == [3, 6]
    assert [(line, column) for line, column, _ in table.problems] == [(7, "identity.email")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [(1, "")]),
        ("\n\n", [(1, "")]),
        (f"{HEADER}\n".encode("utf-16"), [(1, "")]),
        (f"{HEADER}\n{ROW}\nJosé".encode("latin-1"), [(3, "")]),
        (f"{HEADER},Name\n{ROW},x", [(1, "Name")]),
        (f"{HEADER},identity.email\n{ROW},x", [(1, "identity.email")]),
        ("identity.email\nx", [(1, "identity.preferred_name"), (1, "availability.time_zone")]),
        ("identity.preferred_name,availability.time_zone\nx,x", [(1, "identity.email")]),
        (HEADER.replace(",", ";"), [(1, "")]),
        (f"{HEADER}\nSam,sam@example.org", [(2, "")]),
        (f"{HEADER}\n{ROW},more", [(2, "")]),
        (f'{HEADER}\n{ROW}\n"Sam', [(3, "")]),
        (f'{HEADER}\n"Sam"x,sam@example.org,UTC', [(2, "")]),
        (f"external_id,{HEADER}\nA,{ROW}\nB,{ROW}\nA,{ROW}", [(4, "external_id")]),
        (f"capacity,{HEADER}\n1,{ROW}", [(1, "capacity")]),
        (f",{HEADER}\nx,{ROW}", [(1, "")]),
        (f"\x1b[2J,{HEADER}\n", [(1, "?[2J")]),
        (b"x" * (LARGEST + 1), [(1, "")]),
        (f"{HEADER}\n" + f"{ROW}\n" * 10_001, [(10_002, "")]),
        (f"{HEADER}\nSam,bad,UTC\nSam\nSam,bad,UTC\n", [(2, "identity.email"), (3, ""), (4, "identity.email")]),
    ],
)
def test_what_is_wrong_with_a_file_is_named(content: str | bytes, expected: list[tuple[int, str]]) -> None:
    assert problems(content) == expected


def test_a_file_may_leave_columns_out_and_have_nobody_in_it() -> None:
    assert read_table("mentor", HEADER) == ([], [])


@settings(deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200)
    | st.text(alphabet='",\r\n;a', max_size=60).map(f"{HEADER}\n{{}}".format)
)
def test_any_file_gives_rows_or_problems(content: str | bytes) -> None:
    table = read_table("mentee", content)
    assert all(isinstance(problem, Problem) for problem in table.problems)


@pytest.mark.parametrize(
    ("content", "line", "named"),
    [
        pytest.param(f'{HEADER}\n{ROW}\n"{"x" * 10_000_000}",a,b', 3, "too long", id="a cell of 10 MB"),
        pytest.param(HEADER + "\n" + "," * 19_000_000, 2, "too long", id="a row of nothing but commas"),
        pytest.param(HEADER + "\n" + '"a\nb",' * 3_000_000, 2, "too long", id="one row over millions of lines"),
        pytest.param("\n" * 19_000_000, 500_001, "more than 500,000 lines", id="nothing but lines"),
        pytest.param(HEADER + "\n" + "x\n" * 9_000_000, 10_002, "more than 10,000 rows", id="millions of rows"),
        pytest.param(",".join(f"c{number}" for number in range(16_384)), 1, "16,384 columns", id="too many columns"),
        pytest.param(f"{HEADER}\n{ROW}\nS\0m,a@example.org,UTC", 3, "not UTF-8", id="NUL"),
        pytest.param(f"{HEADER}\n{ROW}".encode("utf-16"), 1, "not UTF-8", id="UTF-16"),
        pytest.param(f"{HEADER}\n{ROW}".encode("utf-16-le"), 1, "not UTF-8", id="UTF-16 that doesn't say so"),
        pytest.param(f"{HEADER}\r\n{ROW}\r\n{ROW}\n", 3, "end in another way", id="mixed line ends"),
        pytest.param(f"{HEADER}\n{ROW}\rSam,a@example.org,UTC\n", 2, "end in another way", id="a stray line end"),
    ],
)
def test_a_hostile_file_is_refused_in_one_clear_line(content: str | bytes, line: int, named: str) -> None:
    table = read_table("mentee", content if isinstance(content, bytes) else content.encode())
    assert table.rows == []
    assert [(problem.line, problem.column) for problem in table.problems] == [(line, "")]
    assert named in table.problems[0].reason
