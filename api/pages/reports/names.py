"""What groups of people are called where they stand in a sentence, and how their numbers are said."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from api.pages.filters import number, percent

DAYS_IN_WEEK = 7
TOPICS = {
    "languages": _l("language"),
    "age_band": _l("age"),
    "gender": _l("gender"),
    "region": _l("region"),
    "pathways": _l("way in recovery"),
    "stage": _l("stage of recovery"),
}
_WITH = {
    "languages": _l("%(who)s who know %(label)s"),
    "age_band": _l("%(who)s aged %(label)s"),
    "gender": _l("%(who)s whose gender is “%(label)s”"),
    "region": _l("%(who)s in %(label)s"),
    "pathways": _l("%(who)s with experience of %(label)s"),
    "stage": _l("%(who)s at the stage “%(label)s”"),
}
_APART = {
    "not_said": _l("%(who)s who have not answered about their %(topic)s"),
    "said_none": _l("%(who)s who have answered “none” about their %(topic)s"),
    "everyone_else": _l("%(who)s in all other groups, by %(topic)s"),
}


def group(row: Mapping[str, Any]) -> str:
    """ "people who know Spanish": in the middle of a sentence."""
    template = _APART.get(row["group"]) or _WITH[row["topic"]]
    who = _("mentors") if row["population"] == "mentors" else _("people")
    return str(template) % {"who": who, "label": row["label"], "topic": TOPICS[row["topic"]]}


def figure(measure: str, value: float) -> str:
    if measure == "days_waited":
        weeks = round(value / DAYS_IN_WEEK)
        return ngettext("%(num)s week", "%(num)s weeks", weeks) if weeks else _("a few days")
    return percent(value) if measure == "matched_share" else number(round(value, 1))


def opened(text: str) -> str:
    """With a capital letter, to begin a sentence."""
    return text[:1].upper() + text[1:]
