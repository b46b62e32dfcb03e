"""The browser's side of a session: a cookie with a secret, and nothing that tells of anybody."""

import secrets
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect

from api.pages.catalogues import CHOSEN
from api.policy import Actor
from api.services import browser_sessions
from api.services.browser_sessions import Opened, Present
from api.services.refusals import Unauthenticated
from api.settings import Settings
from data.db import StorageUnavailable

csrf = CSRFProtect()
# What stays in the cookie when somebody else may sign in next.
KEPT = (CHOSEN,)
# Of Flask-Login; there as well once the session that it opens is over.
_SESSION = "_user_id"
# What binds a link by mail to the browser that asked for it, and where it was to lead.
_BROWSER, _WANTED = "browser", "wanted"


class SignedIn(UserMixin):
    """For Flask-Login: whom the secret in the cookie belongs to."""

    def __init__(self, secret: str, here: Present | None) -> None:
        self.id = secret
        self.actor = here.actor if here else None
        self.has_choice = here is not None and here.has_choice


def init_app(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    over_tls = urlsplit(settings.base_url).scheme == "https"
    app.config.update(
        # A cookie whose name begins so is taken from this very host over TLS alone (RFC 6265bis).
        SESSION_COOKIE_NAME="__Host-alongside" if over_tls else "alongside",
        SESSION_COOKIE_SECURE=over_tls,
        SESSION_COOKIE_HTTPONLY=True,
        # Lax: a link in a mail has to find whoever is signed in.
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_CHECK_DEFAULT=False,
        # As long as the session that it is bound to.
        WTF_CSRF_TIME_LIMIT=None,
        # It wants a Referer; the door looks at Sec-Fetch-Site and Origin instead.
        WTF_CSRF_SSL_STRICT=False,
    )
    csrf.init_app(app)
    manager = LoginManager(app)
    # Networks of phones change all the time.
    manager.session_protection = None
    manager.user_loader(_load)


def begin(opened: Opened) -> None:
    """From here on this browser is signed in; nothing of whoever used it before stays, here or on the server."""
    if asker() is not None:
        browser_sessions.close(before(), g.act.now)
    _forget()
    login_user(SignedIn(opened.secret, None), force=True)


def leave() -> None:
    logout_user()
    _forget()


def asker() -> Actor | None:
    """Whoever is signed in in this browser."""
    actor: Actor | None = getattr(current_user, "actor", None)
    return actor


def has_choice() -> bool:
    """Whether they could act in another role as well."""
    return bool(getattr(current_user, "has_choice", False))


def before() -> str:
    """The secret of the session that this browser has or, if it is over, had."""
    return str(session.get(_SESSION, ""))


def storage_is_away() -> bool:
    """Whether it could not be told who is asking."""
    asker()
    return bool(g.get("storage_is_away", False))


def ask_for_link(wanted: str) -> str:
    """What this browser keeps until the link is opened in it; ``wanted`` is where it leads then."""
    session[_WANTED] = wanted
    secret: str = session.setdefault(_BROWSER, secrets.token_urlsafe(32))
    return secret


def asked_for_link() -> tuple[str, str]:
    """The browser's secret, and what was wanted. Nothing was asked for: a secret that fits no link."""
    return session.get(_BROWSER) or secrets.token_urlsafe(32), session.get(_WANTED, "")


def _forget() -> None:
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)


def _load(secret: str) -> SignedIn | None:
    try:
        return SignedIn(secret, browser_sessions.who_is(secret, datetime.now(UTC)))
    except Unauthenticated:
        return None
    except StorageUnavailable:
        g.storage_is_away = True
        return None
