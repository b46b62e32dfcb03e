"""Other weights tried over the whole waiting list: what would change, for how many, and nothing is kept."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, pools, vocabulary, waiting
from api.services.acts import Act
from api.services.pairs import in_words
from api.services.programs import today_in
from api.services.reports.crowds import TOPICS, case
from api.services.reports.period import rounding_key
from api.services.weights import to_rank_with
from data.db import reading, transaction
from data.store import programs
from matcher.explain import Phrase
from matcher.looking_back.disclosure import SMALLEST
from matcher.looking_back.table import Case, Kind, Measure, Row, everyone, tabulate
from matcher.trials import Change, Trial, WaitingList

CHANGED = Measure("first_choice_changed", Kind.MEAN, more_is_better=False)
_WEIGHTS = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Tried:
    """``changes``: by mentee, of those who have a choice. ``cases``: the same people, for numbers by group."""

    people: int
    trial: Trial
    changes: Mapping[str, Change]
    cases: list[Case]


def try_on_all(act: Act, weights: _WEIGHTS) -> dict[str, Any]:
    """Beside the weights in force. Raises Forbidden. Nothing is kept but the audit's entry, and nobody waits for it."""
    policy.require(act.actor, Permission.WEIGHTS_TRY)
    with reading(act.program_id):
        in_force = to_rank_with(act)
        told = {"weights_version": in_force.version, **what_would_change(act, in_force.values, weights)}
    with transaction(act.program_id):
        audit.record(act, "weights_tried_on_all", "program", act.program_id)
    return told


def what_would_change(act: Act, before: _WEIGHTS, after: _WEIGHTS) -> dict[str, Any]:
    """For everyone who may be matched now, but the asker's own profiles. Inside the caller's transaction.

    Whoever may not see mentees is told what may be passed on (decision 20): no ids, no number of fewer than 11
    people, and none that belongs to one person, as the lowest score does. The groups are so for everybody.
    """
    tried = _tried(act, before, after)
    sees_mentees = policy.allows(act.actor, Permission.MENTEE_LIST)
    return {
        **(_in_full(act, tried) if sees_mentees else _to_pass_on(act, tried)),
        "smallest_group": SMALLEST,
        "groups": [row for topic, several in TOPICS.items() for row in _table(act, topic, several, tried.cases)],
        "note": in_words(act, Phrase("tried.note")),
    }


def _tried(act: Act, before: _WEIGHTS, after: _WEIGHTS) -> _Tried:
    rows = waiting.may_be_matched(act)
    mentees, between = pairs.all_with_records(act, rows)
    with pools.up_to_date(act) as pool:
        everybody = WaitingList((pool.compare(each, between[each.id]) for each in mentees), before, after)
    # Others need not wait for the plans of before and after: what these are worked out from is theirs.
    trial = everybody.tried()
    today = today_in(programs.find(act.program_id), act.now)
    changes = {row.id: change for row, change in zip(rows, trial.changes, strict=True) if change is not None}
    return _Tried(len(rows), trial, changes, [_case(row, today, changes) for row in rows if row.id in changes])


def _case(row: Any, today: date, changes: Mapping[str, Change]) -> Case:
    return case(row, today, {CHANGED.name: float(changes[row.id].first_choice_changed)})


def _in_full(act: Act, tried: _Tried) -> dict[str, Any]:
    changed = [mentee_id for mentee_id, change in tried.changes.items() if change.first_choice_changed]
    sides = {"before": tried.trial.before, "after": tried.trial.after}
    plans = {name: None if side.plan is None else asdict(side.plan) for name, side in sides.items()}
    return {
        "people": tried.people,
        "without_a_choice": tried.people - len(tried.changes),
        "first_choices": {"changed": len(changed), "mentee_ids": changed},
        "lists": _lists(tried.changes.values()),
        "worst_off": {name: side.worst_off for name, side in sides.items()},
        "plan": {**plans, "text": None if None not in plans.values() else in_words(act, Phrase("tried.too_many"))},
    }


def _to_pass_on(act: Act, tried: _Tried) -> dict[str, Any]:
    all_of_them = everyone(tried.cases, [CHANGED], rounding_key(act.program_id))
    lists = None if all_of_them is None else _lists(tried.changes.values())
    return {
        "people": all_of_them and all_of_them.people,
        "without_a_choice": None,
        "first_choices": all_of_them
        and {"changed": round(_share_changed(all_of_them) * all_of_them.people), "mentee_ids": None},
        "lists": lists and {name: round(number, 2) for name, number in lists.items()},
        "worst_off": None,
        "plan": None,
    }


def _lists(changes: Collection[Change]) -> dict[str, float] | None:
    if not changes:
        return None
    looked_at = sum(change.looked_at for change in changes)
    moved = sum(change.moved * change.looked_at for change in changes)
    return {
        "share_that_stays": sum(change.stay for change in changes) / looked_at,
        "places_moved": moved / looked_at,
    }


def _table(act: Act, topic: str, several: bool, cases: list[Case]) -> list[dict[str, Any]]:
    """Who is counted decides how it is rounded, and not the weights: no repeated look comes nearer to a number."""
    key = rounding_key(act.program_id)
    table = tabulate(topic, vocabulary.ordered(topic), cases, [CHANGED], several=several, key=key)
    return [
        {"topic": topic, "group": row.group, "people": row.people, "share_changed": _share_changed(row)}
        for row in table.rows
    ]


def _share_changed(row: Row) -> float:
    """The people may have been rounded down, and those of them with a change up."""
    return min(1.0, row.values[CHANGED.name].value)
