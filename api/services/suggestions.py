"""Ranked mentors for a mentee: asked for, kept as shown, and shown again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, vocabulary
from api.services.acts import Act
from api.services.matches.confirming import check_waiting
from api.services.pairs import in_words
from api.services.refusals import AlreadyMatched, NoConsent, NotWaiting
from data.db import transaction
from data.store import known, matches, people, programs
from data.store.people import Kind
from matcher import explain
from matcher.lifecycle import MenteeStatus
from matcher.rank import rank
from matcher.stage import stage_words
from matcher.weights import Weights

LOOKED_AT = 100
NO_LONGER_HERE = "a person no longer here"


def suggest(act: Act, mentee_id: str, limit: int) -> dict[str, Any]:
    """Every mentor of the program, ranked. Raises NotFound, Forbidden, AlreadyMatched, NotWaiting, NoConsent.

    What was shown is kept as a run, in the same transaction as its audit entry.
    """
    with transaction(act.program_id):
        mentee = policy.require_on(act.actor, Permission.SUGGESTIONS, people.find(Kind.MENTEE, mentee_id))
        check_waiting(mentee)
        in_force = programs.current_weights(act.program_id)
        program = pairs.program_as_known(act, people.everyone(Kind.MENTOR))
        ranking = rank(
            known.mentee(mentee),
            program,
            pairs.records_of_pairs(act, mentee),
            Weights(in_force.version, in_force.weights),
            vocabulary.for_matching(),
            limit,
        )
        run = matches.add_run(
            act.program_id,
            mentee.id,
            as_of=program.as_of,
            weights_version=in_force.version,
            shown=_as_shown(ranking, program),
            now=act.now,
            by=act.actor.account_id,
        )
        audit.record(act, "suggestions_shown", "mentee", mentee.id)
        return _dump(run)


def first_on_the_waiting_list(act: Act, limit: int) -> tuple[str, dict[str, Any]] | None:
    """The name of who has waited longest and may be matched, with their list; None when nobody waits."""
    with transaction(act.program_id):
        waiting = [row.id for row in people.by_waiting(MenteeStatus.WAITING, LOOKED_AT)]
        names = people.preferred_names(waiting)
    for mentee_id in waiting:
        with suppress(AlreadyMatched, NotWaiting, NoConsent):
            return names.get(mentee_id) or NO_LONGER_HERE, suggest(act, mentee_id, limit)
    return None


def read_run(act: Act, run_id: str) -> dict[str, Any]:
    """A list as it was shown then; names are looked up now. Raises NotFound."""
    with transaction(act.program_id):
        run = policy.require_on(act.actor, Permission.RUN_READ, matches.find_run(run_id))
        audit.record(act, "run_shown", "mentee", run.mentee_id)
        return _dump(run)


def _as_shown(ranking: Any, program: Any) -> dict[str, Any]:
    """Ids, numbers and phrase keys: what a run keeps, as JSON."""
    mentors = {mentor.id: mentor for mentor in program.mentors}
    return {
        "pool": {
            "considered": ranking.considered,
            "eligible": ranking.eligible,
            "excluded": [{"reason": str(reason), "count": count} for reason, count in ranking.excluded],
        },
        "suggestions": [_row(row, mentors[row.mentor_id], program.as_of) for row in ranking.suggestions],
    }


def _row(row: Any, mentor: Any, as_of: Any) -> dict[str, Any]:
    stage = stage_words(mentor.stage, mentor.since, as_of)
    return {
        "rank": row.rank,
        "mentor_id": row.mentor_id,
        "score": row.score,
        "stage_words": explain.to_json(stage) if stage else None,
        "free_places": row.free_places,
        "factors": [
            {
                "factor": part.factor,
                "weight": part.weight,
                "similarity": part.similarity,
                "contribution": part.contribution,
                "because": explain.to_json(part.because),
            }
            for part in row.factors
        ],
        "shared": {
            "experiences": list(row.shared.experiences),
            "interests": list(row.shared.interests),
            "background": list(row.shared.background),
            "languages": list(row.shared.languages),
            "formats": list(row.shared.formats),
            "windows": [{"day": window.day, "from": window.start, "to": window.end} for window in row.shared.windows],
        },
        "unknown": list(row.unknown),
        "known": row.known,
    }


def _dump(run: Any) -> dict[str, Any]:
    shown = run.shown
    names = people.preferred_names([row["mentor_id"] for row in shown["suggestions"]])
    return {
        "run_id": run.id,
        "generated_at": run.generated_at,
        "as_of": run.as_of,
        "weights_version": run.weights_version,
        "pool": shown["pool"],
        "suggestions": [_dump_row(row, names.get(row["mentor_id"]) or NO_LONGER_HERE) for row in shown["suggestions"]],
    }


def _dump_row(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    stage = row["stage_words"]
    return {
        "rank": row["rank"],
        "mentor_id": row["mentor_id"],
        "score": row["score"],
        "mentor": {
            "preferred_name": name,
            "stage_words": in_words(explain.from_json(stage)) if stage else None,
            "free_places": row["free_places"],
        },
        "factors": [{**part, "because": in_words(explain.from_json(part["because"]))} for part in row["factors"]],
        "shared": row["shared"],
        "cautions": [],
        "unknown": row["unknown"],
        "known": row["known"],
        "margin": None,
        "steady": None,
    }
