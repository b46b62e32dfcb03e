"""Two mentors side by side for one mentee: what set them apart, and which weight would turn them round."""

from collections.abc import Mapping
from typing import Any

from api import policy
from api.services import audit, pairs, pools
from api.services.acts import Act
from api.services.pairs import in_words, reasons_read
from api.services.suggestions.asked_about import mentee_beside
from api.services.weights import to_rank_with
from api.words.cards import no_longer_here
from data.db import transaction
from data.store import people
from matcher.against import FactorBeside, Side, Turn, Verdict, against


def set_against(act: Act, mentee_id: str, mentor_id: str, other_id: str) -> dict[str, Any]:
    """Whatever the mentee's status. Raises NotFound (also for a mentor against themselves), Forbidden, NoConsent."""
    with transaction(act.program_id):
        mentee = mentee_beside(act, mentee_id, mentor_id, other_id)
        if mentor_id == other_id:
            raise policy.NotFound
        weights = to_rank_with(act)
        as_known, between = pairs.with_records(act, mentee)
        with pools.up_to_date(act) as pool:
            found, as_of = against(as_known, mentor_id, other_id, pool, between, weights), pool.as_of
        audit.record(act, "mentors_compared", "mentee", mentee.id)
        names = people.preferred_names([mentor_id, other_id])
        return {
            "as_of": as_of,
            "weights_version": weights.version,
            "mentee_id": mentee.id,
            "eligible": found.verdict is not None,
            "mentor": _side(act, found.mentor, names),
            "other": _side(act, found.other, names),
            **_verdict(act, found.verdict),
        }


def _side(act: Act, side: Side, names: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "mentor_id": side.mentor_id,
        "preferred_name": names.get(side.mentor_id) or no_longer_here(act.language),
        "eligible": side.suggestion is not None or not side.objections,
        "reasons": reasons_read(act, side.objections),
        "rank": side.suggestion and side.suggestion.rank,
        "score": None if side.suggestion is None else side.suggestion.score,
    }


def _verdict(act: Act, verdict: Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {"ahead": None, "decided_by": None, "decided": None, "turn": None, "factors": []}
    return {
        "ahead": verdict.ahead,
        "decided_by": verdict.decided_by,
        "decided": in_words(act, verdict.decided),
        "turn": _turn(act, verdict.turn),
        "factors": [_factor(act, each) for each in verdict.factors],
    }


def _turn(act: Act, turn: Turn | None) -> dict[str, Any] | None:
    if turn is None:
        return None
    return {"factor": turn.factor, "from": turn.now, "to": turn.to, "text": in_words(act, turn.phrase)}


def _factor(act: Act, beside: FactorBeside) -> dict[str, Any]:
    return {
        "factor": beside.factor,
        "weight": beside.weight,
        "similarity": beside.mentor.similarity,
        "contribution": beside.mentor.contribution,
        "because": in_words(act, beside.mentor.because),
        "other_similarity": beside.other.similarity,
        "other_contribution": beside.other.contribution,
        "other_because": in_words(act, beside.other.because),
        "difference": beside.difference,
    }
