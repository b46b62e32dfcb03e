"""``check``, as whoever runs the service types it: an exit code and one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KEYS, SECRET

ROOT = Path(__file__).parents[3]
SET = {"ALONGSIDE_KEYS": KEYS, "ALONGSIDE_SECRET_KEY": SECRET}


def _flask(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=ROOT,
        env={**others, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _one_line(run: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in run.stderr
    lines = run.stderr.splitlines()
    assert len(lines) == 1, run.stderr
    return lines[0]


def test_all_is_well_on_a_migrated_database(database_url: str) -> None:
    run = _flask("check", ALONGSIDE_DATABASE_URL=database_url, **SET)
    assert (run.returncode, run.stderr) == (0, "")


def test_before_the_migrations_it_says_what_to_run_and_afterwards_all_is_well(tmp_path: Path) -> None:
    url = {"ALONGSIDE_DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite'}", **SET}
    before = _flask("check", **url)
    assert before.returncode == 1
    assert "flask --app wsgi db upgrade" in _one_line(before)
    assert _flask("db", "upgrade", **url).returncode == 0
    assert _flask("check", **url).returncode == 0


@pytest.mark.parametrize(
    "url", ["sqlite:///{folder}/away/there.sqlite", "postgresql://nobody@/none?host={folder}/away"]
)
def test_a_database_that_is_away_is_said_to_be(tmp_path: Path, url: str) -> None:
    run = _flask("check", ALONGSIDE_DATABASE_URL=url.format(folder=tmp_path), **SET)
    assert run.returncode == 1
    assert "Is the database running?" in _one_line(run)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, ["ALONGSIDE_KEYS", "ALONGSIDE_SECRET_KEY"]),
        ({"ALONGSIDE_KEYS": KEYS}, ["ALONGSIDE_SECRET_KEY"]),
        ({"ALONGSIDE_KEYS": KEYS, "ALONGSIDE_SECRET_KEY": ""}, ["ALONGSIDE_SECRET_KEY"]),
        ({"ALONGSIDE_SECRET_KEY": SECRET}, ["ALONGSIDE_KEYS"]),
        ({**SET, "ALONGSIDE_SECRET_KEY": "short"}, ["ALONGSIDE_SECRET_KEY", "32 characters"]),
        ({**SET, "ALONGSIDE_KEYS": "a:bm90IDMyIGJ5dGVz"}, ["ALONGSIDE_KEYS", "32 bytes"]),
        ({**SET, "ALONGSIDE_KEYS": "nonsense"}, ["ALONGSIDE_KEYS"]),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named_in_one_line(
    tmp_path: Path, environment: dict[str, str], named: list[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'none.sqlite'}"
    run = _flask("check", ALONGSIDE_DATABASE_URL=url, **environment)
    assert run.returncode not in (0, None)
    said = _one_line(run)
    assert [name for name in named if name not in said] == []
    assert "bm90IDMy" not in said


@pytest.mark.parametrize("url", ["nonsense", "mysql://somebody@somewhere/db", "sqlite:"])
def test_an_address_of_a_database_that_cannot_be_read_is_named_in_one_line(url: str) -> None:
    run = _flask("check", ALONGSIDE_DATABASE_URL=url, **SET)
    assert run.returncode != 0
    assert "ALONGSIDE_DATABASE_URL" in _one_line(run)
