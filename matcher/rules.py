"""Hard limits: who may not be paired, each with its reason. No weight softens one, and none has a score."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from matcher import musts, week
from matcher.explain import Phrase
from matcher.lifecycle import MentorStatus
from matcher.pair import Facts, Pair, Reason, pair_of
from matcher.people import Mentee, Mentor, Must, PairRecords, Person, Program
from matcher.stage import months_for_minimum
from matcher.would_change import CHANGES

__all__ = ["RULES", "Objection", "Reason", "first_reason", "meets", "objections"]


@dataclass(frozen=True, slots=True)
class Objection:
    """``would_change``: what would have to be different for this reason to fall away."""

    reason: Reason
    phrase: Phrase
    would_change: Phrase


Rule = Callable[[Pair], Facts | None]


def objections(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> tuple[Objection, ...]:
    """Every reason against this pair, in order; none when the mentor is eligible."""
    pair = pair_of(mentee, mentor, program, between)
    return tuple(_objection(pair, reason, facts) for reason, facts in _against(pair))


def first_reason(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> Reason | None:
    """The reason by which a mentor is counted; None when they are eligible."""
    return next((reason for reason, _ in _against(pair_of(mentee, mentor, program, between))), None)


def _against(pair: Pair) -> Iterator[tuple[Reason, Facts]]:
    for reason, rule in RULES.items():
        facts = rule(pair)
        if facts is not None:
            yield reason, facts


def _objection(pair: Pair, reason: Reason, facts: Facts) -> Objection:
    change = Phrase(f"change.{reason}", CHANGES[reason](pair, facts))
    return Objection(reason, Phrase(f"reason.{reason}", facts), change)


def not_active(pair: Pair) -> Facts | None:
    return None if pair.mentor.status == MentorStatus.ACTIVE else {"status": str(pair.mentor.status)}


def same_person(pair: Pair) -> Facts | None:
    return {} if pair.mentor.id in pair.between.same_person else None


def no_consent(pair: Pair) -> Facts | None:
    return None if pair.record.consents_to_matching else {}


def concern_open(pair: Pair) -> Facts | None:
    return {} if pair.record.concern_open else None


def kept_apart(pair: Pair) -> Facts | None:
    # No facts: who asked, and why, is told to nobody.
    return {} if pair.mentor.id in pair.between.kept_apart else None


def declined_before(pair: Pair) -> Facts | None:
    return {} if pair.mentor.id in pair.between.declined_before else None


def training_missing(pair: Pair) -> Facts | None:
    if not pair.requirements.training_required:
        return None
    return _not_in_force(pair.mentor.training_completed_on, pair.mentor.training_expires_on, pair.as_of)


def screening_missing(pair: Pair) -> Facts | None:
    if not pair.requirements.screening_required:
        return None
    return _not_in_force(pair.mentor.screening_checked_on, pair.mentor.screening_expires_on, pair.as_of)


def _not_in_force(done_on: date | None, expires_on: date | None, as_of: date) -> Facts | None:
    """Both days count: done on ``as_of`` is done, expiring on it still holds. No expiry: for good."""
    if done_on is None:
        return {"state": "never"}
    if done_on > as_of:
        return {"state": "later", "on": done_on.isoformat()}
    if expires_on is not None and expires_on < as_of:
        return {"state": "expired", "on": expires_on.isoformat()}
    return None


def too_early(pair: Pair) -> Facts | None:
    minimum = pair.requirements.minimum_months
    months = months_for_minimum(pair.mentor.stage, pair.mentor.since, pair.as_of)
    if months is not None and months >= minimum:
        return None
    return {"minimum_months": minimum, "months": months, "dated": pair.mentor.since is not None}


def at_capacity(pair: Pair) -> Facts | None:
    if pair.mentor.capacity > pair.record.places_in_use:
        return None
    return {"capacity": pair.mentor.capacity, "places_in_use": pair.record.places_in_use}


def no_shared_language(pair: Pair) -> Facts | None:
    return _nothing_shared(pair.mentee.languages, pair.mentor.languages)


def no_shared_format(pair: Pair) -> Facts | None:
    if pair.mentee.formats is None or pair.mentor.formats is None:
        return None
    return _nothing_shared(pair.mentee.formats, pair.mentor.formats)


def _nothing_shared(mentee: frozenset[str], mentor: frozenset[str]) -> Facts | None:
    if not mentee.isdisjoint(mentor):
        return None
    return {"mentee": tuple(sorted(mentee)), "mentor": tuple(sorted(mentor))}


def no_shared_time(pair: Pair) -> Facts | None:
    """A shared quarter hour on its own is no time to talk."""
    shared = week.shared_slots(pair.mentee, pair.mentor, week.reference_monday(pair.as_of))
    return {} if shared == 0 else None


def not_comfortable(pair: Pair) -> Facts | None:
    told = (pair.mentee.experiences or frozenset()) | (pair.mentee.pathways or frozenset())
    if pair.mentor.not_comfortable_with is None:
        return {"codes": ("medication",), "answered": False} if _on_medication(pair.mentee) else None
    met = told & pair.mentor.not_comfortable_with
    return {"codes": tuple(sorted(met)), "answered": True} if met else None


def _on_medication(mentee: Mentee) -> bool:
    return mentee.pathways is not None and "medication" in mentee.pathways


def mentee_preference(pair: Pair) -> Facts | None:
    return _unmet(pair.mentee.must, pair.mentor)


def mentor_preference(pair: Pair) -> Facts | None:
    return _unmet(pair.mentor.must, pair.mentee)


def meets(wishes: tuple[Must, ...], other: Person) -> bool:
    """Whether this person is as every one of these limits asks; what they have not said meets none."""
    return not musts.unmet(wishes, other)


def _unmet(wishes: tuple[Must, ...], other: Person) -> Facts | None:
    unmet = musts.unmet(wishes, other)
    return {"unmet": tuple((must.about, tuple(sorted(must.any_of))) for must in unmet)} if unmet else None


RULES: dict[Reason, Rule] = {
    Reason.NOT_ACTIVE: not_active,
    Reason.SAME_PERSON: same_person,
    Reason.NO_CONSENT: no_consent,
    Reason.CONCERN_OPEN: concern_open,
    Reason.KEPT_APART: kept_apart,
    Reason.DECLINED_BEFORE: declined_before,
    Reason.TRAINING_MISSING: training_missing,
    Reason.SCREENING_MISSING: screening_missing,
    Reason.TOO_EARLY: too_early,
    Reason.AT_CAPACITY: at_capacity,
    Reason.NO_SHARED_LANGUAGE: no_shared_language,
    Reason.NO_SHARED_FORMAT: no_shared_format,
    Reason.NO_SHARED_TIME: no_shared_time,
    Reason.NOT_COMFORTABLE: not_comfortable,
    Reason.MENTEE_PREFERENCE: mentee_preference,
    Reason.MENTOR_PREFERENCE: mentor_preference,
}
