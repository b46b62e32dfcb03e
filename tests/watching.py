"""Guards over every test that asks the app.

A signed-in success asked the policy, for what its view says; a GET writes nothing of its own; every answer is what the
OpenAPI document says of it.
"""

from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, current_app, g, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from api import policy
from api.auth import is_public
from api.errors import PROBLEM
from api.rest.openapi.serving import document
from data.db import db
from tests.conformance import Conformance

# What a look may leave behind: the list it showed, and the audit of the look.
WRITTEN_BY_A_LOOK = {"runs", "audit", "audit_heads", "browser_sessions"}
ASKING = ("require", "require_on", "visible")
UNTOLD = "tests.untold"
REACHED = "tests.reached"


def watch(app: Flask) -> None:
    for name in ASKING:
        asks = getattr(policy, name)
        if not hasattr(asks, "noted"):
            setattr(policy, name, _noting(asks))
    app.after_request(_check_policy_was_asked)
    app.extensions[UNTOLD] = []
    app.extensions[REACHED] = set()
    _watch_answers(app)
    if not event.contains(Session, "before_flush", _check_a_get_writes_nothing):
        event.listen(Session, "before_flush", _check_a_get_writes_nothing)


def untold(app: Flask) -> list[str]:
    """What the document did not say of the answers since this was asked last."""
    found: list[str] = app.extensions.get(UNTOLD, [])
    told = found[:]
    found.clear()
    return told


def _watch_answers(app: Flask) -> None:
    """As they go out: after every header was added."""
    finish = app.process_response
    conformance: list[Conformance] = []

    def finished(response: Response) -> Response:
        response = finish(response)
        if request.path.startswith("/api/v1/") and not response.direct_passthrough:
            if not conformance:
                conformance.append(Conformance(document()))
            where = f"{request.method} {request.path} {response.status_code}"
            app.extensions[UNTOLD] += [f"{where}: {flaw}" for flaw in _flaws(conformance[0], response)]
            app.extensions[REACHED].add(_reached(response))
        return response

    app.process_response = finished  # type: ignore[method-assign]


def _reached(response: Response) -> tuple[str, int, str]:
    """(operation, status, code of the refusal)"""
    code = (response.get_json() or {}).get("code", "") if response.mimetype == PROBLEM else ""
    return (request.endpoint or "").rpartition(".")[2], response.status_code, code


def _flaws(conformance: Conformance, response: Response) -> Iterator[str]:
    response.request_method = request.method  # type: ignore[attr-defined]
    if request.endpoint is None or request.routing_exception is not None:
        yield from conformance.flaws_of_none(response)
    elif request.method != "OPTIONS" and response.status_code != 500:
        yield from conformance.flaws(request.endpoint.rpartition(".")[2], response)


def _noting(ask: Any) -> Any:
    def noted(actor: Any, permission: Any, *args: Any, **kwargs: Any) -> Any:
        if g:
            g.setdefault("asked_for", set()).add(permission)
        return ask(actor, permission, *args, **kwargs)

    noted.noted = True  # type: ignore[attr-defined]
    return noted


def _check_policy_was_asked(response: Response) -> Response:
    act = g.get("act")
    if is_public(current_app, request.endpoint or ""):
        return response
    if act is not None and act.actor.account_id is not None and response.status_code < 300:
        permission = getattr(current_app.view_functions[request.endpoint or ""], "permission", None)
        assert permission in g.get("asked_for", ()), f"{request.endpoint} did not ask the policy for {permission}"
    return response


def _check_a_get_writes_nothing(session: Session, _context: Any, _instances: Any) -> None:
    if not request or request.method not in ("GET", "HEAD"):
        return
    written = {row.__tablename__ for row in (*session.new, *session.dirty, *session.deleted)}
    assert written <= WRITTEN_BY_A_LOOK, f"a GET of {request.endpoint} wrote {written - WRITTEN_BY_A_LOOK}"
    assert db is not None
