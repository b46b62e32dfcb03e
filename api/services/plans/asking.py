"""A plan is asked for: worked out at once where that is quick, else by and by."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from api import policy
from api.policy import Permission
from api.services import audit, pairs, retries
from api.services.acts import Act
from api.services.matches.confirming import check_waiting
from api.services.plans import reading as shown
from api.services.plans import running
from api.services.programs import today_in
from api.services.refusals import NOT_KNOWN_HERE, AtCapacity, InvalidAnswer, NotEligible, Refused, TooManyRequests
from api.services.weights import to_rank_with
from data.db import transaction
from data.store import matches, people, plans, programs
from data.store.people import Kind
from data.store.plans import PlanState
from matcher.lifecycle import MenteeStatus, MentorStatus
from matcher.rules import Reason

# Mentees x mentors: so many are compared and solved while the asker waits, and more than that by and by.
AT_ONCE = 100_000
# What one process can hold in memory while it solves.
AT_MOST = 25_000_000
SECONDS_TO_WAIT = 60


class ByAndBy(Protocol):
    """Where work goes on after the answer."""

    def is_full(self) -> bool: ...

    def put(self, work: Callable[[], None], still_here: Callable[[], None]) -> None: ...


def ask(act: Act, asked: Mapping[str, Any], by_and_by: ByAndBy) -> dict[str, Any]:
    """The plan, done or running. ``asked``: as `api.schemas.plans.AskForPlan` reads it.

    The same request again is the same plan, as it is by now; one that was cut short is run again.
    Raises Forbidden; InvalidAnswer for ids not known here, and for too many at once; for a pinned pair what `/matches`
    would; TooManyRequests where other large plans wait already.
    """
    policy.require(act.actor, Permission.PLANS)
    with transaction(act.program_id):
        earlier = _earlier(act)
        if earlier is not None and shown.state_of(act, earlier) != PlanState.TO_BE_RUN_AGAIN:
            return shown.dump(act, earlier)
        _check_known(act, asked)
        _check_pinned(act, asked["pinned"])
        large = _is_large(asked)
        if large and by_and_by.is_full():
            raise TooManyRequests(SECONDS_TO_WAIT)
        weights = to_rank_with(act)
        plan_id = _begin(act, asked, earlier, weights.version)
    work = partial(running.run, act, plan_id, asked, asked["weights"] or weights.values)
    by_and_by.put(work, partial(running.still_here, act.program_id, plan_id)) if large else work()
    return shown.read(act, plan_id)


def _earlier(act: Act) -> Any | None:
    """What the same request made before. Raises KeyReused, and NotFound for one that was forgotten since."""
    plan_id = retries.earlier(act)
    return None if plan_id is None else policy.require_on(act.actor, Permission.PLAN, plans.lock(plan_id))


def _begin(act: Act, asked: Mapping[str, Any], earlier: Any | None, weights_version: int) -> str:
    begun: dict[str, Any] = {
        "weights_version": weights_version,
        "as_of": today_in(programs.find(act.program_id), act.now),
        "now": act.now,
    }
    if earlier is None:
        kept = {**asked, "objective": str(asked["objective"])}
        plan = plans.add(act.program_id, asked=kept, by=act.actor.account_id, **begun)
        retries.keep(act, plan.id)
    else:
        plan = plans.begin_again(earlier, **begun)
    audit.record(act, "plan_made", "plan", plan.id)
    return str(plan.id)


def _check_known(act: Act, asked: Mapping[str, Any]) -> None:
    """Nobody plans about themselves: who is named has to be known here, and another person."""
    named = _named(asked)
    known = {kind: people.by_id(kind, {person_id for _, its, person_id in named if its == kind}) for kind in Kind}
    unknown = {path: [NOT_KNOWN_HERE] for path, kind, person_id in named if person_id not in known[kind]}
    if unknown:
        raise InvalidAnswer(unknown)
    if any(person_id in act.actor.own_people for _, _, person_id in named):
        raise policy.Forbidden


def _named(asked: Mapping[str, Any]) -> list[tuple[str, Kind, str]]:
    """(path of the field, whose id it is, the id)"""
    named = [(f"mentee_ids.{place}", Kind.MENTEE, each) for place, each in enumerate(asked["mentee_ids"] or ())]
    for field in ("pinned", "forbidden"):
        for place, pair in enumerate(asked[field]):
            named += [(f"{field}.{place}.{kind}_id", kind, pair[f"{kind}_id"]) for kind in Kind]
    return named


def _check_pinned(act: Act, pinned: list[Mapping[str, str]]) -> None:
    asked_of = Counter(pair["mentor_id"] for pair in pinned)
    for place, pair in enumerate(pinned):
        try:
            _check_pin(act, pair, asked_of[pair["mentor_id"]])
        except Refused as refusal:
            refusal.at = f"pinned.{place}"
            raise


def _check_pin(act: Act, pair: Mapping[str, str], places: int) -> None:
    """``places``: so many are pinned to this mentor."""
    mentee, mentor = people.find(Kind.MENTEE, pair["mentee_id"]), people.find(Kind.MENTOR, pair["mentor_id"])
    check_waiting(mentee)
    objections = pairs.objections_to_matching(act, mentee, mentor)
    if any(objection.reason != Reason.AT_CAPACITY for objection in objections):
        raise NotEligible(objections)
    if places > mentor.capacity - len(matches.seats_in_use(mentor.id)):
        raise AtCapacity("This mentor has fewer free places than you pinned people to them.")


def _is_large(asked: Mapping[str, Any]) -> bool:
    """Counted rather than looked up: those without a consent count as well. Raises InvalidAnswer."""
    named = asked["mentee_ids"]
    mentees = people.how_many(Kind.MENTEE, MenteeStatus.WAITING) if named is None else len(named)
    compared = mentees * people.how_many(Kind.MENTOR, MentorStatus.ACTIVE)
    if compared > AT_MOST:
        raise InvalidAnswer({"mentee_ids": ["That is too much for one plan. Please name fewer mentees."]})
    return compared > AT_ONCE
