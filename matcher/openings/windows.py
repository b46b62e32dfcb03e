"""A half hour as it is told: by the clock of whoever would add it."""

from matcher import week
from matcher.explain import Phrase
from matcher.openings.change import By
from matcher.people import Window
from matcher.shared import told


def half_hour(quarter: int) -> Window:
    start = quarter * week.MINUTES_IN_SLOT
    return Window(start, start + 2 * week.MINUTES_IN_SLOT)


def phrase_of(who: By, quarter: int) -> Phrase:
    shown = told(half_hour(quarter))
    return Phrase("opening.time", {"who": who.value, "window": (shown.day, shown.start, shown.end)})
