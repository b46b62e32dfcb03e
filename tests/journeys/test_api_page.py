"""docs/api.md, run as it is written, in curl and in Python, against the service that `make run` starts."""

import re
import subprocess
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def _code(language: str) -> str:
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))


def _run(command: list[str], copy: Path, environment: dict[str, str], printed: str) -> str:
    found = re.search(r"casey@harbor.example.org +(\S{20})$", printed, re.MULTILINE)
    assert found is not None
    told = {**environment, "CASEY_PASSWORD": found[1]}
    result = subprocess.run(command, cwd=copy, env=told, capture_output=True, text=True, timeout=100, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_page_works_as_written(started: Path, copy: Path, environment: dict[str, str]) -> None:
    printed = started.read_text()
    said = _run(["bash", "-c", "set -euo pipefail\n" + _code("sh")], copy, environment, printed)
    for words in ("Suicidio", "mentor_accepted", "introduced", '"confirm"', "changed_meanwhile"):
        assert words in said or words.replace('"', "") in said, words
    said = _run([".venv/bin/python", "-W", "error", "-c", _code("python")], copy, environment, printed)
    for words in ("people are waiting", "confirmed until", "invalid_transition", "coordinator withdraw closed"):
        assert words in said, (words, said)
