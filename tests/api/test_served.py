"""What a server process has loaded when it takes its first request."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KEYS, SECRET

LOADED = "import sys, wsgi; print('sklearn.feature_extraction.text' in sys.modules)"


@pytest.mark.parametrize(("by", "loaded"), [({}, "True"), ({"FLASK_RUN_FROM_CLI": "true"}, "False")])
def test_a_server_has_loaded_what_matching_needs_and_the_command_line_has_not(
    tmp_path: Path, by: dict[str, str], loaded: str
) -> None:
    settings = {
        "ALONGSIDE_DATABASE_URL": f"sqlite:///{tmp_path}/there.sqlite",
        "ALONGSIDE_KEYS": KEYS,
        "ALONGSIDE_SECRET_KEY": SECRET,
    }
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=os.environ | settings | by, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == loaded
