"""A plan as it is told: a word for each number, and a way on from each row."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from api.pages.suggestions import telling
from api.pages.suggestions.names import REASONS

# Scores that differ by less are told as the same.
EVEN = 0.005
# Of why these two: what adds most.
NAMED = 3
# Of what stands in the way of somebody: what takes most mentors away.
MOST_REASONS = 3


def row(found: Mapping[str, Any]) -> dict[str, Any]:
    """``looked``: the two as they are today; None where they can't be asked, or are asked already."""
    looked = None if found["looked"] is None else telling.told(found["looked"] | {"mentor": _mentor(found)})
    return {
        **found,
        "points": round(found["score"] * 100),
        "score_words": _number(found["score"]),
        "price": _price(found),
        "today": _today(found["score"], looked),
        "above_all": looked["above_all"] if looked else [],
        "because": [part["because"] for part in looked["strong"][:NAMED]] if looked else [],
        "cautions": looked["cautions"] if looked else [],
    }


def _mentor(found: Mapping[str, Any]) -> dict[str, Any]:
    return {**found["looked"]["mentor"], "preferred_name": found["mentor"]}


def _price(found: Mapping[str, Any]) -> str:
    """What this person gives up for the others; nothing where it is nothing."""
    best = found["first_choice_score"]
    if best - found["score"] < EVEN:
        return ""
    return _("If nobody else waited, the highest for this mentee would be %(best)s.", best=_number(best))


def _today(score: float, looked: Mapping[str, Any] | None) -> str:
    if looked is None or abs(looked["score"] - score) < EVEN:
        return ""
    return _("Something changed since then: today it would be %(score)s.", score=_number(looked["score"]))


def by_reason(left_over: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those without a mentor, together with whoever is without one for the same reason."""
    groups: dict[str, dict[str, Any]] = {}
    for each in left_over:
        group = groups.setdefault(each["reason"], {"reason": each["reason"], "text": each["text"], "people": []})
        group["people"].append({**each, "in_the_way": _in_the_way(each)})
    return list(groups.values())


def _in_the_way(each: Mapping[str, Any]) -> str:
    """Only where it was nobody's place that decided."""
    if each["reason"] != "no_one_eligible":
        return ""
    most = sorted(each["excluded"], key=lambda excluded: -excluded["count"])[:MOST_REASONS]
    return ", ".join(f"{REASONS[excluded['reason']]} ({excluded['count']})" for excluded in most)


def totals(plan: Mapping[str, Any]) -> list[str]:
    """What the plan comes to, a sentence each. How many is counted from the rows that the asker sees."""
    found = plan["totals"]
    matched, unmatched = len(plan["assignments"]), len(plan["unmatched"])
    if found is None or not matched:
        return []
    return [
        _how_many(matched, unmatched),
        _("On average a pair scores %(mean)s of 1. The lowest score is %(worst)s, and the lowest tenth has %(tenth)s.",
          mean=_number(found["mean_score"]), worst=_number(found["worst_score"]), tenth=_number(found["lowest_tenth"])),
        ngettext("%(num)s mentor would be asked, of %(all)s with a free place.",
                 "%(num)s mentors would be asked, of %(all)s with a free place.",
                 found["mentors_proposed"], all=found["mentors_with_a_free_place"]),
        *_swaps(found["blocking_pairs"]),
    ]  # fmt: skip


def _how_many(matched: int, unmatched: int) -> str:
    everyone = matched + unmatched
    if not unmatched:
        return ngettext(
            "%(num)s person has a mentor in this plan, and nobody is left over.",
            "All %(num)s people have a mentor in this plan.",
            matched,
        )
    return ngettext(
        "%(num)s person of %(all)s has a mentor in this plan.",
        "%(num)s people of %(all)s have a mentor in this plan.",
        matched,
        all=everyone,
    )


def _swaps(count: int | None) -> list[str]:
    """Nothing where it is not for the asker to know."""
    if count is None:
        return []
    if not count:
        return [_("There are no two people who would both score higher with each other than in this plan.")]
    several = ngettext(
        "There is %(num)s pair of which both would score higher with each other. The plan gives that up for others.",
        "There are %(num)s pairs of which both would score higher with each other. The plan gives that up for others.",
        count,
    )
    return [several]


def _number(score: float) -> str:
    return telling.number(round(score * 100))
