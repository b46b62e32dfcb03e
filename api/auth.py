"""Who is asking. Every door is shut unless its view is marked public; the permission itself is the use-case's to ask.

Nothing of a request is looked at in another order than the contract's: the body's form, then who asks, then the fields.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from api.body import read_json
from api.policy import Actor, Permission
from api.services import sessions
from api.services.acts import Act
from api.services.refusals import Unauthenticated

View = TypeVar("View", bound=Callable[..., Any])
WITH_A_BODY = {"POST", "PUT", "PATCH"}
SCHEME = "bearer"
PAGES = "pages"
LONGEST_HEADER = 500


def public(view: View) -> View:
    """Marks a view that needs no sign-in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def asks(permission: Permission) -> Callable[[View], View]:
    """Marks a view with the permission that its use-case asks for."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def is_public(app: Flask, endpoint: str) -> bool:
    return bool(getattr(app.view_functions.get(endpoint), "is_public", False))


def is_page(endpoint: str) -> bool:
    """A page has a door of its own: whoever comes there has a cookie and no token."""
    return endpoint.startswith(PAGES + ".")


def current_act() -> Act:
    act: Act = g.act
    return act


def init_app(app: Flask) -> None:
    app.before_request(_open_the_door)


def _open_the_door() -> None:
    if request.endpoint is None or request.routing_exception is not None or is_page(request.endpoint):
        return
    if request.method in WITH_A_BODY:
        g.json = read_json(request)
    now = datetime.now(UTC)
    public_view = is_public(current_app, request.endpoint)
    actor = Actor.nobody() if public_view else sessions.who_is(bearer_token(), now)
    g.act = Act(actor, now, g.request_id)


def bearer_token() -> str:
    """The token that was sent. Raises Unauthenticated."""
    header = request.headers.get("Authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != SCHEME or len(header) > LONGEST_HEADER:
        raise Unauthenticated
    return token.strip()


def program_of_asker() -> str | None:
    """For a public view: the program of whoever sent a token that is in force; nobody is turned away."""
    try:
        return sessions.program_behind(bearer_token(), datetime.now(UTC))
    except Unauthenticated:
        return None
