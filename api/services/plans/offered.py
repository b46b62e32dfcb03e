"""Whom a plan may be asked for: names to choose from."""

from collections.abc import Iterable
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, waiting
from api.services.acts import Act
from api.services.programs import today_in
from data.db import transaction
from data.store import people, programs
from data.store.people import Kind
from matcher.lifecycle import MenteeStatus, MentorStatus


def offered(act: Act) -> dict[str, Any]:
    """``mentees`` who may be matched now, who have waited longest first; ``mentors`` who are active, by name.

    ``not_now``: how many wait besides, who are asked already or have not agreed. The asker's own profiles are nowhere.
    """
    policy.require(act.actor, Permission.PLANS)
    with transaction(act.program_id):
        today = today_in(programs.find(act.program_id), act.now)
        mentees = waiting.may_be_matched(act)
        mentors = [row for row in people.everyone(Kind.MENTOR) if _helps_others(act, row)]
        for deed in ("mentees_listed", "mentors_listed"):
            audit.record(act, deed)
        names = people.preferred_names([row.id for row in (*mentees, *mentors)])
        return {
            "mentees": [
                {"id": row.id, "name": names.get(row.id), "days": max(0, (today - row.waiting_since).days)}
                for row in mentees
            ],
            "mentors": sorted(({"id": row.id, "name": names.get(row.id)} for row in mentors), key=_by_name),
            "not_now": people.how_many(Kind.MENTEE, MenteeStatus.WAITING) - len(mentees) - _own_who_wait(act),
        }


def _helps_others(act: Act, mentor: Any) -> bool:
    return mentor.status == MentorStatus.ACTIVE and mentor.id not in act.actor.own_people


def _own_who_wait(act: Act) -> int:
    own: Iterable[Any] = people.by_id(Kind.MENTEE, act.actor.own_people).values()
    return sum(row.status == MenteeStatus.WAITING for row in own)


def _by_name(person: dict[str, Any]) -> tuple[str, str]:
    return str(person["name"] or "").casefold(), person["id"]
