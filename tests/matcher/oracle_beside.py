"""What stands beside a score on the page matching.md, once more: slow, obvious and written apart from the matcher."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from matcher.people import Mentee, Mentor, MentorRecord, Person, Program, Window
from tests.matcher import oracle

DAY = timedelta(days=1)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def cautions(mentee: Mentee, mentor: Mentor, program: Program, compared: bool) -> dict[str, dict[str, Any]]:
    """By code, in the order of the page, with what is told."""
    today, record, asked = program.as_of, program.records[mentor.id], program.requirements
    told: dict[str, dict[str, Any] | None] = {
        "too_little_said": None if compared else {},
        "last_free_place": {} if mentor.capacity - record.places_in_use == 1 else None,
        "away_until": away(mentor, today),
        "clock_change": clock_change(mentee, mentor, today),
        "not_ahead": {} if _behind(mentee, mentor, today) else None,
        "less_time_than_asked": _less_time(mentee, mentor),
        "training_expires_soon": _soon(asked.training_required, mentor.training_expires_on, today),
        "screening_expires_soon": _soon(asked.screening_required, mentor.screening_expires_on, today),
        "first_match": {} if (record.last_introduced, record.places_in_use) == (None, 0) else None,
        "recently_matched": _recently(record, today),
    }
    return {code: facts for code, facts in told.items() if facts is not None}


def away(mentor: Mentor, today: date) -> dict[str, Any] | None:
    """Day by day: the first day off in sight, and from there as far as days off go both ways."""
    off = {
        day
        for days in mentor.time_off
        for day in (days.first + n * DAY for n in range((days.last - days.first).days + 1))
    }
    ahead = [today + n * DAY for n in range(15) if today + n * DAY in off]
    if not ahead:
        return None
    first = last = ahead[0]
    while first - DAY in off:
        first -= DAY
    while last + DAY in off:
        last += DAY
    return {"first": first.isoformat(), "last": last.isoformat(), "now": today in off}


def clock_change(mentee: Mentee, mentor: Mentor, today: date) -> dict[str, Any] | None:
    if not mentee.weekly or not mentor.weekly or oracle.usable_minutes(mentee, mentor, today) < 30:
        return None
    monday = today
    while monday.weekday():
        monday += DAY
    later = [monday + 7 * n * DAY for n in range(1, 13)]
    lost = [week for week in later if oracle.usable_minutes(mentee, mentor, week) < 30]
    return {"week": lost[0].isoformat()} if lost else None


def _behind(mentee: Mentee, mentor: Mentor, today: date) -> bool:
    def far(person: Person) -> Fraction | None:
        if person.since is None:
            months = {None: None, "exploring": 0, "early": 6, "sustained": 36, "stable": 84}[person.stage]
            return None if months is None else months * Fraction("30.4375")
        return Fraction(max(0, (today - person.since).days))

    own, theirs = far(mentee), far(mentor)
    return own is not None and theirs is not None and theirs - own <= 0


def _less_time(mentee: Mentee, mentor: Mentor) -> dict[str, Any] | None:
    wanted = 1 if mentee.hours_per_week is None else mentee.hours_per_week
    if mentor.hours_per_week is None or not mentor.hours_per_week < wanted:
        return None
    return {"offered": mentor.hours_per_week, "wanted": wanted, "asked": mentee.hours_per_week is not None}


def _soon(required: bool, expires: date | None, today: date) -> dict[str, Any] | None:
    coming = [today + n * DAY for n in range(31)]
    return {"on": expires.isoformat()} if required and expires in coming else None  # type: ignore[union-attr]


def _recently(record: MentorRecord, today: date) -> dict[str, Any] | None:
    when = record.last_introduced
    return None if when is None or (today - when.date()).days > 30 else {"on": when.date().isoformat()}


def first_day_long_enough(mentor: Mentor, minimum: int, today: date) -> date:
    day = today
    while not oracle.long_enough(mentor, minimum, day):
        day += DAY
    return day


def times_changed(mentee: Mentee, mentor: Mentor, today: date) -> dict[str, Any]:
    """For two who said when they are free and share no half hour."""
    silent = [name for name, person in (("mentee", mentee), ("mentor", mentor)) if not person.weekly]
    if silent:
        return {"case": "no_times", "who": tuple(silent)}
    theirs = oracle.quarters(mentor, today)
    own = sorted((minute, _on_the_ring(mentee, minute, today)) for minute in _minutes(mentee))
    shared = [minute for minute, ring in own if ring in theirs]
    if shared:
        return {"case": "too_short", "windows": tuple((*_clock(m), _clock(m + 15, m)[1]) for m in shared)}
    gaps = [((other - ring - 15) % oracle.WEEK, minute, 0) for minute, ring in own for other in theirs]
    gaps += [((ring - other - 15) % oracle.WEEK, minute, 1) for minute, ring in own for other in theirs]
    gap, minute, after = sorted(gaps)[0]
    ends, begins = (minute - gap, minute) if after else (minute + 15, minute + 15 + gap)
    return {
        "case": "apart",
        "earlier": _clock(ends % oracle.WEEK),
        "later": _clock(begins % oracle.WEEK),
        "minutes": gap,
        "first": "mentor" if after else "mentee",
    }


def _minutes(person: Person) -> set[int]:
    return {minute for window in person.weekly or () for minute in range(window.start, window.end, 15)}


def _on_the_ring(person: Person, minute: int, today: date) -> int:
    alone = Mentee(id="x", languages=frozenset(), time_zone=person.time_zone, weekly=(Window(minute, minute + 15),))
    return next(iter(oracle.quarters(alone, today)))


def _clock(minute: int, day_of: int | None = None) -> tuple[str, str]:
    """With ``day_of`` the midnight that ends that minute's day is 24:00."""
    day = (minute if day_of is None else day_of) // 1440
    return NAMES[day], f"{(minute - day * 1440) // 60:02}:{minute % 60:02}"


def places(
    alike: dict[str, dict[str, float]], weights: dict[str, float], program: Program
) -> tuple[dict[str, int], dict[str, Fraction], bool]:
    """Everybody's place and score under these weights, without any rounding but the one that makes scores even.

    The last answer says whether that rounding is beyond doubt, so that a hair cannot decide it.
    """
    scores = {id: _score(row, weights) for id, row in alike.items()}
    mentors = {mentor.id: mentor for mentor in program.mentors}

    def key(id: str) -> tuple[Any, ...]:
        record = program.records[id]
        when = record.last_introduced
        free = mentors[id].capacity - record.places_in_use
        return -round(scores[id], 9), -free, when is not None, when.timestamp() if when else 0, id

    clear = all(abs(score * 10**9 % 1 - Fraction(1, 2)) > Fraction(1, 10**4) for score in scores.values())
    return {id: place for place, id in enumerate(sorted(scores, key=key), start=1)}, scores, clear


def _score(alike: dict[str, float], weights: dict[str, float]) -> Fraction:
    total = sum((Fraction(weights[factor]) for factor in alike), Fraction(0))
    parts = (Fraction(weights[factor]) * Fraction(value) for factor, value in alike.items())
    return sum(parts, Fraction(0)) / total if total else Fraction(0)


def others(weights: dict[str, float], factors: list[str]) -> list[dict[str, float]]:
    """Every single weight changed by a fifth either way."""
    return [{**weights, factor: weights[factor] * times} for factor in factors for times in (0.8, 1.2)]
