"""Styles and scripts, each at an address that changes with what is in it, so that a browser may keep it."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request

from api.auth import public
from api.policy import NotFound

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
A_YEAR = 365 * 24 * 60 * 60

blueprint = Blueprint("assets", __name__)


@cache
def address(name: str) -> str:
    return f"/static/{name}?v={hashlib.sha256(_content(name)).hexdigest()[:16]}"


@blueprint.get("/static/<string:name>")
@public
def get_file(name: str) -> Response:
    """One of the files of the folder, which are known by name; nothing is read from a path that somebody sent."""
    if name not in _names():
        raise NotFound
    small = request.accept_encodings.quality("gzip") > 0
    response = Response(_compressed(name) if small else _content(name), mimetype=TYPES[Path(name).suffix])
    response.headers["Vary"] = "Accept-Encoding"
    if small:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in TYPES)


@cache
def _compressed(name: str) -> bytes:
    """These files hold nothing of anybody. Pages are sent as they are: what is secret in them must not be compressed
    together with what somebody typed (BREACH)."""
    return gzip.compress(_content(name), mtime=0)


@cache
def _content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
