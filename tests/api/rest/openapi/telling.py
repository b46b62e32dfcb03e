"""The story of the examples, told to the service: each step is sent as it is written, and answered for real.

``python -m tests.api.rest.openapi.telling`` writes today's answers into the chapters, to be read over and committed.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask

from api.rest.openapi import examples
from api.rest.openapi.examples import SYMBOL, Step
from api.services import programs
from data.db import transaction
from data.store import accounts
from data.store.people import Kind
from tests.making import Client, Making

NOW = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)
FOLDER = Path(examples.__file__).with_name("examples")
# Whatever is new each time.
ID = re.compile(r"[0-9a-f]{32}|[A-Za-z0-9_-]{43}")
SECRET = f"{SYMBOL}invitation.secret"
PEOPLE = {"mentee": (Kind.MENTEE, "sam@example.org"), "mentor": (Kind.MENTOR, "ana@example.org")}
COORDINATOR_TOKEN = f"{SYMBOL}create_token.token"


class Telling:
    """``real`` has, by its symbol, each id that was seen. A second passes with each step."""

    def __init__(self, make: Making, document: dict[str, Any]) -> None:
        self._make = make
        self._paths = {
            described["operationId"]: (verb, path)
            for path, item in document["paths"].items()
            for verb, described in item.items()
        }
        self.real: dict[str, str] = {SECRET: self._invitation()}
        self._tokens: dict[str, str] = {}
        self._times: Counter[str] = Counter()

    def tell(self, step: Step) -> Step:
        """The step with what is answered today."""
        operation = step["operation"]
        self._times[operation] += 1
        place = operation if self._times[operation] == 1 else f"{operation}-{self._times[operation]}"
        response = self.send(self.sent(step))
        body = response.get_json(silent=True)
        told = {name: value for name, value in step.items() if name != "response"} | {"status": response.status_code}
        if body is not None:
            written = self._as_written(body, place)
            told |= {"response": written} if step.get("keeps_answer", True) else {}
        return told

    def send(self, step: Step) -> Any:
        verb, path = self._paths[step["operation"]]
        body = {"json": step["request"]} if "request" in step else {}
        return self._client(step["by"]).send(
            verb.upper(),
            path.format(**step.get("path", {})),
            query_string=step.get("query"),
            headers=step.get("headers", {}),
            **(body | step.get("options", {})),
        )

    def sent(self, written: Any) -> Any:
        """With the ids of today."""
        if isinstance(written, dict):
            return {name: self.sent(value) for name, value in written.items() if name != "response"}
        if isinstance(written, list):
            return [self.sent(value) for value in written]
        return self.real.get(written, written) if isinstance(written, str) else written

    def _as_written(self, real: Any, place: str) -> Any:
        if isinstance(real, dict):
            return {name: self._as_written(value, f"{place}.{name}") for name, value in real.items()}
        if isinstance(real, list):
            return [self._as_written(value, f"{place}.{number}") for number, value in enumerate(real)]
        if not isinstance(real, str) or not ID.fullmatch(real):
            return real
        known = next((symbol for symbol, seen in self.real.items() if seen == real), None)
        if known is None:
            known = SYMBOL + place
            self.real[known] = real
        return known

    def _client(self, by: str) -> Client:
        return Client(self._make.app.test_client(), None if by == "nobody" else self._token(by))

    def _token(self, by: str) -> str:
        if by == "coordinator":
            return self.real[COORDINATOR_TOKEN]
        if by not in self._tokens:
            self._tokens[by] = self._new_token(by)
        return self._tokens[by]

    def _new_token(self, by: str) -> str:
        if by == "administrator":
            return self._make.token(self._make.administrator_email)
        kind, email = PEOPLE[by]
        with self._make.app.app_context(), transaction(self._make.program_id):
            account = accounts.add(email, datetime.now(UTC))
            own = {f"{kind.value}_id": self.real[f"{SYMBOL}create_{kind.value}.id"]}
            accounts.add_membership(account, self._make.program_id, kind.value, datetime.now(UTC), **own)
        return self._make.token(email)

    def _invitation(self) -> str:
        act = self._make.system()
        with self._make.app.app_context(), transaction(self._make.program_id):
            account = accounts.by_email(self._make.coordinator_email)
            assert account is not None
            for membership, _ in accounts.memberships(account.id):
                # The first two of the staff came in one act, and a list of them is to read the same each time.
                membership.created_at -= timedelta(minutes=1)
            return programs.invite(act, account.id)


def tell_all(app: Flask, document: dict[str, Any]) -> Iterator[tuple[str, Step, Step]]:
    """(chapter, the step as it is written, the step as it is answered today)"""
    with time_machine.travel(NOW, tick=False) as now:
        telling = Telling(Making(app), document)
        for name, steps in examples.chapters().items():
            for step in steps:
                now.shift(1)
                yield name, step, telling.tell(step)


def write_today(app: Flask, document: dict[str, Any]) -> None:
    chapters: dict[str, list[Step]] = {}
    for name, _, told in tell_all(app, document):
        chapters.setdefault(name, []).append(told)
    for name, steps in chapters.items():
        (FOLDER / name).write_text(json.dumps(steps, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    from flask_migrate import upgrade

    from api.app import create_app
    from api.rest.openapi.serving import document
    from tests.conftest import settings

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(f"sqlite:///{folder}/story.sqlite"))
        with app.app_context():
            upgrade()
            described = document()
        write_today(app, described)


if __name__ == "__main__":
    main()
