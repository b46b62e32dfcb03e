"""What stands between one mentee and the mentors, and which single change would open a door."""

from matcher.openings.by_mentor import MOST_ALIKE
from matcher.openings.change import By, Change, Kind
from matcher.openings.finding import Limit, Openings, openings, others_than

__all__ = ["MOST_ALIKE", "By", "Change", "Kind", "Limit", "Openings", "openings", "others_than"]
