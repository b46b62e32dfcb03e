"""What stands on every page: help, languages, the way out, and headers that let nothing else in."""

from typing import Any

from flask import Flask, Response, current_app, request
from flask_babel import get_locale

from api.auth import is_page
from api.pages import assets
from api.pages.signing_in import asker, has_choice
from api.policy import Actor, Role
from api.services import help as help_lines
from api.words.errors import in_language
from data.ids import new_id

# Nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
START = {
    Role.MENTEE: "/my-match",
    Role.MENTOR: "/my-match",
    Role.COORDINATOR: "/today",
    Role.ADMINISTRATOR: "/settings",
}


def init_app(app: Flask) -> None:
    app.context_processor(_for_every_page)
    app.jinja_env.globals.update(asset=assets.address, once=new_id, in_words=in_words)
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.after_request(_headers)


def start_page(role: str) -> str:
    """Where somebody in this role begins."""
    return START[Role(role)]


def in_words(text: str) -> str:
    """What a schema or a refusal says, in the language of the page."""
    return in_language(text, str(get_locale()))


def _for_every_page() -> dict[str, Any]:
    if not _shows_pages():
        return {}
    language = str(get_locale())
    return {
        "asker": asker(),
        "has_choice": has_choice(),
        "language": language,
        "help_lines": help_lines.lines(language, _slug(), _program_of(asker())),
        "path": request.path,
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
        "leave_to": current_app.config["SETTINGS"].leave_to,
    }


def _slug() -> str | None:
    asked = request.args.get("program", "")
    return (request.view_args or {}).get("slug") or (asked if asked.isprintable() else None)


def _program_of(actor: Actor | None) -> str | None:
    return actor.program_id if actor else None


def _shows_pages() -> bool:
    return bool(request) and not request.path.startswith("/api/")


def _headers(response: Response) -> Response:
    if (request.endpoint and is_page(request.endpoint)) or (_shows_pages() and response.mimetype == "text/html"):
        response.headers["Content-Security-Policy"] = POLICY
        # Our own pages may know where somebody comes from; nobody else does.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Content-Language"] = str(get_locale())
    return response
