"""A profile as headings and answers in words: unsaid ones are left out, and said none is told."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from api.pages.coordinator.words import coded, day, label

Answer = tuple[str, str]
Section = tuple[str, list[Answer]]


def sections_of(person: Mapping[str, Any]) -> list[Section]:
    """Of what was said at all, each section with its answers. A story stands apart: it is for the card."""
    every = (_recovery(person), _life(person), _support(person), _limits(person), _own_words(person))
    found = [(heading, [answer for answer in answers if answer[1]]) for heading, answers in every]
    return [(heading, answers) for heading, answers in found if answers]


def _recovery(person: Mapping[str, Any]) -> Section:
    recovery = person.get("recovery_stage") or {}
    since = recovery.get("since")
    return _("Recovery"), [
        (_("Where they are"), label(recovery["stage"]) if recovery.get("stage") else ""),
        (_("Since"), day(since)),
        (_("What they have lived with"), _said(recovery.get("experiences"))),
        (_("Pathways"), _said(recovery.get("pathways"))),
        (_("Goals"), _said(person.get("goals"))),
    ]


def _life(person: Mapping[str, Any]) -> Section:
    background = person.get("background") or {}
    return _("Life"), [
        (_("Interests"), _said(person.get("interests"))),
        (_("Background"), _said(background.get("shared"))),
        (_("Gender"), label(background["gender"]) if background.get("gender") else ""),
        (_("Age"), label(background["age_band"]) if background.get("age_band") else ""),
        (_("Where they live"), label(background["region"]) if background.get("region") else ""),
        (_("Languages"), _said(person.get("languages"))),
    ]


def _support(person: Mapping[str, Any]) -> Section:
    support, when = person.get("support") or {}, person.get("availability") or {}
    hours = support.get("hours_per_week")
    return _("Talking together"), [
        (_("Ways to talk"), _said(support.get("formats"))),
        (_("Style"), _said(support.get("styles"))),
        (_("Hours a week"), "" if hours is None else f"{hours:g}"),
        (_("Free in the week"), _week(when.get("weekly"))),
        (_("Time off"), "; ".join(f"{day(row['from'])} – {day(row['to'])}" for row in when.get("time_off") or ())),
        (_("Time zone"), when.get("time_zone") or ""),
    ]


def _limits(person: Mapping[str, Any]) -> Section:
    preferences = person.get("preferences") or {}
    must = "; ".join(f"{coded(limit['any_of'])}" for limit in preferences.get("must") or ())
    return _("What matters to them"), [
        (_("The other must be or have"), must),
        (_("Counts for more"), coded(preferences.get("matters"))),
        (_("Would rather not talk about"), _said(preferences.get("not_comfortable_with"))),
        (_("May be told to the other"), ", ".join(_topic(topic) for topic in person.get("may_tell") or ())),
    ]


def _own_words(person: Mapping[str, Any]) -> Section:
    return _("In their own words"), [
        (_("About them"), person.get("about") or ""),
        (_("Whom they are not to be matched with"), person.get("keep_apart_words") or ""),
    ]


def _said(codes: list[str] | None) -> str:
    return _("none") if codes == [] else coded(codes)


def _topic(topic: str) -> str:
    return {
        "experiences": _("what they have lived with"),
        "pathways": _("pathways"),
        "interests": _("interests"),
        "goals": _("goals"),
        "background": _("background"),
    }[topic]


def _week(windows: list[dict[str, str]] | None) -> str:
    """Windows of a day follow one another: ``Mon 17:00–19:00, 20:00–21:00; Tue ...``."""
    if windows == []:
        return _("none")
    return "; ".join(f"{name} {', '.join(times)}" for name, times in _by_day(windows or []))


def _by_day(windows: list[dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    names = get_locale().days["stand-alone"]["abbreviated"]
    for place, code in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        times = [f"{window['from']}–{window['to']}" for window in windows if window["day"] == code]
        if times:
            yield str(names[place]), times
