"""Ranked mentors for a mentee: asked for, kept as shown, tried with other weights, and shown again."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, pools
from api.services.acts import Act
from api.services.matches.confirming import check_may_be_sought
from api.services.pages import Page
from api.services.refusals import AlreadyMatched, NoConsent, NotWaiting
from api.services.suggestions import rows
from api.words.cards import no_longer_here
from data.db import transaction
from data.store import known, matches, people, runs
from matcher.lifecycle import MenteeStatus
from matcher.rank import Beyond, rank
from matcher.weights import Weights

LOOKED_AT = 100
TRIED = 0
LATELY = timedelta(days=30)


def suggest(act: Act, mentee_id: str, limit: int, *, also: bool = False, spread: bool = False) -> dict[str, Any]:
    """Every mentor of the program but the asker, ranked. ``also``, ``spread``: see `matcher.also` and `matcher.spread`.

    Raises NotFound, Forbidden, AlreadyMatched, NotWaiting, NoConsent.

    What was shown is kept as a run, in the same transaction as its audit entry.
    """
    with transaction(act.program_id):
        mentee = _may_be_looked_for(act, mentee_id)
        lists = runs.lists_of_others(mentee_id, act.now - LATELY) if also or spread else {}
        beyond = Beyond(spread, also, lists)
        as_of, shown = _ranked(act, mentee, limit, _in_force(mentee), beyond=beyond)
        run = matches.add_run(
            act.program_id,
            mentee_id,
            as_of=as_of,
            weights_version=mentee.weights_version,
            shown=shown,
            now=act.now,
            by=act.actor.account_id,
        )
        audit.record(act, "suggestions_shown", "mentee", mentee_id)
        return rows.read_run(act, run)


def what_if(act: Act, mentee_id: str, weights: Mapping[str, float], limit: int) -> dict[str, Any]:
    """The list under other weights, for this look only: nothing is kept but the audit's entry.

    Raises as ``suggest``.
    """
    with transaction(act.program_id):
        mentee = _may_be_looked_for(act, mentee_id)
        as_of, shown = _ranked(act, mentee, limit, Weights(TRIED, weights), compare_with=_in_force(mentee))
        audit.record(act, "weights_tried", "mentee", mentee_id)
        return {
            "run_id": None,
            "generated_at": act.now,
            "as_of": as_of,
            "weights_version": mentee.weights_version,
            **rows.read(act, shown),
        }


def first_on_the_waiting_list(act: Act, limit: int) -> tuple[str, dict[str, Any]] | None:
    """The name of who has waited longest and may be matched, with their list; None when nobody waits."""
    with transaction(act.program_id):
        waiting = [row.id for row in people.by_waiting(MenteeStatus.WAITING, Page(LOOKED_AT)).rows]
        names = people.preferred_names(waiting)
    for mentee_id in waiting:
        with suppress(AlreadyMatched, NotWaiting, NoConsent):
            return names.get(mentee_id) or no_longer_here(act.language), suggest(act, mentee_id, limit)
    return None


def read_run(act: Act, run_id: str) -> dict[str, Any]:
    """A list as it was shown then; names are looked up now. Raises NotFound.

    Of a colleague's list an asker who is a mentor here besides is not shown themselves, nor how many were left out.
    """
    with transaction(act.program_id):
        run = policy.require_on(act.actor, Permission.RUN_READ, matches.find_run(run_id))
        audit.record(act, "run_shown", "mentee", run.mentee_id)
        read = {"mentee_id": run.mentee_id, **rows.read_run(act, run)}
        return read if run.asked_by == act.actor.account_id else rows.but_these(act.actor.own_people, read)


def _may_be_looked_for(act: Act, mentee_id: str) -> known.Sought:
    mentee = known.sought(mentee_id)
    policy.require_on(act.actor, Permission.SUGGESTIONS, mentee and mentee.row)
    mentee = policy.found(mentee)
    check_may_be_sought(
        mentee.row.status, has_open_match=mentee.has_open_match, agrees_to_matching=mentee.agrees_to_matching
    )
    return mentee


def _in_force(mentee: known.Sought) -> Weights:
    return Weights(mentee.weights_version, mentee.weights)


def _ranked(
    act: Act,
    mentee: known.Sought,
    limit: int,
    weights: Weights,
    compare_with: Weights | None = None,
    beyond: Beyond = Beyond(),  # noqa: B008
) -> tuple[date, dict[str, Any]]:
    """The day, and the list as it is kept."""
    as_known, between = pairs.with_records(act, mentee.row, mentee.words)
    own = act.actor.own_people
    with pools.up_to_date(act, mentee.head) as pool:
        ranking = rank(as_known, pool, between, weights, limit, compare_with, beyond, without=own)
        return pool.as_of, rows.kept(ranking, pool)
