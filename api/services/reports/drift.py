"""How scores, and the share of confirmations that took the first of the list, move from month to month."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit
from api.services.acts import Act
from api.services.reports.period import Period, last_year, rounding_key
from api.words import reports as words
from data.db import transaction
from data.store import looking_back, programs
from matcher.looking_back.disclosure import SMALLEST, STEP
from matcher.looking_back.drift import LEVELS, Confirmed, Listed, Month, by_month


def report(act: Act) -> dict[str, Any]:
    """Raises Forbidden. Every look is written down."""
    policy.require(act.actor, Permission.REPORTS)
    with transaction(act.program_id):
        period = last_year(programs.find(act.program_id), act.now)
        months = by_month(period.months, _listed(period), _confirmed(period), rounding_key(act.program_id))
        audit.record(act, "report_read", "program", act.program_id, "drift")
    return {
        "from": period.months[0],
        "to": period.last_day,
        "smallest_group": SMALLEST,
        "rounded_to": STEP,
        "note": words.note("drift", act.language),
        "rows": [_told(month) for month in months],
    }


def _listed(period: Period) -> list[Listed]:
    return [
        Listed(row.mentee_id, period.day(row.generated_at), tuple(each["score"] for each in row.shown["suggestions"]))
        for row in looking_back.shown(*period.moments)
    ]


def _confirmed(period: Period) -> list[Confirmed]:
    return [
        Confirmed(row.mentee_id, period.day(row.confirmed_at), row.mentor_ids.index(row.mentor_id) + 1)
        for row in looking_back.confirmed_from_a_list(*period.moments)
        if row.mentor_id in row.mentor_ids
    ]


def _told(month: Month) -> dict[str, Any]:
    return {
        "month": month.month,
        "lists": month.lists,
        **_levels("first_score", month.first_scores),
        **_levels("shown_score", month.shown_scores),
        "confirmations": month.confirmations,
        "first_chosen_share": month.first_chosen,
    }


def _levels(name: str, scores: tuple[float, ...] | None) -> dict[str, float | None]:
    found = scores or (None,) * len(LEVELS)
    return {f"{name}_p{level * 100:.0f}": score for level, score in zip(LEVELS, found, strict=True)}
