"""When somebody has time, as a plain choice of parts of the day. The whole week is edited elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from api.pages.answers.inputs import MISSING, Around, Input, Options, codes_in
from api.pages.forms import SHOWN, Typed
from api.pages.week.zones import COMMON
from api.schemas.fields.times import DAYS, TIME_ZONES

# Old names and such without a place are taken too, only not offered.
_NOT_OFFERED = ("Etc/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/", "SystemV/")
PARTS = (("09:00", "12:00"), ("12:00", "17:00"), ("17:00", "21:00"))


class Week(Input):
    """A checkbox for each part of each day, and one for every other window that was said before: none is lost."""

    template = "week"
    name = "when"
    zone = "availability.time_zone"

    def days(self) -> list[tuple[str, str, Options]]:
        names = _day_names()
        return [(day, names[day], [(_coded(day, *part), self._of_part(part)) for part in PARTS]) for day in DAYS]

    def others(self, around: Around) -> Options:
        return [
            (_coded(each["day"], each["from"], each["to"]), _window_in_words(each))
            for each in _weekly(around)
            if (each["from"], each["to"]) not in PARTS
        ]

    def zones(self, around: Around) -> tuple[Options, list[str]]:
        return list(COMMON.items()), [name for name in _offered() if name not in COMMON]

    def fold(self, paths: Sequence[str], form: Typed) -> Typed:
        zone, weekly = paths
        folded: Typed = Typed()
        if zone in form:
            folded[zone] = form[zone]
        for place, code in enumerate(sorted(codes_in(form, self.name), key=_in_the_week)):
            day, _blank, times = code.partition(" ")
            start, _dash, end = times.partition("-")
            folded[f"{weekly}.{place}.day"] = day
            folded[f"{weekly}.{place}.from"] = start
            folded[f"{weekly}.{place}.to"] = end
        folded[SHOWN] = weekly
        return folded

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        unfolded: Typed = Typed()
        zone = around.at(self.zone)
        unfolded[self.zone] = zone if zone not in (MISSING, None) else (around.program or {}).get("time_zone", "")
        unfolded.setlist(self.name, [_coded(each["day"], each["from"], each["to"]) for each in _weekly(around)])
        return unfolded

    def mended(self, part: dict[str, Any]) -> dict[str, Any]:
        """Nothing ticked says nothing: "never" would leave everybody out."""
        availability = part.get("availability") or {}
        return {"availability": {**availability, "weekly": availability.get("weekly") or None}}

    def said(self, paths: Sequence[str], around: Around) -> list[str]:
        names = _day_names()
        weekly = _weekly(around)
        lines = [
            f"{names[day]}: {', '.join(self._times_in_words(each) for each in weekly if each['day'] == day)}"
            for day in DAYS
            if any(each["day"] == day for each in weekly)
        ]
        zone = around.at(self.zone)
        return [*lines, *([str(COMMON.get(zone, zone))] if zone not in (MISSING, None) else [])]

    def anchor(self, path: str) -> str:
        return path if path == self.zone else self.name

    def _times_in_words(self, window: Mapping[str, Any]) -> str:
        part = (window["from"], window["to"])
        return self._of_part(part).lower() if part in PARTS else f"{part[0]}–{part[1]}"

    def _of_part(self, part: tuple[str, str]) -> str:
        return {"09:00": _("Morning"), "12:00": _("Afternoon"), "17:00": _("Evening")}[part[0]]


def _weekly(around: Around) -> list[Mapping[str, Any]]:
    stored = around.at("availability.weekly")
    return [] if stored in (MISSING, None) else list(stored)


def _coded(day: str, start: str, end: str) -> str:
    return f"{day} {start}-{end}"


def _in_the_week(code: str) -> tuple[int, str]:
    day, _blank, times = code.partition(" ")
    return DAYS.index(day) if day in DAYS else len(DAYS), times


def _window_in_words(window: Mapping[str, Any]) -> str:
    return _("%(day)s, %(start)s to %(end)s", day=_day_names()[window["day"]], start=window["from"], end=window["to"])


def _day_names() -> dict[str, str]:
    return {
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
        "sat": _("Saturday"),
        "sun": _("Sunday"),
    }


def _offered() -> list[str]:
    return sorted(name for name in TIME_ZONES if "/" in name and not name.startswith(_NOT_OFFERED))
