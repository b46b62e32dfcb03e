"""A thief of the database reads nothing of a person: every word is looked for in the bytes that are stored."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from api.policy import Role
from api.services.matches import confirming, moves
from api.services.matches.moves import Move
from data.db import Base, db, transaction
from data.store import accounts
from data.store.people import Kind
from matcher.lifecycle import EndReason, MatchAction
from tests.making import Making

NOT_SEALED = "own:canaryopen"  # an own interest is matched on and stays readable, as trust.md says
IDENTITY = {
    "preferred_name": "canarypreferred",
    "pronouns": "canarypronouns",
    "email": "canarymail@canarydomain.example",
    "phone": "canaryphone",
    "contact": {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False},
}
MENTEE_WORDS = {
    "identity": IDENTITY,
    "about": "canaryabout",
    "keep_apart_words": "canaryapart",
    "right_now": "ok",
    "interests": [NOT_SEALED],
}
MENTOR_WORDS = {
    "identity": {**IDENTITY, "full_name": "Canaryfull Canarylast", "email": "canarymentor@example.org"},
    "about": "canarymentorabout",
    "story": "canarystory",
}
SEALED = (
    "canarypreferred", "canarypronouns", "canarymail", "canarydomain", "canaryphone", "canaryabout", "canaryapart",
    "canaryfull", "canarylast", "canarymentor", "canarystory", "canaryrationale", "canarynote", "canaryaccount",
    "canarystaff", "canarypassword", "right_now", "preferred_name",
)  # fmt: skip


@pytest.fixture
def stored(app: Flask, make: Making) -> str:
    """All that is stored after people, a match with its words, and accounts were made; in small letters."""
    mentee_id, mentor_id = make.mentee(**MENTEE_WORDS), make.mentor(**MENTOR_WORDS)
    with app.app_context():
        act = make.act()
        match = confirming.confirm(act, mentee_id, mentor_id, None, "canaryrationale")
        withdraw = Move(MatchAction.WITHDRAW, reason=EndReason.NOT_NOW, note="canarynote")
        moves.move(act, match["id"], withdraw)
    _account(make, "canaryaccount@example.org", Kind.MENTEE, mentee_id)
    make.app.test_client().post(
        "/api/v1/tokens", json={"email": "canarystaff@example.org", "password": "canarypassword and more"}
    )
    found = _sqlite_bytes(app) if db_kind(app) == "sqlite" else _every_column(app)
    return found.casefold()


def db_kind(app: Flask) -> str:
    with app.app_context():
        return db.engine.dialect.name


def _account(make: Making, email: str, kind: Kind, person_id: str) -> None:
    now = make.act().now
    own: Mapping[str, Any] = {f"{kind.value}_id": person_id}
    with make.app.app_context(), transaction(make.program_id):
        accounts.add_membership(accounts.add(email, now), make.program_id, Role(kind.value).value, now, **own)


def _sqlite_bytes(app: Flask) -> str:
    with app.app_context():
        assert db.engine.url.database is not None
        path = Path(db.engine.url.database)
    files = [path, path.with_name(path.name + "-wal")]
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())


def _every_column(app: Flask) -> str:
    """Every row of every table as text; bytes are read as such, not as hexadecimal digits."""
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(text("SET bytea_output = 'escape'"))
        tables = [*Base.metadata.tables, "alembic_version"]
        rows = [row for table in tables for row in connection.scalars(text(f"SELECT t::text FROM {table} t"))]
    return "\n".join(rows)


def test_the_search_finds_what_is_not_sealed(stored: str) -> None:
    assert NOT_SEALED in stored


def test_no_word_of_a_person_is_readable_in_what_is_stored(stored: str) -> None:
    assert [word for word in SEALED if word in stored] == []
    assert [word for word in SEALED if word.encode().hex() in stored] == []
