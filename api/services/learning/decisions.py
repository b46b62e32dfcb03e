"""The program's own decisions, as the core learns from them: the mentor confirmed, against those shown beside."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from api.services.reports.crowds import groups
from data.store import decisions, people
from data.store.people import Kind
from matcher.learn import Decision
from matcher.weights import FACTORS

# What is asked of long ago says less of what coordinators look for now, and a proposal is to be there in seconds.
NEWEST = 2000


def of_program(without: frozenset[str]) -> list[Decision]:
    """Of each list that led to a confirmation; ``without``: those about these people are left out."""
    mentors = {mentor.id: mentor for mentor in people.everyone(Kind.MENTOR)}
    chosen_before: dict[str, set[str]] = {}
    found = []
    for row in reversed(decisions.newest(NEWEST, without)):
        before = chosen_before.setdefault(row.run_id, set())
        # Who was confirmed from this list before, and fell through, was not passed over the second time.
        shown = [each for each in row.shown["suggestions"] if each["mentor_id"] not in before]
        if any(each["mentor_id"] == row.mentor_id for each in shown):
            found.append(_decision(row, shown, mentors))
        before.add(row.mentor_id)
    return found


def _decision(row: Any, shown: Sequence[Mapping[str, Any]], mentors: Mapping[str, Any]) -> Decision:
    ids = [each["mentor_id"] for each in shown]
    said = [groups(mentors[mentor_id], row.as_of) for mentor_id in ids]
    return Decision(
        asker=row.mentee_id,
        similarities=np.array([_similarities(each) for each in shown], dtype=np.float64),
        chosen=ids.index(row.mentor_id),
        candidates=ids,
        groups={topic: [each[topic] or () for each in said] for topic in said[0]},
    )


def _similarities(shown: Mapping[str, Any]) -> list[float]:
    """In the order of FACTORS. What the mentee left unsaid is compared in nobody of the list: 0 for all."""
    said = {part["factor"]: part["similarity"] for part in shown["factors"]}
    return [said.get(factor, 0.0) for factor in FACTORS]
