"""People as a file: the same people when they come in elsewhere, in a file that is for the operator alone."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask

from api.schemas.spreadsheet import read_table
from data.db import reading
from data.store import audit
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.cli.running import counts, refused, run, run_for_json, run_well, statements
from tests.conftest import answer
from tests.making import Making

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
# A name that a spreadsheet would run, in each of the ways that they start.
FORMULAS = ["=1+1", "+1 555", "-2", "@sum(A1)", "＝1", "'=1", '"=1', "_x0041_", "#N/A", "x=1"]


def _export(*more: str, role: str = "mentee", slug: str = "harbor") -> list[str]:
    return ["people", "export", "--program", slug, "--role", role, *more]


def _import(app: Flask, file: Path, slug: str, role: str = "mentee") -> None:
    run_well(app, "people", "import", str(file), "--program", slug, "--role", role)


def _people(app: Flask, slug: str, role: str = "mentee") -> list[dict[str, str]]:
    """All cells of everyone, in an order that does not come from their ids."""
    rows: list[dict[str, str]] = run_for_json(app, *_export(role=role, slug=slug))
    return sorted(rows, key=lambda row: [*row.values()])


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_the_whole_sample_comes_in_elsewhere_as_the_same_people(
    app: Flask, make: Making, tmp_path: Path, role: str
) -> None:
    _import(app, SAMPLES / f"{role}s.csv", "harbor", role)
    here = _people(app, "harbor", role)
    assert len(here) > 60
    for form in ("csv", "xlsx"):
        Making(app, form)
        file = tmp_path / f"people.{form}"
        assert run_well(app, *_export("--output", str(file), role=role)) == ""
        _import(app, file, form, role)
        assert _people(app, form, role) == here


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nothing_that_people_wrote_is_run_by_a_spreadsheet_and_all_of_it_is_kept(
    app: Flask, make: Making, tmp_path: Path, form: str
) -> None:
    for name in FORMULAS:
        identity = {"preferred_name": name, "phone": "+1 312 555 0100"}
        make.mentee(identity=identity, about=f"{name}\n{name}", may_tell=["goals"])
    file = tmp_path / f"people.{form}"
    run_well(app, *_export("--output", str(file)))
    if form == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(file).worksheets[0].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
        assert [cell.value for cell in cells if str(cell.value)[:1] in tuple("=+-@＝")] == []
    Making(app, "elsewhere")
    _import(app, file, "elsewhere")
    assert _people(app, "elsewhere") == _people(app, "harbor")
    client = make.client()
    names = {row["preferred_name"] for row in answer(client.get("/mentees"), 200)["items"]}
    assert names == set(FORMULAS)


def test_who_has_a_match_or_agreed_more_than_once_can_come_in_elsewhere(
    app: Flask, make: Making, tmp_path: Path
) -> None:
    """A match stays where it was made; so do consents that are bound to one, and those that were taken back."""
    mentee_id = make.mentee(external_id="P-1", may_tell=["goals"])
    make.match(MatchState.INTRODUCED, mentee_id=mentee_id)
    mentee, path = make.client_of(Kind.MENTEE, mentee_id), f"/mentees/{mentee_id}/consents"
    given = {
        purpose: answer(mentee.post(path, {"purpose": purpose, "how": "online"}), 201)
        for purpose in ("matching", "messages", "research")
    }
    answer(mentee.post(f"{path}/{given['research']['id']}/revocation"), 200)
    (row,) = _people(app, "harbor")
    day = given["matching"]["given_on"]
    assert (row["status"], row["consents"]) == ("waiting", f"matching:online:{day};messages:online:{day}")
    Making(app, "elsewhere")
    file = tmp_path / "people.xlsx"
    run_well(app, *_export("--output", str(file)))
    _import(app, file, "elsewhere")
    assert _people(app, "elsewhere") == [row]


def test_a_file_is_new_and_for_its_owner_alone(app: Flask, make: Making, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    make.mentee()
    run_well(app, *_export("--output", str(file)))
    assert file.stat().st_mode & 0o777 == 0o600
    before, written = counts(app), file.read_bytes()
    assert "already" in refused(app, *_export("--output", str(file)))
    assert "already" in refused(app, "people", "template", "--role", "mentee", "--output", str(file))
    assert "can't be written" in refused(app, *_export("--output", str(tmp_path / "none" / "people.csv")))
    assert (counts(app), file.read_bytes()) == (before, written)
    assert "'nowhere'" in refused(app, *_export("--output", str(tmp_path / "other.csv"), slug="nowhere"))
    assert list(tmp_path.iterdir()) == [file]


def test_printed_is_what_a_file_would_hold_and_json_names_neither(app: Flask, make: Making, tmp_path: Path) -> None:
    make.mentee(about="Ł, “ł”\nand more")
    file = tmp_path / "people.csv"
    run_well(app, *_export("--output", str(file)))
    assert run_well(app, *_export()).encode() == file.read_bytes()
    assert len(read_table("mentee", run(app, *_export("--format", "xlsx")).stdout_bytes).rows) == 1
    for more in (["--format", "xlsx"], ["--output", str(tmp_path / "other.csv")]):
        assert "--json" in refused(app, *_export("--json", *more))


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_a_template_in_either_form_is_the_header_and_nobody(
    app: Flask, make: Making, tmp_path: Path, role: str
) -> None:
    header = run_well(app, "people", "template", "--role", role).strip().split(",")
    file = tmp_path / "template.xlsx"
    run_well(app, "people", "template", "--role", role, "--format", "xlsx", "--output", str(file))
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert rows == [tuple(header)]
    said = run_well(app, "people", "import", str(file), "--program", "harbor", "--role", role)
    assert said == "0 added.\n"


def test_an_export_is_written_down_and_looks_no_more_often_for_many(app: Flask, make: Making) -> None:
    sent = []
    for more in (1, 20):
        for _ in range(more):
            make.mentee()
        with statements(app) as each:
            run_well(app, *_export())
        sent.append(len(each))
    assert sent[0] == sent[1]
    with app.app_context(), reading(None):
        last: Any = audit.entries(make.program_id)[-1]
        assert (last.act, last.why, last.subject_id) == ("mentees_exported", "people_export", make.program_id)
