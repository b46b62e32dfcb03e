"""Which refusals an operation can answer with, and what each of them looks like (RFC 9457)."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from api import policy
from api.auth import WITH_A_BODY
from api.errors import PROBLEM, STATUS_AND_CODE, TITLES
from api.policy import Permission, Role
from api.rest.openapi.examples import answers_of
from api.rest.openapi.fields import JsonSchema, Way, any_of
from api.rest.openapi.schemas import PLACE, Components
from api.schemas.accounts import Membership
from api.schemas.open_to_all import HelpLine
from api.services import refusals, who_may

PEOPLE = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.MENTOR, Role.MENTEE)
TEXT: JsonSchema = {"type": "string"}
ERRORS: JsonSchema = {
    "type": "object",
    "description": "What is wrong, by the dotted path of the field or the name of the parameter.",
    "additionalProperties": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 10},
    "minProperties": 1,
    "maxProperties": refusals.MOST_FIELDS,
}
REASONS: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"reason": TEXT, "text": TEXT},
        "required": ["reason", "text"],
    },
}


class Problems:
    """The refusals of all operations, collected while they are described."""

    def __init__(self, components: Components) -> None:
        self._components = components
        self._used: dict[str, JsonSchema] = {}

    def responses(
        self, operation: str, statuses: Mapping[int, list[str]], verb: str, *, with_help: bool
    ) -> dict[str, Any]:
        return {
            str(status): {
                "description": "; ".join(f"`{code}`: {TITLES[code]}" for code in codes),
                "headers": _headers(status, verb),
                "content": {PROBLEM: self._any_of(status, codes, with_help) | answers_of(operation, status)},
            }
            for status, codes in sorted(statuses.items())
        }

    def all(self) -> dict[str, JsonSchema]:
        return dict(sorted(self._used.items()))

    def _any_of(self, status: int, codes: list[str], with_help: bool) -> dict[str, Any]:
        found: list[JsonSchema] = []
        for code in codes:
            name = f"{code.title().replace('_', '')}Problem{'WithHelp' if with_help else ''}"
            self._used.setdefault(name, self._problem(status, code, with_help))
            found.append({"$ref": PLACE + name})
        return {"schema": any_of(found)}

    def _problem(self, status: int, code: str, with_help: bool) -> JsonSchema:
        helped = {"type": "array", "items": self._components.schema(HelpLine, Way.SHOWN)}
        properties = {
            **({"help": helped} if with_help else {}),
            "type": {"const": f"urn:alongside:problem:{code}"},
            "title": {"const": TITLES[code]},
            "status": {"const": status},
            "detail": TEXT,
            "code": {"const": code},
            "request_id": {**TEXT, "description": "Name this when you ask about it. It is in X-Request-Id too."},
            **self._more(code),
        }
        return {
            "type": "object",
            "description": meanings()[code],
            "properties": properties,
            "required": list(properties),
        }

    def _more(self, code: str) -> dict[str, JsonSchema]:
        if code in ("invalid", "idempotency_key_reused"):
            return {"errors": ERRORS}
        if code == "not_eligible":
            return {"reasons": REASONS}
        if code == "choose_role":
            return {"memberships": {"type": "array", "items": self._components.schema(Membership, Way.SHOWN)}}
        return {}


@cache
def meanings() -> Mapping[str, str]:
    """By code: what happened, and what a client does about it."""
    return tomllib.loads(files(__package__).joinpath("problems.toml").read_text("utf-8"))


def statuses(view: Any, verb: str, *, has_id: bool, has_fields: bool) -> dict[int, list[str]]:
    """The codes of each status that the view can answer with, in the order in which they are judged."""
    found: dict[int, list[str]] = {}
    for status, code in _refusals(view, verb, has_id, has_fields):
        if code not in found.setdefault(status, []):
            found[status].append(code)
    return found


def _refusals(view: Any, verb: str, has_id: bool, has_fields: bool) -> Iterator[tuple[int, str]]:
    is_public = getattr(view, "is_public", False)
    permission = getattr(view, "permission", None)
    if verb in WITH_A_BODY:
        yield from ((413, "too_large"), (415, "unsupported_media_type"), (400, "malformed"))
    if not is_public:
        yield STATUS_AND_CODE[refusals.Unauthenticated]
    yield STATUS_AND_CODE[refusals.InvalidAnswer]
    if getattr(view, "is_throttled", False):
        yield STATUS_AND_CODE[refusals.TooManyRequests]
    if getattr(view, "takes_idempotency_key", False) and has_fields and not is_public:
        # There is no other body than an empty one, and strangers share no keys.
        yield STATUS_AND_CODE[refusals.KeyReused]
    if has_id:
        yield STATUS_AND_CODE[policy.NotFound]
    if not is_public and permission is not None and _may_be_forbidden(permission):
        yield STATUS_AND_CODE[policy.Forbidden]
    if getattr(view, "needs_if_match", False):
        yield from (STATUS_AND_CODE[refusals.IfMatchRequired], STATUS_AND_CODE[refusals.ChangedMeanwhile])
    yield from (STATUS_AND_CODE[error] for error in getattr(view, "refusals", ()))
    if verb != "GET":
        yield (409, "conflict")
    if verb != "GET" or not is_public:
        yield (503, "unavailable")


def _may_be_forbidden(permission: Permission) -> bool:
    """Whether somebody who may know that the thing is there may not do this with it."""
    if permission in policy.ON_A_COLLECTION:
        return not all(who_may.condition(permission, role) == who_may.ALWAYS for role in PEOPLE)
    return permission in policy.SEEN_BY


def _headers(status: int, verb: str) -> dict[str, JsonSchema]:
    names = ["X-Request-Id"]
    if status == HTTPStatus.UNAUTHORIZED:
        names.append("WWW-Authenticate")
    if status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE and verb == "PATCH":
        names.append("Accept-Patch")
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        names.append("Retry-After")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
