"""What would have to be different for a reason to fall away, as facts: times, dates, places and answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from matcher import musts, near_times, week
from matcher.explain import Value
from matcher.pair import Facts, Pair, Reason
from matcher.people import Must, Person, Window
from matcher.shared import clock_on, told
from matcher.stage import MONTHS_OF_STATED, day_complete

# Takes the pair and the facts of the reason.
Change = Callable[[Pair, Facts], Facts]


def nothing_more(pair: Pair, facts: Facts) -> Facts:
    return {}


def as_the_reason_says(pair: Pair, facts: Facts) -> Facts:
    return facts


def declined_before(pair: Pair, facts: Facts) -> Facts:
    """``on``: the first day on which the two may be paired again; None: never."""
    day = pair.between.declined_before[pair.mentor.id]
    return {"on": None if day is None else day.isoformat()}


def training_missing(pair: Pair, facts: Facts) -> Facts:
    return _in_force(facts, pair.mentor.training_completed_on, pair.mentor.training_expires_on)


def screening_missing(pair: Pair, facts: Facts) -> Facts:
    return _in_force(facts, pair.mentor.screening_checked_on, pair.mentor.screening_expires_on)


def _in_force(facts: Facts, done_on: date | None, expires_on: date | None) -> Facts:
    """What is done later is valid from then on, unless it runs out before: then it is as if never done."""
    runs_out_before = done_on is not None and expires_on is not None and expires_on < done_on
    return {"state": "never"} if facts["state"] == "later" and runs_out_before else facts


def too_early(pair: Pair, facts: Facts) -> Facts:
    """``on``: the day on which the minimum is complete; without a date ``stage``: the first stage that would do."""
    minimum, since = pair.requirements.minimum_months, pair.mentor.since
    if since is not None:
        return {"case": "dated", "minimum_months": minimum, "on": day_complete(since, minimum).isoformat()}
    stage = next((stage for stage, months in MONTHS_OF_STATED.items() if months >= minimum), None)
    return {"case": "unsaid" if pair.mentor.stage is None else "stated", "minimum_months": minimum, "stage": stage}


def at_capacity(pair: Pair, facts: Facts) -> Facts:
    """``needed``: how many places have to be freed or offered; more than one when too many are in use already."""
    return facts | {"needed": pair.record.places_in_use - pair.mentor.capacity + 1}


def no_shared_time(pair: Pair, facts: Facts) -> Facts:
    mentee, mentor, monday = pair.mentee, pair.mentor, week.reference_monday(pair.as_of)
    silent = tuple(name for name, person in (("mentee", mentee), ("mentor", mentor)) if not person.weekly)
    if silent:
        return {"case": "no_times", "who": silent}
    touching = week.shared_quarters(mentee, mentor, monday)
    if touching:
        return {"case": "too_short", "windows": tuple(_quarter_hours(mentee, touching, monday))}
    near = near_times.nearest(mentee, mentor, monday)
    return {
        "case": "apart",
        "earlier": clock_on(near.earlier),
        "later": clock_on(near.later),
        "minutes": near.minutes,
        "first": "mentee" if near.one_first else "mentor",
    }


def _quarter_hours(person: Person, slots: int, monday: date) -> Iterator[Value]:
    """Each on its own: two that touch on the clock may lie an hour apart, where the clock goes back between them."""
    table = week.utc_slots(person.time_zone, monday)
    for quarter in week.local_quarters(person):
        if slots >> table[quarter] & 1:
            shown = told(Window(quarter * week.MINUTES_IN_SLOT, (quarter + 1) * week.MINUTES_IN_SLOT))
            yield shown.day, shown.start, shown.end


def mentee_preference(pair: Pair, facts: Facts) -> Facts:
    return _wishes(pair.mentee.must, pair.mentor)


def mentor_preference(pair: Pair, facts: Facts) -> Facts:
    return _wishes(pair.mentor.must, pair.mentee)


def _wishes(wishes: Sequence[Must], other: Person) -> Facts:
    """Each unmet wish: the topic, the answers that would meet it, and what the other said; None: nothing."""
    return {"unmet": tuple(_wish(must, other) for must in musts.unmet(wishes, other))}


def _wish(must: Must, other: Person) -> Value:
    said = musts.said_on(other, must.about)
    return must.about, tuple(sorted(must.any_of)), None if said is None else tuple(sorted(said))


CHANGES: Mapping[Reason, Change] = {
    Reason.NOT_ACTIVE: as_the_reason_says,
    Reason.SAME_PERSON: nothing_more,
    Reason.NO_CONSENT: nothing_more,
    Reason.CONCERN_OPEN: nothing_more,
    # Never who asked: no fact at all.
    Reason.KEPT_APART: nothing_more,
    Reason.DECLINED_BEFORE: declined_before,
    Reason.TRAINING_MISSING: training_missing,
    Reason.SCREENING_MISSING: screening_missing,
    Reason.TOO_EARLY: too_early,
    Reason.AT_CAPACITY: at_capacity,
    Reason.NO_SHARED_LANGUAGE: as_the_reason_says,
    Reason.NO_SHARED_FORMAT: as_the_reason_says,
    Reason.NO_SHARED_TIME: no_shared_time,
    Reason.NOT_COMFORTABLE: as_the_reason_says,
    Reason.MENTEE_PREFERENCE: mentee_preference,
    Reason.MENTOR_PREFERENCE: mentor_preference,
}
