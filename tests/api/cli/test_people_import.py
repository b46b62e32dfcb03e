"""People from a spreadsheet: everyone or nobody, and every wrong row named."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from data.db import reading
from data.store import audit
from tests.api.cli.running import BAD_INPUT, counts, refused, run, run_for_json, run_well, statements, write_csv
from tests.api.schemas.workbooks import workbook
from tests.conftest import KEYS, SECRET, answer
from tests.making import Making

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"
SAM = {
    "external_id": "P-1",
    "status": "waiting",
    "consents": "matching:paper:2026-11-01",
    "identity.preferred_name": "Sam",
    "identity.email": "sam@example.org",
    "availability.time_zone": "America/Chicago",
    "availability.weekly": "tue 18:00-20:00;sun 22:00-24:00",
    "interests": "hiking;own:sourdough",
    "goals": "none",
    "background.gender": "",
    "about": "Two lines,\nand “quotes”.",
}
ALEX = {**SAM, "external_id": "P-2", "identity.preferred_name": "Alex", "identity.email": "alex@example.org"}
TAKEN = "This id is somebody else's already."


def _import(file: str, *more: str, slug: str = "harbor", role: str = "mentee") -> list[str]:
    return ["people", "import", file, "--program", slug, "--role", role, *more]


def _all_of(terminal: int) -> str:
    """What was shown there, after everyone who could show more has gone."""
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # how a terminal says that its other end is closed
        pass
    finally:
        os.close(terminal)
    return shown.decode()


def _lines(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("line ")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def test_everyone_in_the_file_is_added_as_they_said(app: Flask, make: Making, file: Path) -> None:
    assert run_well(app, *_import(write_csv(file, [SAM, ALEX]))) == "2 added.\n"
    client = make.client()
    rows = answer(client.get("/mentees?status=waiting"), 200)["items"]
    assert sorted(row["preferred_name"] for row in rows) == ["Alex", "Sam"]
    sam = answer(client.get(f"/mentees/{next(row['id'] for row in rows if row['preferred_name'] == 'Sam')}"), 200)
    assert sam["external_id"] == "P-1"
    assert sam["availability"]["weekly"] == [
        {"day": "tue", "from": "18:00", "to": "20:00"},
        {"day": "sun", "from": "22:00", "to": "24:00"},
    ]
    assert (sam["interests"], sam["goals"]) == (["hiking", "own:sourdough"], [])
    assert (sam["background"]["gender"], sam["background"]["shared"]) == (None, None)
    assert sam["about"] == SAM["about"]


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_the_sample_files_can_be_imported(app: Flask, make: Making, role: str) -> None:
    file = SAMPLES / f"{role}s.csv"
    before = counts(app)
    run_well(app, *_import(str(file), role=role))
    added = counts(app)[f"{role}s"] - before[f"{role}s"]
    assert added == counts(app)["sealed_identities"] > 10


def test_a_workbook_is_known_by_what_it_is_and_not_by_its_name(app: Flask, make: Making, file: Path) -> None:
    file.write_bytes(workbook(list(SAM), list(SAM.values()), [*ALEX.values()]))
    assert run_well(app, *_import(str(file), "--dry-run")) == "2 rows are fine; nothing was changed.\n"
    assert run_well(app, *_import(str(file))) == "2 added.\n"
    assert _lines(refused(app, *_import(str(file))))[1] == f"line 3, external_id: {TAKEN}"


def test_three_hundred_take_no_more_statements_than_three(app: Flask, make: Making, file: Path) -> None:
    sent = []
    for count in (3, 300):
        rows = [{**SAM, "external_id": f"{count}-{number}"} for number in range(count)]
        path = write_csv(file, rows)
        with statements(app) as each:
            run_well(app, *_import(path))
        sent.append(len(each))
    assert sent[0] == sent[1] < 25
    with app.app_context(), reading(None):
        last = audit.entries(make.program_id)[-601:]
    assert [entry.act for entry in last] == ["consent_given", "mentee_created"] * 300 + ["mentees_imported"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_bar_shows_how_far_it_is_on_a_terminal_only(database_url: str, app: Flask, make: Making, file: Path) -> None:
    """Seen as an operator sees it: the command in a process of its own, with a terminal for its errors."""
    path = write_csv(file, [SAM, ALEX])
    settings = {"DATABASE_URL": database_url, "KEYS": KEYS, "SECRET_KEY": SECRET}
    environment = {**os.environ, **{f"ALONGSIDE_{name}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *_import(path, "--dry-run")]
    terminal, its_end = pty.openpty()
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=its_end, env=environment, cwd=ROOT, check=True)
    os.close(its_end)
    shown = _all_of(terminal)
    assert said.stdout == b"2 rows are fine; nothing was changed.\n"
    assert re.search(r"Checking .*2/2", shown) and re.search(r"Writing .*2/2", shown)
    assert run(app, *_import(path, "--dry-run")).stderr == ""


def test_a_byte_order_mark_is_no_part_of_the_first_column(app: Flask, make: Making, file: Path) -> None:
    assert run_well(app, *_import(write_csv(file, [SAM], bom=True))) == "1 added.\n"


def test_each_wrong_row_is_named_by_line_column_and_reason_and_nobody_is_added(
    app: Flask, make: Making, file: Path
) -> None:
    rows = [
        SAM,
        {**ALEX, "availability.time_zone": "Mars/Olympus", "interests": "hiking;no_such_thing"},
        {**ALEX, "external_id": "P-3"},
        {**ALEX, "external_id": "P-4", "identity.preferred_name": "", "consents": "matching:telepathy:2026-11-01"},
    ]
    lines = _lines(said := refused(app, *_import(write_csv(file, rows))))
    # A row begins where its first cell does: each has a line break in `about`, and so two physical lines.
    assert sorted(line.split(":")[0] for line in lines) == [
        "line 4, availability.time_zone",
        "line 4, interests",
        "line 8, consents",
        "line 8, identity.preferred_name",
    ]
    assert all(line.split(": ", 1)[1] for line in lines)
    assert "Nothing was imported: 4 to mend." in said


def test_wrong_rows_are_told_as_json_too(app: Flask, make: Making, file: Path) -> None:
    before = counts(app)
    result = run(app, *_import(write_csv(file, [SAM, {**ALEX, "status": "matched"}]), "--json"))
    assert (result.exit_code, result.stderr) == (BAD_INPUT, "")
    told = json.loads(result.stdout)
    assert told["imported"] == 0
    assert [(row["line"], row["column"]) for row in told["wrong"]] == [(4, "status")]
    assert told["wrong"][0]["reason"]
    assert counts(app) == before


def test_json_tells_how_many_were_added(app: Flask, make: Making, file: Path) -> None:
    assert run_for_json(app, *_import(write_csv(file, [SAM, ALEX]))) == {"imported": 2, "wrong": []}


@pytest.mark.parametrize("as_json", [True, False])
def test_a_trial_changes_nothing(app: Flask, make: Making, file: Path, as_json: bool) -> None:
    path, before = write_csv(file, [SAM, ALEX]), counts(app)
    said = run_well(app, *_import(path, "--dry-run", *(["--json"] if as_json else [])))
    if as_json:
        assert json.loads(said) == {"imported": 0, "wrong": []}
    else:
        assert said == "2 rows are fine; nothing was changed.\n"
    assert counts(app) == before
    assert run_well(app, *_import(path)) == "2 added.\n"


def test_a_trial_names_wrong_rows_like_the_import_itself(app: Flask, make: Making, file: Path) -> None:
    path = write_csv(file, [SAM, {**ALEX, "status": "matched"}])
    assert refused(app, *_import(path, "--dry-run")) == refused(app, *_import(path))


def test_an_external_id_twice_in_the_file_is_named_with_its_first_line(app: Flask, make: Making, file: Path) -> None:
    said = refused(app, *_import(write_csv(file, [SAM, {**ALEX, "external_id": "P-1"}])))
    assert _lines(said) == ["line 4, external_id: Line 2 has the same external_id."]


def test_importing_again_adds_nobody_twice(app: Flask, make: Making, file: Path) -> None:
    path = write_csv(file, [SAM, ALEX])
    run_well(app, *_import(path))
    wanted = [f"line {line}, external_id: {TAKEN}" for line in (2, 4)]
    assert _lines(refused(app, *_import(path))) == wanted
    assert _lines(refused(app, *_import(path, "--dry-run"))) == wanted


def test_an_external_id_is_unique_per_program_and_role_only(app: Flask, make: Making, file: Path) -> None:
    Making(app, "elsewhere")
    path = write_csv(file, [SAM])
    for slug, role in (("harbor", "mentee"), ("harbor", "mentor"), ("elsewhere", "mentee")):
        content: Mapping[str, str] = {**SAM, "status": "active" if role == "mentor" else "waiting"}
        assert run_well(app, *_import(write_csv(file, [content]), slug=slug, role=role)) == "1 added.\n"
    assert TAKEN in refused(app, *_import(path, slug="elsewhere"))


def test_people_without_an_external_id_are_added_each(app: Flask, make: Making, file: Path) -> None:
    rows = [{**SAM, "external_id": ""}, {**ALEX, "external_id": ""}]
    assert run_well(app, *_import(write_csv(file, rows))) == "2 added.\n"


def test_many_wrong_rows_are_counted_and_the_first_fifty_shown(app: Flask, make: Making, file: Path) -> None:
    rows = [{**SAM, "external_id": f"P-{number}", "status": "matched"} for number in range(60)]
    said = refused(app, *_import(write_csv(file, rows)))
    assert len(_lines(said)) == 50
    assert "Nothing was imported: 60 to mend. The first 50 are shown." in said


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "line 1, the row: The file is empty."),
        (b"identity.preferred_name;availability.time_zone\n", "commas"),
        (b"identity.preferred_name,shoe_size\nSam,42\n", "line 1, shoe_size: There is no such column."),
        (b"identity.preferred_name\nS\xe4m\n", "line 2, the row: The file is not UTF-8."),
        (b"PK\3\4 and no more", "line 1, the row: This workbook is damaged."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(
    app: Flask, make: Making, file: Path, content: bytes, named: str
) -> None:
    file.write_bytes(content)
    assert named in refused(app, *_import(str(file)))


def test_an_unknown_program_a_role_or_a_file_that_is_not_there_is_refused(app: Flask, make: Making, file: Path) -> None:
    assert "'nowhere'" in refused(app, *_import(write_csv(file, [SAM]), slug="nowhere"))
    assert "coordinator" in refused(app, *_import(str(file), role="coordinator"))
    assert "does not exist" in refused(app, *_import(str(file.with_name("none.csv"))))


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_the_template_is_the_header_of_the_sample(app: Flask, role: str) -> None:
    header = (SAMPLES / f"{role}s.csv").read_text("utf-8").splitlines()[0]
    assert run_well(app, "people", "template", "--role", role) == header + "\n"


def test_an_import_is_written_down_without_anybody_s_words(app: Flask, make: Making, file: Path) -> None:
    run_well(app, *_import(write_csv(file, [SAM])))
    with app.app_context(), reading(None):
        last: Any = audit.entries(make.program_id)[-1]
        assert (last.act, last.role, last.why, last.subject_id) == (
            "mentees_imported",
            "system",
            "people_import",
            make.program_id,
        )
