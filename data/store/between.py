"""What the records say between mentees and mentors: who is one person, is kept apart, or was matched before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from data.models.matches import IS_OPEN, Match
from data.models.people import KeptApart, Mentor
from data.models.programs import Membership
from data.prepared import Prepared
from matcher.lifecycle import EndReason, MatchAction


@dataclass(frozen=True, slots=True)
class Ended:
    """A match that is over: how, why and when."""

    mentor_id: str
    action: MatchAction
    reason: EndReason | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Between:
    """One mentee's: ids of mentors, and matches that are over. ``same_person``: all profiles, their own among them."""

    same_person: set[str] = field(default_factory=set)
    kept_apart: set[str] = field(default_factory=set)
    ended: list[Ended] = field(default_factory=list)


_mentee_ids: Any = bindparam("mentee_ids", expanding=True)
_own = aliased(Membership)
_profile = func.coalesce(Membership.mentee_id, Membership.mentor_id)
_ENDED, _KEPT_APART, _SAME_ACCOUNT, _SAME_ADDRESS = "ended", "kept_apart", "same_account", "same_address"
# One question instead of four: it is asked before every ranking. ``of`` is a mentee's id, or an address's keyed hash.
_RECORDS = Prepared(
    union_all(
        select(
            literal(_ENDED).label("what"),
            Match.mentee_id.label("of"),
            Match.mentor_id.label("mentor_id"),
            Match.closed_by_action.label("action"),
            Match.end_reason.label("reason"),
            Match.closed_at.label("at"),
        ).where(Match.mentee_id.in_(_mentee_ids), ~IS_OPEN, Match.closed_by_action.is_not(None)),
        select(literal(_KEPT_APART), KeptApart.mentee_id, KeptApart.mentor_id, null(), null(), null()).where(
            KeptApart.mentee_id.in_(_mentee_ids)
        ),
        select(literal(_SAME_ACCOUNT), _own.mentee_id, _profile, null(), null(), null())
        .join(Membership, Membership.account_id == _own.account_id)
        .where(_own.mentee_id.in_(_mentee_ids), _profile.is_not(None)),
        select(literal(_SAME_ADDRESS), Mentor.email_lookup, Mentor.id, null(), null(), null()).where(
            Mentor.email_lookup.in_(bindparam("lookups", expanding=True))
        ),
    )
)


def records(lookups: Mapping[str, Collection[str]]) -> dict[str, Between]:
    """By mentee. ``lookups``: of each mentee's address, its keyed hashes; none where there is no address."""
    found = {mentee_id: Between() for mentee_id in lookups}
    at_address: dict[str, list[Between]] = {}
    for mentee_id, hashes in lookups.items():
        for each in hashes:
            at_address.setdefault(each, []).append(found[mentee_id])
    for row in _RECORDS.rows(mentee_ids=list(lookups), lookups=list(at_address)):
        for between in at_address[row.of] if row.what == _SAME_ADDRESS else (found[row.of],):
            match row.what:
                case "ended":
                    between.ended.append(Ended(row.mentor_id, row.action, row.reason, row.at))
                case "kept_apart":
                    between.kept_apart.add(row.mentor_id)
                case _:
                    between.same_person.add(row.mentor_id)
    return found
