"""Guards over every test that asks the app: a signed-in success asked the policy; a GET writes nothing of its own."""

from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from api import policy
from data.db import db

# What a look may leave behind: the list it showed, and the audit of the look.
WRITTEN_BY_A_LOOK = {"runs", "audit", "audit_heads"}
ASKING = ("require", "require_on", "visible")


def watch(app: Flask) -> None:
    for name in ASKING:
        asks = getattr(policy, name)
        if not hasattr(asks, "noted"):
            setattr(policy, name, _noting(asks))
    app.after_request(_check_policy_was_asked)
    if not event.contains(Session, "before_flush", _check_a_get_writes_nothing):
        event.listen(Session, "before_flush", _check_a_get_writes_nothing)


def _noting(ask: Any) -> Any:
    def noted(*args: Any, **kwargs: Any) -> Any:
        if g:
            g.policy_was_asked = True
        return ask(*args, **kwargs)

    noted.noted = True  # type: ignore[attr-defined]
    return noted


def _check_policy_was_asked(response: Response) -> Response:
    act = g.get("act")
    if act is not None and act.actor.account_id is not None and response.status_code < 300:
        assert g.get("policy_was_asked"), f"{request.endpoint} answered without asking the policy"
    return response


def _check_a_get_writes_nothing(session: Session, _context: Any, _instances: Any) -> None:
    if not request or request.method not in ("GET", "HEAD"):
        return
    written = {row.__tablename__ for row in (*session.new, *session.dirty, *session.deleted)}
    assert written <= WRITTEN_BY_A_LOOK, f"a GET of {request.endpoint} wrote {written - WRITTEN_BY_A_LOOK}"
    assert db is not None
