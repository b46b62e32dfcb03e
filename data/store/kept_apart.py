"""Pairs that are never to be matched."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from data.db import db
from data.ids import new_id
from data.models.people import KeptApart
from data.store import paging
from data.store.paging import Found, Key, Page
from data.store.people import Kind


def add(
    program_id: str,
    mentee_id: str,
    mentor_id: str,
    *,
    asked_by: str,
    now: datetime,
    by: str | None,
) -> KeptApart:
    pair = KeptApart(
        id=new_id(),
        program_id=program_id,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        asked_by=asked_by,
        created_by=by,
        created_at=now,
    )
    db.session.add(pair)
    return pair


def find(pair_id: str) -> KeptApart | None:
    return db.session.scalar(select(KeptApart).where(KeptApart.id == pair_id))


def newest_first(page: Page) -> Found:
    return paging.find(select(KeptApart), (Key(KeptApart.created_at, falling=True), Key(KeptApart.id)), page)


def lock(pair_id: str) -> KeptApart | None:
    return db.session.scalar(select(KeptApart).where(KeptApart.id == pair_id).with_for_update())


def of_pair(mentee_id: str, mentor_id: str) -> KeptApart | None:
    return db.session.scalar(
        select(KeptApart).where(KeptApart.mentee_id == mentee_id, KeptApart.mentor_id == mentor_id)
    )


def of_person(kind: Kind, person_id: str) -> Sequence[KeptApart]:
    column = KeptApart.mentee_id if kind == Kind.MENTEE else KeptApart.mentor_id
    return db.session.scalars(select(KeptApart).where(column == person_id).order_by(KeptApart.created_at)).all()


def remove(pair: KeptApart) -> None:
    db.session.delete(pair)
