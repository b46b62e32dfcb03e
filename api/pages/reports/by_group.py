"""The fairness report's numbers as small tables: of each topic one for each crowd, a line for each group."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from api.pages.filters import number
from api.pages.reports import names
from api.pages.reports.standing_out import is_best

Rows = Sequence[Mapping[str, Any]]
CROWDS = {
    "waiting": (_l("People who wait"), ("days_waited", "eligible_mentors")),
    "introduced": (_l("People who were introduced"), ("days_waited",)),
    "waiting_or_introduced": (_l("People who wait or were introduced"), ("matched_share",)),
    "mentors": (_l("Active mentors"), ("times_suggested", "times_matched")),
}
MEASURES = {
    "days_waited": _l("Half waited at least"),
    "eligible_mentors": _l("Mentors to choose from"),
    "matched_share": _l("Were introduced"),
    "times_suggested": _l("Times on a list"),
    "times_matched": _l("Times introduced"),
}


def topics(rows: Rows) -> list[dict[str, Any]]:
    return [_topic(name, [row for row in rows if row["topic"] == topic]) for topic, name in names.TOPICS.items()]


def _topic(name: Any, rows: Rows) -> dict[str, Any]:
    """``hidden``: of which crowds too few people are in any group."""
    told = {row["population"] for row in rows}
    return {
        "name": name,
        "tables": [_table(rows, population) for population in CROWDS if population in told],
        "hidden": [caption for population, (caption, _measures) in CROWDS.items() if population not in told],
        "is_clear": any(row["clear"] for row in rows),
    }


def _table(rows: Rows, population: str) -> dict[str, Any]:
    caption, measures = CROWDS[population]
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["population"] == population:
            line = lines.setdefault(row["group"], {"label": row["label"], "people": number(row["people"]), "cells": []})
            line["cells"].append(_cell(row))
    return {
        "caption": caption,
        "columns": [MEASURES[each] for each in measures],
        "lines": list(lines.values()),
        "is_compared": len(lines) > 1,
    }


def _cell(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"value": names.figure(row["measure"], row["value"]), "beside": _beside(row), "is_clear": row["clear"]}


def _beside(row: Mapping[str, Any]) -> str:
    """What the number is beside that of the best served, with the interval in which chance lets it lie."""
    if row["ratio_to_best"] is None:
        return ""
    if is_best(row):
        return _("best served")
    if not row["clear"] and round(row["ratio_to_best"], 1) == 1:
        return _("about the same (%(low)s to %(high)s)", low=_times(row["ratio_from"]), high=_times(row["ratio_to"]))
    times, low, high = (_times(row[each]) for each in ("ratio_to_best", "ratio_from", "ratio_to"))
    return _("%(times)s times (%(low)s to %(high)s)", times=times, low=low, high=high)


def _times(ratio: float) -> str:
    """Near 1 to two places, so that what is clear does not seem to touch it."""
    return number(round(ratio, 1 if ratio >= 2 else 2))
