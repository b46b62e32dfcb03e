"""The body of a request as JSON, read strictly, before anybody asks who is asking."""

import hashlib
import hmac
import json
import re
from typing import Any

from flask import Request, current_app
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

LARGEST = 256 * 1024
OVER_THE_LIMIT = "The body is larger than 256 kB."
TOO_MANY_FIELDS = "This form has more fields than any of ours."
NOT_FROM_HERE = "This form did not come from our own page."
DEEPEST = 20
# As long as the largest finite double: whatever is longer could not be a number in most other languages.
LONGEST_INTEGER = 309

_JSON = frozenset({"application/json"})
_MERGE_PATCH = frozenset({"application/merge-patch+json"})
_BRACKETS = re.compile(rb'\\.|["\[\]{}]', re.DOTALL)


class BodyRefused(Exception):
    status: int
    code: str

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class TooLarge(BodyRefused):
    status = 413
    code = "too_large"


class UnsupportedMediaType(BodyRefused):
    status = 415
    code = "unsupported_media_type"


class Malformed(BodyRefused):
    status = 400
    code = "malformed"


def read_json(request: Request) -> dict[str, Any]:
    """The object in the body; ``{}`` for a POST that has no body and names no type. Raises BodyRefused."""
    content = _content(request)
    if not content and request.method == "POST" and not request.content_type:
        return {}
    _check_media_type(request)
    return parse(content)


def parse(content: bytes) -> dict[str, Any]:
    """Raises Malformed for anything but one object in plain JSON (RFC 8259) that every reader reads the same way."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("The body has to be UTF-8.") from None
    if text.startswith("\ufeff"):
        raise Malformed("The body must not begin with a byte order mark.")
    _check_depth(content)
    try:
        value = _DECODER.decode(text)
    except ValueError:
        raise Malformed("The body is not JSON.") from None
    if not isinstance(value, dict):
        raise Malformed("The body has to be a JSON object.")
    return value


def keyed_digest(body: Any) -> str:
    """Keyed, so that what was in a body can't be guessed from what is stored."""
    assert isinstance(current_app.secret_key, str)
    content = json.dumps(body, sort_keys=True).encode()
    return hmac.new(current_app.secret_key.encode(), content, hashlib.sha256).hexdigest()


def _content(request: Request) -> bytes:
    if request.content_length is not None and request.content_length > LARGEST:
        raise TooLarge(OVER_THE_LIMIT)
    # A body that does not say its length is cut off at the limit, without a word: so one byte more is asked for.
    request.max_content_length = LARGEST + 1
    try:
        content: bytes = request.get_data(cache=True)
    except RequestEntityTooLarge:
        raise TooLarge(OVER_THE_LIMIT) from None
    except BadRequest:
        raise Malformed("The body ended too early.") from None
    if len(content) > LARGEST:
        raise TooLarge(OVER_THE_LIMIT)
    return content


def _check_media_type(request: Request) -> None:
    accepted = _JSON | _MERGE_PATCH if request.method in ("PATCH", "PUT") else _JSON
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if request.mimetype not in accepted or charset not in ("utf-8", "utf8") or coding != "identity":
        raise UnsupportedMediaType("Send the body as application/json in UTF-8.")


def _check_depth(content: bytes) -> None:
    """Before parsing, since the parser answers depth with a RecursionError."""
    depth = 0
    in_string = False
    for token in _BRACKETS.finditer(content):
        char = token.group()
        if char == b'"':
            in_string = not in_string
        elif in_string or len(char) > 1:
            continue
        elif char in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise Malformed(f"The body is nested more than {DEEPEST} deep.")
        else:
            depth -= 1


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Malformed("A name appears twice in one object of the body.")
    return found


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise Malformed("A number in the body is too large.")
    return number


def _bounded(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise Malformed("A number in the body is too large.")
    return int(digits)


def _not_a_number(name: str) -> float:
    raise Malformed("NaN and Infinity are not JSON.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_duplicates,
    parse_float=_finite,
    parse_int=_bounded,
    parse_constant=_not_a_number,
)
