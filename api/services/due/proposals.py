"""Proposals without an answer: one nudge half way, and a kind end when the time to answer is over."""

from typing import Any

from api.services import audit, notices
from api.services.acts import Act
from api.services.due.days import lapse_day, nudge_day
from api.services.matches import moves
from api.services.programs import today_in
from data.db import reading, transaction
from data.store import matches, programs
from matcher.lifecycle import UNANSWERED

NUDGED, LAPSED = "nudged", "lapsed"


def find(act: Act) -> list[str]:
    """Ids of the matches that something is due for, the oldest first."""
    with reading(act.program_id):
        program = programs.find(act.program_id)
        return [row.id for row in matches.without_an_answer(today_in(program, act.now)) if _due(act, program, row)]


def see_to(act: Act, match_id: str) -> str | None:
    """Nudge or lapse, whichever is due of the match as it is found under its lock; None where nothing is any longer.

    Whoever answered in the meantime, or another run of this job, was simply quicker.
    """
    with transaction(act.program_id):
        match = moves.lock_all(act.actor, match_id)
        due = _due(act, programs.find(act.program_id), match)
        if due == NUDGED:
            match.nudged_at = act.now
            notices.tell_unanswered(act, match)
            audit.record(act, "match_nudge", "match", match.id)
        if due == LAPSED:
            moves.lapse(act, match)
        return due


def _due(act: Act, program: Any, match: Any) -> str | None:
    """Nothing ever lapses without a nudge before."""
    if match.state not in UNANSWERED:
        return None
    today, confirmed_on = today_in(program, act.now), today_in(program, match.confirmed_at)
    if match.nudged_at is None:
        return NUDGED if today >= nudge_day(confirmed_on, match.answer_by) else None
    nudged_on = today_in(program, match.nudged_at)
    return LAPSED if today >= lapse_day(confirmed_on, match.answer_by, nudged_on) else None
