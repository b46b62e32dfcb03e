"""Schemathesis against the service as it runs, as one of its people."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.making import Making

ROOT = Path(__file__).parents[4]
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method",
    "allow_header_conformance",
)  # fmt: skip
# Whoever sends these is signed out for the rest of the run.
SIGNS_OUT = ("end_all_tokens", "end_current_token", "end_token", "put_own_password")
SAID_AT_MOST = 20_000


class Quiet(WSGIRequestHandler):
    def log(self, *args: Any, **kwargs: Any) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of this very app, so that the watch over every test sees what is answered here."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class People:
    """A program with people and matches in every state, and what is theirs."""

    def __init__(self, make: Making) -> None:
        client = make.client()
        mentee_id, mentor_id = make.mentee(), make.mentor()
        for state in MatchState:
            make.match(state)
        run = client.get(f"/mentees/{mentee_id}/suggestions").get_json()
        apart = {"mentee_id": make.mentee(), "mentor_id": make.mentor()}
        pair = client.post("/kept-apart", apart).get_json()
        self.ids = {
            "mentee_id": mentee_id,
            "mentor_id": mentor_id,
            "match_id": make.match(mentee_id=mentee_id, mentor_id=mentor_id),
            "run_id": run["run_id"],
            "pair_id": pair["id"],
            "slug": "harbor",
        }
        self.people = {"mentees": mentee_id, "mentors": mentor_id}
        self.consents = {
            kind: client.get(f"/{kind}/{person_id}/consents").get_json()["items"][0]["id"]
            for kind, person_id in self.people.items()
        }
        self.tokens = {
            "nobody": "of-nobody",
            "administrator": make.token(make.administrator_email),
            "coordinator": make.token(make.coordinator_email),
            "mentee": make.token_of(Kind.MENTEE, mentee_id),
            "mentor": make.token_of(Kind.MENTOR, mentor_id),
        }


def write_settings(path: Path, people: People) -> None:
    """Ids that there are, so that more is reached than 404; any version may be edited."""
    parameters = {f"path.{name}": value for name, value in people.ids.items()} | {"header.If-Match": "*"}
    parts = ["[parameters]", *(f"{json.dumps(name)} = {json.dumps(value)}" for name, value in parameters.items())]
    for kind, person_id in people.people.items():
        parts += [
            "[[operations]]",
            f"include-path-regex = '^/{kind}/.person_id'",
            f'parameters = {{ "path.person_id" = "{person_id}", "path.consent_id" = "{people.consents[kind]}" }}',
        ]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def fuzz(address: str, people: People, role: str, folder: Path, *options: str) -> str:
    """What schemathesis found; empty when nothing."""
    settings = folder / "schemathesis.toml"
    write_settings(settings, people)
    result = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "run",
            f"{address}/api/v1/openapi.json", "--origin", address, "--no-color", "--checks", ",".join(CHECKS),
            "--header", f"Authorization: Bearer {people.tokens[role]}", *options,
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.api.rest.openapi.schemathesis_hooks"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert "Tested:" in result.stdout, result.stdout + result.stderr
    return "" if result.returncode == 0 else result.stdout[-SAID_AT_MOST:]


def theirs(document: dict[str, Any], role: str) -> list[str]:
    """What someone of this role may ask, as options."""
    who = "anyone" if role == "nobody" else role
    names = [
        described["operationId"]
        for item in document["paths"].values()
        for described in item.values()
        if any(each.split()[0] == who for each in described["x-who-may"])
    ]
    return [part for name in names if name not in SIGNS_OUT for part in ("--include-operation-id", name)]


def everything() -> list[str]:
    return [part for name in SIGNS_OUT for part in ("--exclude-operation-id", name)]
