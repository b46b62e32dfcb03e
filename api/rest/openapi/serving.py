"""Where the document is read: as JSON, as a page that needs no script, and as a page to try it out on."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Blueprint as FlaskBlueprint
from flask import Response, current_app, render_template
from markupsafe import Markup, escape

from api.auth import public
from api.rest.blueprint import PREFIX, Blueprint
from api.rest.openapi import page
from api.rest.openapi.document import build, conventions
from api.services import help as help_lines

FOLDER = Path(str(files(__package__)))
SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"
# Nothing else is handed out.
FILES = {
    "docs.css": (FOLDER / "static", "text/css"),
    "try.css": (FOLDER / "static", "text/css"),
    "try.js": (FOLDER / "static", "text/javascript"),
    "swagger-ui.css": (SWAGGER_UI, "text/css"),
    "swagger-ui-bundle.js": (SWAGGER_UI, "text/javascript"),
}
A_YEAR = 365 * 24 * 60 * 60
# Neither page loads anything from elsewhere. The first has no script; the second has files, and none inline.
NO_SCRIPT = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
WITH_SCRIPT = NO_SCRIPT + "; script-src 'self'; connect-src 'self'"

blueprint = Blueprint("openapi", "This document")
pages = FlaskBlueprint("docs", __name__, url_prefix="/api/docs", template_folder="templates")


@blueprint.route("/openapi.json", methods=["GET"])
@public
@blueprint.response(200, {"type": "object"})
def get_openapi() -> Response:
    """This document: OpenAPI 3.1."""
    return Response(_kept("json", _as_json), mimetype="application/json")


@pages.get("")
@public
def read() -> Response:
    """Readable without script."""
    return _page(_kept("page", _as_page), NO_SCRIPT)


@pages.get("/try")
@public
def try_it_out() -> Response:
    return _page(_kept("try", lambda: render_template("docs/try.html", address=address, lines=_help())), WITH_SCRIPT)


def address(name: str) -> str:
    """Of a file; it changes with what is in the file, so that a browser may keep it."""
    return f"/api/docs/{name}?v={_digest(name)}"


def _hand_out(name: str) -> Callable[[], Response]:
    def hand_out() -> Response:
        response = Response(_content(name), mimetype=FILES[name][1])
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response

    return public(hand_out)


for _name in FILES:
    pages.add_url_rule(f"/{_name}", _name.replace(".", "_"), _hand_out(_name), methods=["GET"])


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:16]


@cache
def _content(name: str) -> bytes:
    folder, _ = FILES[name]
    return (folder / name).read_bytes()


def document() -> dict[str, Any]:
    found: dict[str, Any] = _kept("document", lambda: build(current_app, PREFIX))
    return found


def _kept(name: str, make: Callable[[], Any]) -> Any:
    """Made once an app: its routes don't change any more."""
    kept = current_app.extensions.setdefault("openapi", {})
    if name not in kept:
        kept[name] = make()
    return kept[name]


def _as_json() -> str:
    return json.dumps(document(), ensure_ascii=False)


def _as_page() -> str:
    described = document()
    return render_template(
        "docs/read.html",
        address=address,
        lines=_help(),
        info=described["info"],
        conventions=conventions(),
        groups=page.groups(described),
        shapes=page.shapes(described),
        refusals=page.refusals(described),
    )


def _help() -> list[dict[str, Any]]:
    return help_lines.lines("en", None, None)


def _page(html: str, policy: str) -> Response:
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy
    return response


@pages.app_template_filter("marked")
def marked(text: str) -> Markup:
    """Escaped, with `code` as code and *emphasis* as emphasis."""
    out = Markup("")
    for place, part in enumerate(text.split("`")):
        out += Markup("<code>{}</code>").format(part) if place % 2 else _emphasised(part)
    return out


def _emphasised(text: str) -> Markup:
    parts = text.split("*")
    return Markup("").join(
        Markup("<em>{}</em>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )
