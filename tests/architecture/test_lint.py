"""The agreed style, as ruff knows it from pyproject.toml. `make format` mends most of what this finds."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("words", ["check", "format --check"])
def test_the_code_is_in_the_agreed_style(words: str) -> None:
    command = [sys.executable, "-m", "ruff", *words.split(), "."]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, f"{outcome.stdout}\n{outcome.stderr}"
