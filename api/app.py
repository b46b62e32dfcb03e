"""``create_app(settings)``: the only wiring."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from api import answers, auth, background, cli, errors, headers, logs, mail, pages, rest, throttle
from api.settings import BadSetting, Settings
from data.db import MIGRATIONS, db, use_keyring
from data.engine import BadAddress, engine_options
from data.seal import BadKeys, Keyring


def create_app(settings: Settings) -> Flask:
    app = Flask("api", static_folder=None)
    instance = Path(app.instance_path)
    if not settings.database_url:
        instance.mkdir(parents=True, exist_ok=True)
    url = settings.sqlalchemy_url(instance)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(url),
        MAX_CONTENT_LENGTH=None,
        SETTINGS=settings,
        MAILROOM=mail.mailroom(settings, instance),
    )
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_server_default=True)
    with app.app_context():
        use_keyring(_keyring(settings))
    answers.init_app(app)
    headers.init_app(app)
    logs.init_app(app)
    throttle.init_app(app, settings.throttle_storage)
    auth.init_app(app)
    background.init_app(app)
    errors.init_app(app)
    rest.init_app(app)
    pages.init_app(app)
    cli.init_app(app)
    if settings.proxies:
        # Whom a proxy heard from, and nothing else: the host never comes from a request.
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, 0, 0, 0, 0)  # type: ignore[method-assign]
    return app


def _engine_options(url: str) -> dict[str, Any]:
    try:
        return engine_options(url)
    except BadAddress:
        raise BadSetting("ALONGSIDE_DATABASE_URL is not the address of an SQLite or PostgreSQL database.") from None


def _keyring(settings: Settings) -> Keyring:
    try:
        return Keyring.from_setting(settings.keys)
    except BadKeys as error:
        raise BadSetting(f"ALONGSIDE_KEYS can't be read: {error}.") from None
