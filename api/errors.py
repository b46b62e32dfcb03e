"""Exceptions as answers: one dictionary from exception to (status, code), and one renderer (RFC 9457).

A refusal of somebody who is signed in is written to the audit, after the refused act was rolled back.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, json, request
from werkzeug.exceptions import HTTPException

from api.body import BodyRefused
from api.language import asked_language
from api.logs import log, places
from api.policy import Forbidden, NotFound
from api.services import audit, refusals, vocabulary
from api.services import help as help_lines
from data.db import Conflict, StorageUnavailable

View = TypeVar("View", bound=Callable[..., Any])
PROBLEM = "application/problem+json"
RETRY_SECONDS = "5"
QUICKER = "Somebody else changed this at the same moment. Nothing was changed; please look again."
# What is read by programs gets JSON; everything else is a page, shown by what stands in the app's extensions here.
FOR_PROGRAMS = ("/api/", "/healthz", "/readyz")
PAGE_OF_PROBLEM = "alongside.page_of_problem"
# What is only to be sent again in another form is no event.
SLIPS = {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.PRECONDITION_REQUIRED}

STATUS_AND_CODE: Mapping[type[Exception], tuple[int, str]] = {
    NotFound: (404, "not_found"),
    Forbidden: (403, "forbidden"),
    refusals.InvalidAnswer: (422, "invalid"),
    refusals.KeyReused: (422, "idempotency_key_reused"),
    refusals.IfMatchRequired: (428, "if_match_required"),
    refusals.ChangedMeanwhile: (412, "changed_meanwhile"),
    refusals.Unauthenticated: (401, "unauthenticated"),
    refusals.WrongCredentials: (401, "wrong_credentials"),
    refusals.ChooseRole: (409, "choose_role"),
    refusals.MoveNotPossible: (409, "invalid_transition"),
    refusals.AlreadyMatched: (409, "already_matched"),
    refusals.NotWaiting: (409, "not_waiting"),
    refusals.NoConsent: (409, "no_consent"),
    refusals.AtCapacity: (409, "at_capacity"),
    refusals.NotEligible: (409, "not_eligible"),
    refusals.NotReady: (409, "not_ready"),
    refusals.AlreadyExists: (409, "already_exists"),
    refusals.NoAddress: (409, "no_address"),
    refusals.LastAdministrator: (409, "last_administrator"),
    refusals.TooManyRequests: (429, "too_many_requests"),
}
TITLES: Mapping[str, str] = {
    "not_found": "There is nothing here",
    "method_not_allowed": "This can't be done here",
    "too_large": "That is too much at once",
    "unsupported_media_type": "This form of content is not understood",
    "malformed": "The request could not be read",
    "unauthenticated": "Please sign in",
    "wrong_credentials": "The email or the password is not right",
    "invalid": "Some answers need another look",
    "idempotency_key_reused": "This key was used before",
    "if_match_required": "Say which version you are changing",
    "changed_meanwhile": "Somebody else changed this",
    "forbidden": "This is not yours to do",
    "unavailable": "Please try again in a moment",
    "internal": "Something went wrong on our side",
    "choose_role": "Choose a role",
    "invalid_transition": "This step is not possible now",
    "already_matched": "There is a match under way",
    "not_waiting": "Not on the waiting list",
    "no_consent": "A consent is missing",
    "at_capacity": "No free place",
    "not_eligible": "These two can't be matched now",
    "not_ready": "This is not ready",
    "already_exists": "This is there already",
    "no_address": "There is no address to write to",
    "last_administrator": "This is the last administrator",
    "too_many_requests": "Please wait a moment",
    "conflict": "Somebody else was quicker",
}
OF_HTTP = {
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    400: "malformed",
    429: "too_many_requests",
}
# Headers that werkzeug's errors carry and that an answer must not lose.
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "Accept-Patch")


def init_app(app: Flask) -> None:
    for known in STATUS_AND_CODE:
        app.register_error_handler(known, _refused)
    app.register_error_handler(BodyRefused, _body_refused)
    app.register_error_handler(StorageUnavailable, _unavailable)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _internal)


def help_first(view: View) -> View:
    """Marks a view that a person in need may send to: every answer has crisis help in it, before anything else."""
    view.answers_with_help = True  # type: ignore[attr-defined]
    return view


def problem(status: int, code: str, detail: str = "", **more: Any) -> Response:
    if (page := current_app.extensions.get(PAGE_OF_PROBLEM)) and not request.path.startswith(FOR_PROGRAMS):
        shown: Response = page(status, code, detail or TITLES[code] + ".", more)
        return shown
    body = _help() | {
        "type": f"urn:alongside:problem:{code}",
        "title": TITLES[code],
        "status": status,
        "detail": detail or TITLES[code] + ".",
        "code": code,
        "request_id": g.request_id,
        **more,
    }
    return Response(json.dumps(body), status=status, mimetype=PROBLEM)


def _help() -> dict[str, Any]:
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, "answers_with_help", False):
        return {}
    slug = (request.view_args or {}).get("slug")
    return {"help": help_lines.lines(asked_language(vocabulary.LANGUAGES), slug, None)}


def as_told(error: Exception) -> tuple[int, str, str, dict[str, Any]]:
    """Of a refusal: its status, its code, the detail, and what else belongs to it."""
    if isinstance(error, Conflict):
        return 409, "conflict", QUICKER, {}
    status, code = STATUS_AND_CODE[type(error)]
    return status, code, getattr(error, "detail", "") or TITLES[code] + ".", _more(error)


def _refused(error: Exception) -> Response:
    status, code, detail, more = as_told(error)
    write_down(code, status)
    response = problem(status, code, detail, **more)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, refusals.TooManyRequests):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _more(error: Exception) -> dict[str, Any]:
    if isinstance(error, refusals.InvalidAnswer):
        return {"errors": error.errors}
    if isinstance(error, refusals.NotEligible):
        return {"reasons": [asdict(reason) for reason in error.reasons]}
    if isinstance(error, refusals.ChooseRole):
        return {
            "memberships": [
                {"program_id": each.program_id, "program_name": each.program_name, "role": each.role}
                for each in error.memberships
            ]
        }
    return {}


def write_down(code: str, status: int) -> None:
    """Refusals by policy or by state; a slip in a field is no event."""
    act = g.get("act")
    if act is None or act.actor.account_id is None or status in SLIPS:
        return
    try:
        audit.record_refusal(act, code)
    except StorageUnavailable:
        log.error("refusal_not_written_down", request_id=g.request_id)


def _body_refused(error: BodyRefused) -> Response:
    response = problem(error.status, error.code, error.detail)
    if request.method == "PATCH" and error.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
        response.headers["Accept-Patch"] = "application/merge-patch+json, application/json"
    return response


def _unavailable(_error: Exception) -> Response:
    log.error("storage_unavailable", request_id=g.request_id)
    response = problem(
        503,
        "unavailable",
        "The service can't reach its storage just now. Please look again before you send it a second time.",
    )
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _conflict(_error: Exception) -> Response:
    log.warning("conflict", request_id=g.request_id)
    return problem(409, "conflict", QUICKER)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code = OF_HTTP.get(status, "malformed" if 400 <= status < 500 else "internal")
    response = problem(status, code)
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response


def _internal(error: Exception) -> Response:
    """Never the message of an exception: it may hold what a person wrote."""
    log.error("internal_error", request_id=g.request_id, error=type(error).__name__, places=places(error))
    return problem(500, "internal")
