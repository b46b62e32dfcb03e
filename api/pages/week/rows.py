"""The plain list: times of the week and days off as rows of a form, which buttons add to, take from and copy.

Times come as a browser's input gives them. It knows no 24:00: 00:00 as an end is the midnight that ends the day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from api.pages.forms import SHOWN, Typed
from api.schemas.fields.times import DAYS, MIDNIGHT

WEEKDAYS = DAYS[:5]
ENDS_THE_DAY = "00:00"
# As many as a profile may hold of the whole week.
MOST_COPIED = 100

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """``new``: the id of the input that the last button made."""

    time_zone: str
    weekly: list[Row]
    time_off: list[Row]
    new: str = field(default="", compare=False)

    @classmethod
    def typed(cls, form: Typed, pressed: str = "") -> "Rows":
        """What was typed, as it is after a button was pressed: a row that nothing was typed into is none."""
        what, _, which = pressed.partition(":")
        weekly = [row for place, row in _found(form, "weekly") if (what, which) != ("remove", place)]
        time_off = [row for place, row in _found(form, "time_off") if (what, which) != ("remove-off", place)]
        rows = cls(
            form.get("time_zone", ""),
            _in_order(_ended(row) for row in weekly if row.get("from") or row.get("to")),
            [row for row in time_off if row.get("from") or row.get("to")],
        )
        if what == "add" and which in DAYS:
            return rows._with_one_more(which)
        if what == "copy" and which in DAYS:
            return rows._copied(which)
        if what == "add-off":
            return replace(rows, time_off=[*rows.time_off, {}], new=f"f-time_off-{len(rows.time_off)}-from")
        return rows

    @classmethod
    def stored(cls, availability: Mapping[str, Any]) -> "Rows":
        """From a profile as it is sent out."""
        return cls(
            availability["time_zone"], _in_order(availability["weekly"] or ()), list(availability["time_off"] or ())
        )

    def form(self) -> Typed:
        """What a form with these rows sends, without what was left blank."""
        sent: Typed = MultiDict([(SHOWN, "weekly"), (SHOWN, "time_off"), ("time_zone", self.time_zone)])
        for name, rows in (("weekly", self.weekly), ("time_off", self.time_off)):
            for place, row in enumerate(rows):
                sent.update({f"{name}.{place}.{key}": value for key, value in row.items() if value})
        return sent

    def of_day(self, day: str) -> list[tuple[int, Row]]:
        """With the place of each among all."""
        return [(place, row) for place, row in enumerate(self.weekly) if row.get("day") == day]

    def _with_one_more(self, day: str) -> "Rows":
        blank: Row = {"day": day}
        weekly = _in_order([*self.weekly, blank])
        place = next(place for place, row in enumerate(weekly) if row is blank)
        return replace(self, weekly=weekly, new=f"f-weekly-{place}-from")

    def _copied(self, day: str) -> "Rows":
        """The other weekdays are as this day."""
        pattern = [row for row in self.weekly if row.get("day") == day][:MOST_COPIED]
        others = [each for each in WEEKDAYS if each != day]
        kept = [row for row in self.weekly if row.get("day") not in others]
        return replace(self, weekly=_in_order([*kept, *(row | {"day": each} for each in others for row in pattern)]))


def _found(form: Typed, name: str) -> Iterator[tuple[str, Row]]:
    """(place, row) as they were numbered in the page, which a script may have left with gaps."""
    found: dict[str, Row] = {}
    for path, value in form.items():
        match path.split("."):
            case [first, place, ("day" | "from" | "to") as key] if first == name and place.isdecimal():
                found.setdefault(place, {})[key] = value.strip()
    return iter(found.items())


def _ended(row: Row) -> Row:
    return row | {"to": MIDNIGHT} if row.get("to") == ENDS_THE_DAY else row


def _in_order(rows: Iterable[Row]) -> list[Row]:
    places = {day: place for place, day in enumerate(DAYS)}
    return sorted(rows, key=lambda row: (places.get(row.get("day", ""), len(DAYS)), row.get("from") or MIDNIGHT))
