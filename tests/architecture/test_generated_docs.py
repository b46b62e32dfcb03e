"""The pages of docs/ that are printed from the code say what the code says. ``make docs`` prints them anew."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from api import policy
from api.cli import docs
from api.services import who_may
from api.settings import PREFIX, Settings
from matcher.lifecycle import MATCH, MENTEE, MENTOR, Transition

PAGES = ("lifecycle.md", "permissions.md", "settings.md")


def test_these_pages_are_printed() -> None:
    assert tuple(docs.PAGES) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_not_stale(name: str) -> None:
    page = docs.FOLDER / name
    assert page.is_file() and page.read_text(encoding="utf-8") == docs.pages()[name], f"docs/{name} is stale: make docs"


def test_the_command_writes_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    outcome = CliRunner().invoke(docs.write)
    assert outcome.exit_code == 0, outcome.output
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == docs.pages()


@pytest.mark.parametrize("name", PAGES)
def test_every_row_of_a_table_has_the_cells_of_its_head(name: str) -> None:
    blocks = [block.splitlines() for block in docs.pages()[name].split("\n\n") if block.startswith("|")]
    assert blocks
    for head, *rows in blocks:
        assert {row.count(" | ") for row in rows} == {head.count(" | ")}


def test_every_transition_has_an_arrow_and_a_row() -> None:
    page = docs.pages()["lifecycle.md"]
    arrows = [line.strip() for line in page.splitlines() if " --> " in line]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| ")]
    transitions: list[Transition[Any, Any]] = [*MATCH.transitions, *MENTEE.transitions, *MENTOR.transitions]
    for row in transitions:
        assert any(
            arrow.startswith(f"{row.source} --> {row.target}: {row.action} (") and row.by in arrow for arrow in arrows
        )
        assert any(
            cells[0] == row.action
            and row.by in cells[1]
            and row.source in cells[2].split(", ")
            and cells[-1] == row.target
            for cells in rows
        )


def test_every_permission_and_every_rule_is_told() -> None:
    page = docs.pages()["permissions.md"]
    assert [each for each in policy.Permission if f"| {each} |" not in page] == []
    used = {rule for groups in policy.RULES.values() for group in groups for rule in group}
    assert used <= set(who_may.RULES_IN_WORDS) | who_may.OF_THE_ROLE


def test_every_setting_is_told_and_read_from_the_environment() -> None:
    page = docs.pages()["settings.md"]
    names = [f"{PREFIX}{each.name.upper()}" for each in fields(Settings)]
    assert [name for name in names if f"| `{name}` |" not in page] == []
    assert [each.name for each in fields(Settings) if not each.metadata["help"].endswith(".")] == []
    given = {name: f"what was given for {name}, in more than 32 characters" for name in names}
    numbers = [each for each in fields(Settings) if isinstance(each.default, int)]
    given |= {f"{PREFIX}{each.name.upper()}": str(at) for at, each in enumerate(numbers, start=7)}
    read = Settings.from_env(given)
    assert {f"{PREFIX}{each.name.upper()}": str(getattr(read, each.name)) for each in fields(Settings)} == given
    assert all(isinstance(getattr(read, each.name), int) for each in numbers)
