"""One mentee and one mentor in full: the score with its parts, or every reason against them."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, vocabulary
from api.services.acts import Act
from api.services.pairs import in_words
from api.services.refusals import NoConsent
from api.services.suggestions import rows
from data.db import transaction
from data.store import consents, known, people, programs
from data.store.people import Kind
from matcher.pair import free_places
from matcher.people import Mentee, Program
from matcher.pool import Pool
from matcher.rank import PairExamination, examine
from matcher.shared import shared_between
from matcher.weights import Weights


def look_at_pair(act: Act, mentee_id: str, mentor_id: str) -> dict[str, Any]:
    """For any pair, whatever the mentee's status. Raises NotFound, Forbidden, NoConsent (the mentee's)."""
    with transaction(act.program_id):
        mentee = policy.require_on(act.actor, Permission.SUGGESTIONS, people.find(Kind.MENTEE, mentee_id))
        mentor = policy.require_on(act.actor, Permission.MENTOR_READ, people.find(Kind.MENTOR, mentor_id))
        if mentor.id in act.actor.own_people:
            # "Asked before" would say with whom a card without a name was, and that it was the other who said no.
            raise policy.Forbidden
        if consents.in_force(Kind.MENTEE, mentee.id, "matching") is None:
            raise NoConsent("This mentee has not agreed to matching, or has taken it back.")
        in_force = programs.current_weights(act.program_id)
        program = pairs.program_as_known(act, people.everyone(Kind.MENTOR))
        as_known = known.mentee(mentee)
        looked = examine(
            as_known,
            mentor.id,
            Pool.of(program, vocabulary.for_matching()),
            pairs.records_of_pairs(act, mentee),
            Weights(in_force.version, in_force.weights),
        )
        audit.record(act, "pair_looked_at", "mentee", mentee.id)
        name = people.preferred_names([mentor.id]).get(mentor.id)
        return {
            "as_of": program.as_of,
            "weights_version": in_force.version,
            "mentee_id": mentee.id,
            "eligible": looked.eligible,
            "reasons": _reasons(act, looked),
            **rows.read_row(act, _row(looked, as_known, program), name),
        }


def _row(looked: PairExamination, mentee: Mentee, program: Program) -> dict[str, Any]:
    if looked.suggestion is not None:
        return rows.row(looked.suggestion, program)
    mentor = next(mentor for mentor in program.mentors if mentor.id == looked.mentor_id)
    without_a_score = dict.fromkeys(("rank", "rank_before", "score", "known", "margin", "steady"))
    return {
        **without_a_score,
        "mentor_id": mentor.id,
        "stage_words": rows.stage(mentor, program.as_of),
        "free_places": free_places(mentor, program),
        "factors": [],
        "shared": rows.shared(shared_between(mentee, mentor, program.as_of)),
        "cautions": [],
        "unknown": [],
    }


def _reasons(act: Act, looked: PairExamination) -> list[dict[str, str]]:
    return [
        {
            "reason": objection.reason.value,
            "text": in_words(act, objection.phrase),
            "would_change": in_words(act, objection.would_change),
        }
        for objection in looked.objections
    ]
