"""All that a plan is worked out from, read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.services import pairs, pools, waiting
from api.services.acts import Act
from api.services.matches.confirming import check_waiting
from api.services.refusals import AlreadyMatched, NoConsent, NotWaiting
from data.db import reading
from data.store import people
from data.store.people import Kind
from matcher.people import Mentee, PairRecords
from matcher.plan import Objective
from matcher.pool import Pool
from matcher.proposal import Couple, Wanted

NOT_NOW = {AlreadyMatched: "already_matched", NotWaiting: "not_waiting", NoConsent: "no_consent"}


@dataclass(frozen=True, slots=True)
class Ground:
    """``not_now``: the mentees who were asked for and may not be matched now, each with the code of why."""

    mentees: list[Mentee]
    between: Mapping[str, PairRecords]
    pool: Pool
    wanted: Wanted
    not_now: list[dict[str, str]]


def gather(act: Act, asked: Mapping[str, Any], weights: Mapping[str, float]) -> Ground:
    """The asker's own profiles are left out: what staff do is about others."""
    named = asked["mentee_ids"]
    with reading(act.program_id):
        mentees, between = pairs.all_with_records(act, waiting.may_be_matched(act, named))
        return Ground(
            mentees,
            between,
            # One of its own: a large plan compares for longer than others should wait for the pool that they share.
            pools.afresh(act),
            Wanted(
                weights,
                Objective(asked["objective"]),
                _couples(asked["pinned"]),
                _couples(asked["forbidden"]),
                without=act.actor.own_people,
            ),
            _not_now(set(named or ()) - {mentee.id for mentee in mentees}),
        )


def _couples(sent: list[Mapping[str, str]]) -> list[Couple]:
    return [Couple(pair["mentee_id"], pair["mentor_id"]) for pair in sent]


def _not_now(mentee_ids: set[str]) -> list[dict[str, str]]:
    told = []
    for mentee in sorted(people.by_id(Kind.MENTEE, mentee_ids).values(), key=lambda row: str(row.id)):
        try:
            check_waiting(mentee)
        except tuple(NOT_NOW) as refusal:
            told.append({"mentee_id": mentee.id, "reason": NOT_NOW[type(refusal)]})
    return told
