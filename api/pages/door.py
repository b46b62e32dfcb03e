"""Who is asking for a page. Every door is shut unless its view is marked public.

A form that comes too late (signed out meanwhile, or a page left open for days) is not lost: it is shown again, to be
sent once more.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, g, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from api.auth import is_public
from api.body import LARGEST, NOT_FROM_HERE, OVER_THE_LIMIT, TOO_MANY_FIELDS, Malformed, TooLarge, keyed_digest
from api.pages import kept
from api.pages.blueprint import pages
from api.pages.signing_in import asker, csrf, storage_is_away
from api.policy import Actor
from api.services.acts import Act, Retry
from data.db import StorageUnavailable

ONCE, REVISION, TOKEN = "once", "revision", "csrf_token"
OURS = {ONCE, REVISION, TOKEN}
LONGEST_FIELD_OF_OURS = 100
# Our longest form, a full week with its days off, has under 600; a short body can hold a hundred thousand.
MOST_FIELDS = 2000


def init_app(app: Flask) -> None:
    app.config.setdefault("MAX_FORM_PARTS", MOST_FIELDS)


@pages.before_request
def _open_the_door() -> Any:
    view = request.endpoint or ""
    if request.method == "POST":
        _refuse_what_is_too_large()
        _refuse_other_sites()
        _refuse_too_many_fields()
    actor = asker()
    if actor is None and storage_is_away() and not is_public(current_app, view):
        raise StorageUnavailable
    g.act = Act(actor or Actor.nobody(), datetime.now(UTC), g.request_id, language=str(get_locale()))
    if actor is None and not is_public(current_app, view):
        if request.method == "POST":
            return kept.ask_to_sign_in(), 401
        return redirect(url_for("pages.account.show_sign_in", next=request.full_path.rstrip("?")), 303)
    if request.method == "POST":
        return _check_form()
    return None


def as_nobody() -> Act:
    """For what people do who are new here, whoever is signed in in this browser."""
    return replace(g.act, actor=Actor.nobody())


def _check_form() -> Any:
    try:
        csrf.protect()
    except CSRFError:
        if kept.has_secret():
            flash(_("Something changed while this page was open. Please type it once more."))
            return redirect(request.path, 303)
        return kept.ask_to_send_again(), 400
    once, revision = (request.form.get(name, "")[:LONGEST_FIELD_OF_OURS] for name in (ONCE, REVISION))
    g.act = replace(
        g.act,
        retry=_retry(once) if once else None,
        if_match=frozenset({revision}) if revision else None,
    )
    return None


def _retry(once: str) -> Retry:
    """The same form again is done once. One that was changed meanwhile is another one."""
    digest = keyed_digest(sorted((name, values) for name, values in request.form.lists() if name not in OURS))
    return Retry(request.method, request.path, f"{once} {digest[:32]}", digest)


def _refuse_what_is_too_large() -> None:
    request.max_content_length = LARGEST + 1
    if request.content_length is not None and request.content_length > LARGEST:
        raise TooLarge(OVER_THE_LIMIT)


def _refuse_too_many_fields() -> None:
    """Flask's own limit holds for forms in parts only."""
    if sum(len(values) for values in request.form.listvalues()) > MOST_FIELDS:
        raise TooLarge(TOO_MANY_FIELDS)


def _refuse_other_sites() -> None:
    """A form that another site sends is not shown again either: nobody here wrote it.

    Where a browser does not say where it comes from in ``Sec-Fetch-Site``, it says so in ``Origin``.
    """
    said = request.headers.get("Sec-Fetch-Site")
    if said not in ("same-origin", "none") if said else not _is_own(request.headers.get("Origin")):
        raise Malformed(NOT_FROM_HERE)


def _is_own(origin: str | None) -> bool:
    ours = (request.host, urlsplit(current_app.config["SETTINGS"].base_url).netloc)
    try:
        return origin is None or urlsplit(origin).netloc in ours
    except ValueError:
        return False
