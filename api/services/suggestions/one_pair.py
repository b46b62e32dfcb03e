"""One mentee and one mentor in full: the score with its parts, or every reason against them."""

from typing import Any

from api.services import audit, pairs, pools
from api.services.acts import Act
from api.services.pairs import reasons_read
from api.services.suggestions import rows
from api.services.suggestions.asked_about import mentee_beside
from api.services.weights import to_rank_with
from data.db import transaction
from data.store import people
from matcher.people import Mentee
from matcher.pool import Pool
from matcher.rank import PairExamination, examine
from matcher.shared import shared_between


def look_at_pair(act: Act, mentee_id: str, mentor_id: str) -> dict[str, Any]:
    """For any pair, whatever the mentee's status. Raises NotFound, Forbidden, NoConsent (the mentee's)."""
    with transaction(act.program_id):
        mentee = mentee_beside(act, mentee_id, mentor_id)
        weights = to_rank_with(act)
        as_known, between = pairs.with_records(act, mentee)
        with pools.up_to_date(act) as pool:
            looked = examine(as_known, mentor_id, pool, between, weights)
            as_of, row = pool.as_of, _row(looked, as_known, pool)
        audit.record(act, "pair_looked_at", "mentee", mentee.id)
        name = people.preferred_names([mentor_id]).get(mentor_id)
        return {
            "as_of": as_of,
            "weights_version": weights.version,
            "mentee_id": mentee.id,
            "eligible": looked.eligible,
            "reasons": reasons_read(act, looked.objections),
            **rows.read_row(act, row, name),
        }


def _row(looked: PairExamination, mentee: Mentee, pool: Pool) -> dict[str, Any]:
    if looked.suggestion is not None:
        return rows.row(looked.suggestion, pool)
    mentor = pool.mentor(looked.mentor_id)
    without_a_score = dict.fromkeys(("rank", "rank_before", "score", "known", "margin", "steady"))
    return {
        **without_a_score,
        "mentor_id": mentor.id,
        "stage_words": rows.stage(mentor, pool.as_of),
        "free_places": pool.free_places(mentor.id),
        "factors": [],
        "shared": rows.shared(shared_between(mentee, mentor, pool.as_of)),
        "cautions": [],
        "unknown": [],
    }
