"""A plan as coordinators work with it: with names, why these two, and what has become of each row since."""

from collections.abc import Mapping, Sequence
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, pools
from api.services.acts import Act
from api.services.matches.confirming import check_waiting
from api.services.pairs import reasons_read
from api.services.plans.ground import NOT_NOW
from api.services.plans.reading import dump
from api.services.suggestions import rows as suggested
from api.services.weights import to_rank_with
from api.words.cards import no_longer_here
from data.db import reading, transaction
from data.store import matches, people, plans, programs
from data.store.people import Kind
from matcher.people import PairRecords
from matcher.pool import Pool
from matcher.rank import PairExamination, examine
from matcher.weights import Weights

# So many of those without a mentor are told by name.
MOST_LEFT_OVER = 200
# What has become of a row: it may be confirmed, or the two are matched already. Else the code of what is in the way.
OPEN, ASKED, GONE, NOT_ELIGIBLE = "open", "asked", "gone", "not_eligible"
Row = dict[str, Any]


def one(act: Act, plan_id: str, first: int, most: int) -> dict[str, Any]:
    """The plan as it is read, with ``rows``: ``most`` of its assignments from ``first`` on. Raises NotFound.

    Each row has a ``standing``; ``looked`` are the two as they are today, by the plan's own weights where it had some.
    """
    with reading(act.program_id):
        plan = policy.require_on(act.actor, Permission.PLAN, plans.find(plan_id))
        shown = dump(act, plan)
        left_over = [_left_out(row) for row in shown["unmatched"][:MOST_LEFT_OVER]]
        assigned = shown["assignments"][first : first + most]
        mentees = people.by_id(Kind.MENTEE, [row["mentee_id"] for row in assigned])
        rows = [_standing(act, row, mentees.get(row["mentee_id"])) for row in assigned]
        _look(act, [row for row in rows if row["standing"] == OPEN], mentees, _weights(act, plan))
        _name(act, [*rows, *left_over])
        program = programs.find(act.program_id)
        assert program is not None
        found = {**shown, "rows": rows, "left_over": left_over, "time_zone": program.time_zone}
    # By itself: nobody who writes waits while dozens of pairs are compared.
    with transaction(act.program_id):
        audit.record(act, "plan_looked_at", "plan", plan_id)
    return found


def _standing(act: Act, assignment: Mapping[str, Any], mentee: Any) -> Row:
    """As far as the mentee goes."""
    row: Row = {**assignment, "standing": OPEN, "match_id": None, "reasons": [], "looked": None}
    if mentee is None:
        return row | {"standing": GONE}
    try:
        check_waiting(mentee)
    except tuple(NOT_NOW) as refusal:
        return row | {"standing": NOT_NOW[type(refusal)]} | _under_way(act, row)
    return row


def _under_way(act: Act, row: Row) -> Row:
    """Nothing of a match of which the asker is one: with whom is not theirs to know."""
    match = matches.open_of_mentee(row["mentee_id"])
    if match is None or policy.party_of(act.actor, match) is not None:
        return {}
    if not policy.allows(act.actor, Permission.MATCH_READ, match):
        return {}
    return {"match_id": match.id} | ({"standing": ASKED} if match.mentor_id == row["mentor_id"] else {})


def _weights(act: Act, plan: Any) -> Weights:
    in_force = to_rank_with(act)
    return Weights(in_force.version, plan.asked["weights"] or in_force.values)


def _look(act: Act, rows: Sequence[Row], mentees: Mapping[str, Any], weights: Weights) -> None:
    """Whether each of these rows may still be confirmed, and why these two."""
    all_known, between = pairs.all_with_records(act, [mentees[row["mentee_id"]] for row in rows])
    as_known = {mentee.id: mentee for mentee in all_known}
    with pools.up_to_date(act) as pool:
        for row in rows:
            row.update(_looked(row, as_known[row["mentee_id"]], pool, between[row["mentee_id"]], weights))
    for row in rows:
        _put_into_words(act, row)


def _looked(row: Row, mentee: Any, pool: Pool, between: PairRecords, weights: Weights) -> Row:
    if row["mentor_id"] not in pool:
        return {"standing": GONE}
    found: PairExamination = examine(mentee, row["mentor_id"], pool, between, weights)
    if found.suggestion is None:
        return {"standing": NOT_ELIGIBLE, "reasons": found.objections}
    return {"looked": suggested.row(found.suggestion, pool)}


def _put_into_words(act: Act, row: Row) -> None:
    row["reasons"] = reasons_read(act, row["reasons"])
    if row["looked"] is not None:
        row["looked"] = suggested.read_row(act, row["looked"], None)


def _name(act: Act, rows: Sequence[Row]) -> None:
    ids = {row[each] for row in rows for each in ("mentee_id", "mentor_id") if each in row}
    names = people.preferred_names(ids)
    for row in rows:
        for kind in Kind:
            if f"{kind}_id" in row:
                row[kind.value] = names.get(row[f"{kind}_id"]) or no_longer_here(act.language)


def _left_out(row: Row) -> Row:
    (why,) = row["reasons"]
    return {**row, **why}
