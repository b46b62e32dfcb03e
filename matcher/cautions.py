"""What a coordinator should know before asking two people: told beside a suggestion, and never part of its score."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matcher import week
from matcher.explain import Phrase
from matcher.factors.availability import HOURS_UNSAID
from matcher.pair import Facts, Pair
from matcher.people import Mentor, TimeOff
from matcher.stage import months_on


class CautionCode(StrEnum):
    """In the order in which they are told."""

    TOO_LITTLE_SAID = "too_little_said"
    LAST_FREE_PLACE = "last_free_place"
    AWAY_UNTIL = "away_until"
    CLOCK_CHANGE = "clock_change"
    NOT_AHEAD = "not_ahead"
    LESS_TIME_THAN_ASKED = "less_time_than_asked"
    TRAINING_EXPIRES_SOON = "training_expires_soon"
    SCREENING_EXPIRES_SOON = "screening_expires_soon"
    FIRST_MATCH = "first_match"
    RECENTLY_MATCHED = "recently_matched"


@dataclass(frozen=True, slots=True)
class Caution:
    code: CautionCode
    phrase: Phrase


Check = Callable[[Pair], Facts | None]

# An absence that begins within these days of as_of is told already, for the first weeks are when people meet.
AWAY_SOON = timedelta(days=14)
# Long enough to renew in time.
EXPIRES_SOON = timedelta(days=30)
RECENTLY = timedelta(days=30)
WEEKS_LOOKED_AHEAD = 12


def cautions(pair: Pair, nothing_to_compare: bool) -> tuple[Caution, ...]:
    """For a pair that no rule objects to; ``nothing_to_compare``: no factor was left."""
    first = [_caution(CautionCode.TOO_LITTLE_SAID, {})] if nothing_to_compare else []
    return (*first, *_found(pair))


def _found(pair: Pair) -> Iterator[Caution]:
    for code, check in CHECKS.items():
        facts = check(pair)
        if facts is not None:
            yield _caution(code, facts)


def _caution(code: CautionCode, facts: Facts) -> Caution:
    return Caution(code, Phrase(f"caution.{code}", facts))


def last_free_place(pair: Pair) -> Facts | None:
    return {} if pair.free_places == 1 else None


def away_until(pair: Pair) -> Facts | None:
    """The mentor's first absence that covers ``as_of`` or begins soon; days off that follow on count as one."""
    for off in absences(pair.mentor):
        if off.last >= pair.as_of and off.first <= pair.as_of + AWAY_SOON:
            return {"first": off.first.isoformat(), "last": off.last.isoformat(), "now": off.first <= pair.as_of}
    return None


def absences(mentor: Mentor) -> list[TimeOff]:
    """Time off in order, what overlaps or follows on the next day merged."""
    merged: list[TimeOff] = []
    for off in sorted(mentor.time_off, key=lambda off: off.first):
        if merged and off.first <= merged[-1].last + timedelta(days=1):
            before = merged.pop()
            off = TimeOff(before.first, max(before.last, off.last))
        merged.append(off)
    return merged


def clock_change(pair: Pair) -> Facts | None:
    """The first of the twelve weeks after the reference week in which the two share no half hour any more."""
    monday = week.reference_monday(pair.as_of)
    one, other = (
        week.mondays_with_other_clocks(zone, monday, WEEKS_LOOKED_AHEAD)
        for zone in (pair.mentee.time_zone, pair.mentor.time_zone)
    )
    moved = one | other
    if not moved or not week.shared_slots(pair.mentee, pair.mentor, monday):
        return None
    for later in sorted(moved):
        if week.shared_slots(pair.mentee, pair.mentor, later) == 0:
            return {"week": later.isoformat()}
    return None


def not_ahead(pair: Pair) -> Facts | None:
    """A lead of exactly nothing is no lead; where either has not said, there is nothing to tell."""
    own = months_on(pair.mentee.stage, pair.mentee.since, pair.as_of)
    theirs = months_on(pair.mentor.stage, pair.mentor.since, pair.as_of)
    return {} if own is not None and theirs is not None and theirs <= own else None


def less_time_than_asked(pair: Pair) -> Facts | None:
    asked, offered = pair.mentee.hours_per_week, pair.mentor.hours_per_week
    wanted = HOURS_UNSAID if asked is None else asked
    if offered is None or offered >= wanted:
        return None
    return {"offered": offered, "wanted": wanted, "asked": asked is not None}


def training_expires_soon(pair: Pair) -> Facts | None:
    """Only where the program requires it: elsewhere nothing stops when it runs out."""
    return _soon(pair.mentor.training_expires_on, pair.as_of) if pair.requirements.training_required else None


def screening_expires_soon(pair: Pair) -> Facts | None:
    return _soon(pair.mentor.screening_expires_on, pair.as_of) if pair.requirements.screening_required else None


def _soon(expires_on: date | None, as_of: date) -> Facts | None:
    return None if expires_on is None or expires_on > as_of + EXPIRES_SOON else {"on": expires_on.isoformat()}


def first_match(pair: Pair) -> Facts | None:
    """Never introduced to anyone, and nobody else is asked just now."""
    return {} if pair.record.last_introduced is None and pair.record.places_in_use == 0 else None


def recently_matched(pair: Pair) -> Facts | None:
    """By the day in the time zone that the record was given in."""
    if pair.record.last_introduced is None:
        return None
    day = pair.record.last_introduced.date()
    return {"on": day.isoformat()} if pair.as_of - day <= RECENTLY else None


CHECKS: Mapping[CautionCode, Check] = {
    CautionCode.LAST_FREE_PLACE: last_free_place,
    CautionCode.AWAY_UNTIL: away_until,
    CautionCode.CLOCK_CHANGE: clock_change,
    CautionCode.NOT_AHEAD: not_ahead,
    CautionCode.LESS_TIME_THAN_ASKED: less_time_than_asked,
    CautionCode.TRAINING_EXPIRES_SOON: training_expires_soon,
    CautionCode.SCREENING_EXPIRES_SOON: screening_expires_soon,
    CautionCode.FIRST_MATCH: first_match,
    CautionCode.RECENTLY_MATCHED: recently_matched,
}
