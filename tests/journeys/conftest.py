"""The service as `make run` starts it, in a copy of the repository."""

import os
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
