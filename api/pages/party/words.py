"""Codes, days and times as people say them."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any
from urllib.parse import quote

from babel.dates import get_timezone, get_timezone_name
from flask import g
from flask_babel import format_time, get_locale
from flask_babel import gettext as _

from api.pages import coded
from api.pages.party import blueprint

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LINKS = {"email": "mailto:", "phone": "tel:", "text": "sms:"}
_END_OF_DAY = "24:00"


@blueprint.app_template_filter("labelled")
def labelled(codes: Iterable[str]) -> list[str]:
    """Each as it stands within a sentence; own words are theirs."""
    return coded.labels(codes, g.act.language)


@blueprint.app_template_filter("listed")
def listed(parts: Iterable[str]) -> str:
    *first, last = parts
    return _("%(first)s and %(last)s", first=", ".join(first), last=last) if first else str(last)


@blueprint.app_template_filter("times_by_day")
def times_by_day(windows: Iterable[Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """From Monday on, each day that has some."""
    names = get_locale().days["stand-alone"]["wide"]
    by_day = {day: [_from_to(each) for each in windows if each["day"] == day] for day in DAYS}
    return [(names[DAYS.index(day)].capitalize(), times) for day, times in by_day.items() if times]


@blueprint.app_template_filter("zone_said")
def zone_said(name: str) -> str:
    return str(get_timezone_name(get_timezone(name), locale=get_locale()))


@blueprint.app_template_filter("way_link")
def way_link(way: Mapping[str, Any]) -> str:
    """What a phone or a browser opens."""
    value = way["value"]
    if way["channel"] != "email":
        value = "".join(sign for sign in value if sign.isdigit() or sign == "+")
    return _LINKS[way["channel"]] + quote(value, safe="@+")


def _from_to(window: Mapping[str, str]) -> str:
    return _("%(start)s to %(end)s", start=_clock(window["from"]), end=_clock(window["to"]))


def _clock(said: str) -> str:
    if said == _END_OF_DAY:
        return _("midnight")
    return str(format_time(time.fromisoformat(said), "short", rebase=False))
