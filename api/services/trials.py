"""Other weights tried over the whole waiting list: what would change, for how many, and nothing is kept."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, pools, vocabulary, waiting
from api.services.acts import Act
from api.services.pairs import in_words
from api.services.programs import today_in
from api.services.reports.crowds import TOPICS, case
from api.services.reports.period import rounding_key
from data.db import reading, transaction
from data.store import programs
from matcher.explain import Phrase
from matcher.looking_back.disclosure import SMALLEST
from matcher.looking_back.table import Case, Kind, Measure, tabulate
from matcher.trials import Change, Trial, trial

CHANGED = Measure("first_choice_changed", Kind.MEAN, more_is_better=False)
_WEIGHTS = Mapping[str, float]


def try_on_all(act: Act, weights: _WEIGHTS) -> dict[str, Any]:
    """Beside the weights in force. Raises Forbidden. Nothing is kept but the audit's entry, and nobody waits for it."""
    policy.require(act.actor, Permission.WEIGHTS_TRY)
    with reading(act.program_id):
        in_force = programs.current_weights(act.program_id)
        told = {"weights_version": in_force.version, **what_would_change(act, in_force.weights, weights)}
    with transaction(act.program_id):
        audit.record(act, "weights_tried_on_all", "program", act.program_id)
    return told


def what_would_change(act: Act, before: _WEIGHTS, after: _WEIGHTS) -> dict[str, Any]:
    """For everyone who may be matched now, but the asker's own profiles. Inside the caller's transaction."""
    rows = waiting.may_be_matched(act)
    mentees, between = pairs.all_with_records(act, rows)
    with pools.up_to_date(act) as pool:
        tried = trial((pool.compare(mentee, between[mentee.id]) for mentee in mentees), before, after)
    changes = {row.id: change for row, change in zip(rows, tried.changes, strict=True) if change is not None}
    changed = [mentee_id for mentee_id, change in changes.items() if change.first_choice_changed]
    return {
        "people": len(rows),
        "without_a_choice": len(rows) - len(changes),
        "first_choices": {"changed": len(changed), "mentee_ids": changed},
        "lists": _lists(list(changes.values())),
        **_sides(tried),
        "smallest_group": SMALLEST,
        "groups": _groups(act, [row for row in rows if row.id in changes], changes),
        "note": in_words(act, Phrase("tried.note")),
    }


def _lists(changes: list[Change]) -> dict[str, float] | None:
    if not changes:
        return None
    looked_at = sum(change.looked_at for change in changes)
    moved = sum(change.moved * change.looked_at for change in changes)
    return {"share_that_stays": sum(change.stay for change in changes) / looked_at, "places_moved": moved / looked_at}


def _sides(tried: Trial) -> dict[str, Any]:
    sides = {"before": tried.before, "after": tried.after}
    return {
        "worst_off": {name: side.worst_off for name, side in sides.items()},
        "plan": {name: None if side.plan is None else asdict(side.plan) for name, side in sides.items()},
    }


def _groups(act: Act, rows: list[Any], changes: Mapping[str, Change]) -> list[dict[str, Any]]:
    today = today_in(programs.find(act.program_id), act.now)
    cases = [case(row, today, {CHANGED.name: float(changes[row.id].first_choice_changed)}) for row in rows]
    return [row for topic, several in TOPICS.items() for row in _table(act, topic, several, cases)]


def _table(act: Act, topic: str, several: bool, cases: list[Case]) -> list[dict[str, Any]]:
    key = rounding_key(act.program_id)
    table = tabulate(topic, vocabulary.ordered(topic), cases, [CHANGED], several=several, key=key)
    return [
        {"topic": topic, "group": row.group, "people": row.people, "share_changed": row.values[CHANGED.name].value}
        for row in table.rows
    ]
