"""What the program could change: its own part in training, screening and welcoming a mentor, and its minimum."""

from collections.abc import Iterator

from matcher.explain import Phrase
from matcher.lifecycle import MentorStatus
from matcher.openings.change import By, Change, Kind
from matcher.openings.closer import Closer
from matcher.pair import Reason
from matcher.stage import months_for_minimum

_RENEWED = {Reason.TRAINING_MISSING: Kind.TRAINING, Reason.SCREENING_MISSING: Kind.SCREENING}
# Steps until active. Whoever takes a break, has stopped or was declined is not called back for one mentee.
_STEPS = {MentorStatus.TRAINING: 1, MentorStatus.SCREENING: 2, MentorStatus.APPLIED: 3}


def changes(closer: Closer) -> Iterator[Change]:
    yield from _renewals(closer)
    yield from _activations(closer)
    yield from _minimum(closer)


def _renewals(closer: Closer) -> Iterator[Change]:
    """Not where the day is only to come: there is nothing to do but to wait."""
    for reason, kind in _RENEWED.items():
        for mentor, objection in closer.objected(reason):
            if objection.phrase.values["state"] != "later":
                yield Change(By.PROGRAM, kind, objection.would_change, (mentor.id,))


def _activations(closer: Closer) -> Iterator[Change]:
    for mentor, objection in closer.objected(Reason.NOT_ACTIVE):
        if mentor.status in _STEPS:
            yield Change(By.PROGRAM, Kind.ACTIVATION, objection.would_change, (mentor.id,), _STEPS[mentor.status])


def _minimum(closer: Closer) -> Iterator[Change]:
    """Each lower minimum of months that lets somebody more through."""
    minimum, as_of = closer.pool.requirements.minimum_months, closer.pool.as_of
    months = {each.id: months_for_minimum(each.stage, each.since, as_of) for each in closer.mentors(Reason.TOO_EARLY)}
    for lower in sorted({number for number in months.values() if number is not None}, reverse=True):
        opened = tuple(mentor_id for mentor_id, number in months.items() if number is not None and number >= lower)
        phrase = Phrase("opening.minimum_months", {"months": lower, "now": minimum})
        yield Change(By.PROGRAM, Kind.MINIMUM_MONTHS, phrase, opened, minimum - lower)
