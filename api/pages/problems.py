"""A refusal as a page: what happened, in plain words, and a way on. Help stands on it as on every page."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, render_template

from api.errors import PAGE_OF_PROBLEM


def init_app(app: Flask) -> None:
    app.extensions[PAGE_OF_PROBLEM] = _page


def _page(status: int, code: str, detail: str, more: Mapping[str, Any]) -> Response:
    html = render_template("problem.html", status=status, code=code, detail=detail, more=more)
    return Response(html, status=status, mimetype="text/html")
