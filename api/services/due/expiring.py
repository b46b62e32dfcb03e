"""Training and screening that run out: the mentor and the coordinators are told once, in time to renew them.

Nothing else follows from it here: whoever is not trained or screened any longer is left out by the matcher's rules.
"""

from datetime import date, timedelta
from typing import Any

from api.services import audit, notices
from api.services.acts import Act
from api.services.programs import today_in
from data.db import reading, transaction
from data.store import people, programs
from data.store.people import HELPING, Kind

TOLD = "expiring"


def find(act: Act) -> list[str]:
    """Ids of the mentors who are to be told."""
    with reading(act.program_id):
        program = programs.find(act.program_id)
        return list(people.mentors_running_out(_asked_for(program), _last_day(act, program)))


def see_to(act: Act, mentor_id: str) -> str | None:
    """Tell of the mentor as they are found under their lock; None where there is nothing to tell any longer."""
    with transaction(act.program_id):
        mentor, program = people.lock(Kind.MENTOR, mentor_id), programs.find(act.program_id)
        running_out = _running_out(mentor, _asked_for(program), _last_day(act, program))
        if not running_out:
            return None
        for what, expires_on in running_out.items():
            setattr(mentor, f"{what}_notice_for", expires_on)
        notices.tell_expiring(act, mentor)
        audit.record(act, "mentor_expiry_told", "mentor", mentor.id)
        return TOLD


def _asked_for(program: Any) -> list[str]:
    """What a program does not ask for may run out without a word."""
    return [what for what in ("training", "screening") if getattr(program, f"{what}_required")]


def _last_day(act: Act, program: Any) -> date:
    return today_in(program, act.now) + timedelta(days=program.days_before_expiry)


def _running_out(mentor: Any, asked_for: list[str], last_day: date) -> dict[str, date]:
    """By what runs out its last day, where that day was not told of yet."""
    if mentor is None or mentor.status not in HELPING:
        return {}
    ends = {what: getattr(mentor, f"{what}_expires_on") for what in asked_for}
    return {
        what: expires_on
        for what, expires_on in ends.items()
        if expires_on is not None and expires_on <= last_day and getattr(mentor, f"{what}_notice_for") != expires_on
    }
