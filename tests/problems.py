"""The one shape that every error has, as a list of what an answer lacks of it."""

from collections.abc import Iterator
from typing import Any

from api.errors import PROBLEM, TITLES


def flaws(response: Any, *statuses: int) -> list[str]:
    """What an error lacks of the one shape that all of them have."""
    found = []
    if statuses and response.status_code not in statuses:
        found.append(f"answered {response.status_code}: {response.get_data(as_text=True)[:200]}")
    if not response.headers.get("X-Request-Id"):
        found.append("no X-Request-Id")
    if response.status_code >= 400:
        found += _flaws_of_a_problem(response)
    if response.status_code == 401 and not response.headers.get("WWW-Authenticate", "").startswith("Bearer"):
        found.append("no WWW-Authenticate")
    return found


def _flaws_of_a_problem(response: Any) -> Iterator[str]:
    if response.content_type != PROBLEM:
        yield f"content type {response.content_type}"
    if response.request.method == "HEAD":
        return
    body = response.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        yield "no JSON object"
        return
    expected = {"type", "title", "status", "detail", "code", "request_id"}
    if response.status_code == 422:
        expected |= {"errors"}
        if not body.get("errors") or not all(_is_list_of_words(said) for said in body["errors"].values()):
            yield f"errors are {body.get('errors')}"
    if set(body) - {"help"} != expected:
        yield f"fields {sorted(set(body) ^ expected)}"
    if body.get("status") != response.status_code or response.status_code >= 500:
        yield f"status {body.get('status')} in {response.status_code}"
    if body.get("code") not in TITLES or body.get("title") != TITLES.get(body.get("code", "")):
        yield f"code {body.get('code')}"
    if not all(isinstance(body.get(name), str) and body[name] for name in ("type", "title", "detail", "code")):
        yield "a field that is no text"
    if body.get("request_id") != response.headers.get("X-Request-Id"):
        yield "another request_id than in the header"


def _is_list_of_words(said: Any) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(words, str) and words for words in said)


def only_flawed(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {where: what for where, what in found.items() if what}
