"""The README's tour, run line by line against the service that `make run` starts, in a copy of the repository."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("api", "data", "matcher", "wsgi.py")
SECONDS_TO_START = 60


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What the service is made of, in a folder of its own, with the environment that the tests run in."""
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number


@pytest.fixture
def environment(port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    return {**kept, "PORT": str(port), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def started(copy: Path, environment: dict[str, str], port: int) -> Iterator[Path]:
    """The file with what `make run` printed."""
    printed = copy / "printed.txt"
    with printed.open("w") as output:
        command = [".venv/bin/python", "-m", "api.cli.local"]
        process = subprocess.Popen(command, cwd=copy, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", process, printed)
            yield printed
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes], printed: Path) -> None:
    ends = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urlopen(url):  # noqa: S310 (our own address)
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"the service did not start:\n{printed.read_text()}")


def _tour() -> str:
    readme = (ROOT / "README.md").read_text()
    section = readme.split("## A five-minute tour")[1].split("\n## ")[0]
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
    ends = time.monotonic() + SECONDS_TO_START
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
