"""The changes that openings tell, made: to the mentee, to a mentor, or to the program."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from matcher.lifecycle import MentorStatus
from matcher.openings import By, Change, Kind
from matcher.people import Mentee, Mentor, Program, Requirements, Window
from tests.matcher.made import DAYS, at

Applied = tuple[Mentee, Program]


def _of_the_mentor(p: Program, change: Change, changed: Callable[[Mentor], Mentor]) -> Program:
    return replace(p, mentors=tuple(changed(m) if m.id in change.mentor_ids else m for m in p.mentors))


def _since(m: Mentee, p: Program, change: Change) -> Applied:
    return m, _of_the_mentor(p, change, lambda mentor: replace(mentor, since=date(1990, 1, 1)))


def _format(m: Mentee, p: Program, change: Change) -> Applied:
    more = frozenset(change.phrase.values["formats"][:1])  # type: ignore[index]
    if change.by == By.MENTEE:
        return replace(m, formats=(m.formats or frozenset()) | more), p
    return m, _of_the_mentor(p, change, lambda mentor: replace(mentor, formats=(mentor.formats or frozenset()) | more))


def _time(m: Mentee, p: Program, change: Change) -> Applied:
    day, start, end = change.phrase.values["window"]  # type: ignore[misc]
    first = at(str(day), str(start), str(start)).start
    more = (Window(first, first + 30),)
    assert (first % 1440 + 30, DAYS[first // 1440]) == (_minutes(str(end)), day)
    if change.by == By.MENTEE:
        return replace(m, weekly=(m.weekly or ()) + more), p
    return m, _of_the_mentor(p, change, lambda mentor: replace(mentor, weekly=(mentor.weekly or ()) + more))


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _place(m: Mentee, p: Program, change: Change) -> Applied:
    (id,) = change.mentor_ids
    fewer = {name: replace(each, places_in_use=each.places_in_use - change.amount) for name, each in p.records.items()}
    return m, replace(p, records={**p.records, id: fewer[id]})


def _trained(m: Mentee, p: Program, change: Change) -> Applied:
    done = {"training_completed_on": p.as_of, "training_expires_on": None}
    return m, _of_the_mentor(p, change, lambda mentor: replace(mentor, **done))  # type: ignore[arg-type]


def _screened(m: Mentee, p: Program, change: Change) -> Applied:
    done = {"screening_checked_on": p.as_of, "screening_expires_on": None}
    return m, _of_the_mentor(p, change, lambda mentor: replace(mentor, **done))  # type: ignore[arg-type]


def _activated(m: Mentee, p: Program, change: Change) -> Applied:
    return m, _of_the_mentor(p, change, lambda mentor: replace(mentor, status=MentorStatus.ACTIVE))


def _minimum(m: Mentee, p: Program, change: Change) -> Applied:
    lower: Requirements = replace(p.requirements, minimum_months=change.phrase.values["months"])  # type: ignore[arg-type]
    assert p.requirements.minimum_months - change.amount == lower.minimum_months
    return m, replace(p, requirements=lower)


def _wish(m: Mentee, p: Program, change: Change) -> Applied:
    values = change.phrase.values
    dropped = (values["about"], values["any_of"])
    return replace(m, must=tuple(must for must in m.must if (must.about, tuple(sorted(must.any_of))) != dropped)), p


APPLIED: dict[Kind, Callable[[Mentee, Program, Change], Applied]] = {
    Kind.SINCE: _since,
    Kind.FORMAT: _format,
    Kind.TIME: _time,
    Kind.PLACE: _place,
    Kind.TRAINING: _trained,
    Kind.SCREENING: _screened,
    Kind.ACTIVATION: _activated,
    Kind.MINIMUM_MONTHS: _minimum,
    Kind.WISH: _wish,
}
