"""The README's tour, run line by line against the service that `make run` starts."""

import re
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS_FOR_MAILS = 60


def _tour() -> str:
    readme = (ROOT / "README.md").read_text()
    section = readme.split("## A five-minute tour by curl")[1].split("\n## ")[0]
    return "\n".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL))


def test_the_tour_of_the_readme_works_as_written(started: Path, copy: Path, environment: dict[str, str]) -> None:
    script = "set -euo pipefail\n" + _tour()
    result = subprocess.run(
        ["bash", "-c", script], cwd=copy, env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    for said in (
        "988",
        "833-846-5669",
        "Marisol",
        "common",
        '"state": "answered"',
        '"state": "introduced"',
        '"channels"',
    ):
        assert said in result.stdout or said.replace(": ", ":") in result.stdout, said
    _wait_for_mails(copy / "instance" / "mail")


def _wait_for_mails(folder: Path) -> None:
    """The two who were asked, and then introduced, are told of each by mail."""
    ends = time.monotonic() + SECONDS_FOR_MAILS
    while len(list(folder.glob("*.eml"))) < 4:
        assert time.monotonic() < ends, sorted(folder.glob("*"))
        time.sleep(0.1)


def test_the_first_start_prints_a_ranked_list_who_can_sign_in_and_what_to_try(started: Path) -> None:
    printed = started.read_text()
    assert "has waited longest" in printed
    assert len(re.findall(r"^  \d\. ", printed, re.MULTILINE)) >= 3
    roles = re.findall(r"^  (administrator|coordinator|mentor|mentee) +\S+@\S+ +\S{20}$", printed, re.MULTILINE)
    assert sorted(roles) == ["administrator", "coordinator", "coordinator", "mentee", "mentee", "mentor", "mentor"]
    assert printed.count("curl -s") == 3
    assert re.search(r"^Mails go to .*/instance/mail$", printed, re.MULTILINE)


def test_the_keys_of_a_local_start_are_readable_by_their_owner_alone(started: Path, copy: Path) -> None:
    assert (copy / "instance" / "local.env").stat().st_mode & 0o777 == 0o600
