"""How much choice two people have of when to meet."""

from dataclasses import dataclass
from datetime import date

from matcher import week
from matcher.explain import Phrase
from matcher.factors.measure import Question
from matcher.people import Mentee, Mentor
from matcher.shared import common_windows

# Four choices of when to meet are full marks.
CHOICES = 4
HOURS_UNSAID = 1.0


@dataclass(frozen=True, slots=True)
class Availability:
    mentee: Mentee
    monday: date
    slots: int
    enough_minutes: float

    def similarity(self, mentor: Mentor) -> float | None:
        if mentor.weekly is None:
            return None
        theirs = week.free_slots(mentor.weekly, mentor.time_zone, self.monday)
        return min(1.0, week.minutes(week.usable(self.slots & theirs)) / self.enough_minutes)

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        windows = common_windows(self.mentee, mentor, self.monday)
        if not windows:
            return Phrase("availability.nothing", {"windows": ()})
        key = "shared" if similarity == 1.0 else "partly"
        return Phrase(f"availability.{key}", {"windows": tuple((w.day, w.start, w.end) for w in windows)})


def prepare(question: Question) -> Availability | None:
    mentee, monday = question.mentee, week.reference_monday(question.as_of)
    if not mentee.weekly:
        return None
    hours = HOURS_UNSAID if mentee.hours_per_week is None else mentee.hours_per_week
    slots = week.free_slots(mentee.weekly, mentee.time_zone, monday)
    return Availability(mentee, monday, slots, CHOICES * 60 * hours)
