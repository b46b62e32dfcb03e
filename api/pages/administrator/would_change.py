"""What other weights would change, in sentences and small tables."""

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from api.pages import coded
from api.pages.everyone import everyone
from api.pages.filters import number, percent
from api.pages.reports.names import TOPICS as TOPICS
from api.pages.suggestions.names import FACTORS
from api.services import people
from api.words import reports as words
from matcher.looking_back.table import EVERYONE_ELSE, NOT_SAID, SAID_NONE

MOST_NAMED = 50
WAITING = "waiting"
OF_A_PLAN = {
    "matched": _l("People with a mentor"),
    "total": _l("Sum of all scores"),
    "worst": _l("Lowest score"),
    "lowest_tenth": _l("Lowest tenth of the scores, on average"),
    "blocking_pairs": _l("Pairs who would both rather have each other"),
}


def shares(before: Mapping[str, float], after: Mapping[str, float]) -> list[tuple[Any, str, str]]:
    """Only proportions count, so these are what is compared."""
    in_all = sum(before.values()), sum(after.values())
    return [
        (name, percent(before[factor] / in_all[0]), percent(after[factor] / in_all[1]))
        for factor, name in FACTORS.items()
    ]


def told(found: Mapping[str, Any]) -> dict[str, Any]:
    """``found``: as `api.schemas.trials.WouldChange` says it. What is not for the asker is left out."""
    changed = found["first_choices"] or {}
    ids = changed.get("mentee_ids") or []
    return {
        "sentences": [*_how_many(found), *_lists(found["lists"])],
        "named": _named(ids[:MOST_NAMED]),
        "more": max(0, len(ids) - MOST_NAMED),
        "worst_off": found["worst_off"] and [_score(found["worst_off"][side]) for side in ("before", "after")],
        "plan": _plan(found["plan"]),
        "plan_text": found["plan"] and found["plan"]["text"],
        "topics": _topics(found["groups"]),
        "smallest_group": found["smallest_group"],
        "note": found["note"],
    }


def signed(share: float) -> str:
    """ "+3%", "-3%", and nothing before a 0."""
    return str(format_percent(share, "+#,##0%;-#,##0%")) if round(100 * share) else percent(0)


def _how_many(found: Mapping[str, Any]) -> list[str]:
    first_choices = found["first_choices"]
    if first_choices is None:
        return [_("There are too few people to show anything, so that nobody can be known by it.")]
    if first_choices["mentee_ids"] is None:
        return [_about(first_choices["changed"], number(found["people"]))]
    if not found["people"]:
        return [_("Nobody is waiting whom you could match now.")]
    return [_exactly(first_choices["changed"], number(found["people"])), *_without(found["without_a_choice"])]


def _about(changed: int, people_in_all: str) -> str:
    if not changed:
        return _("Nobody, or only a few people, would have another mentor first.")
    return _(
        "About %(num)s people of about %(all)s who wait would have another mentor first.",
        num=number(changed),
        all=people_in_all,
    )


def _exactly(changed: int, people_in_all: str) -> str:
    if not changed:
        return _("Nobody would have another mentor first.")
    return ngettext(
        "%(num)s person of %(all)s who wait would have another mentor first.",
        "%(num)s people of %(all)s who wait would have another mentor first.",
        changed,
        all=people_in_all,
    )


def _without(people_without: int) -> list[str]:
    if not people_without:
        return []
    return [
        ngettext(
            "For %(num)s person there is no mentor who could be asked, with any weights.",
            "For %(num)s people there is no mentor who could be asked, with any weights.",
            people_without,
        )
    ]


def _lists(lists: Mapping[str, float] | None) -> list[str]:
    if lists is None:
        return []
    stays, places = percent(lists["share_that_stays"]), format_decimal(lists["places_moved"], "0.0")
    return [
        _("Of the first ten of each list, %(share)s stay among the first ten.", share=stays)
        + " "
        + _("On average a mentor moves by %(places)s places.", places=places)
    ]


def _named(ids: list[str]) -> list[dict[str, Any]]:
    if not ids:
        return []
    names = {
        each["id"]: each["preferred_name"] for each in everyone(lambda page: people.list_mentees(g.act, WAITING, page))
    }
    return [{"id": mentee_id, "name": names.get(mentee_id) or _("a person no longer here")} for mentee_id in ids]


def _plan(plan: Mapping[str, Any] | None) -> list[tuple[Any, str, str]]:
    if plan is None or plan["before"] is None or plan["after"] is None:
        return []
    return [
        (name, *(_figure(what, plan[side][what]) for side in ("before", "after"))) for what, name in OF_A_PLAN.items()
    ]


def _figure(what: str, value: float | None) -> str:
    return number(value) if isinstance(value, int) else _score(value)


def _score(value: float | None) -> str:
    return "–" if value is None else str(format_decimal(value, "0.00"))


def _topics(groups: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    by_topic: dict[str, list[dict[str, str]]] = {}
    for row in groups:
        line = {
            "label": _label(row["group"]),
            "people": number(row["people"]),
            "share": percent(row["share_changed"]),
        }
        by_topic.setdefault(row["topic"], []).append(line)
    return [{"name": name, "lines": by_topic.get(topic, [])} for topic, name in TOPICS.items()]


def _label(group: str) -> str:
    if group in (NOT_SAID, SAID_NONE, EVERYONE_ELSE):
        return words.group(group, g.act.language)
    return coded.labels([group], g.act.language)[0]
