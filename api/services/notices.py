"""Who is told what when a match moves: outbox rows, written in the transaction of the move.

A notice holds no words of a person, and what one party is sent never depends on the other's answer before the
introduction: a first yes is told to nobody, both together to the coordinators.
"""

from typing import Any

from api.services.acts import Act
from data.store import accounts, outbox, people
from data.store.people import Kind
from matcher.lifecycle import MatchAction, MatchState, Party

_ENDINGS = {MatchAction.DECLINE, MatchAction.WITHDRAW, MatchAction.LAPSE, MatchAction.CLOSE}


def tell_asked(act: Act, match: Any) -> None:
    for kind in Kind:
        _tell_person(act, match, kind, "asked")


def tell_moved(act: Act, match: Any, action: MatchAction, by: Party) -> None:
    """Tell the two and the coordinators what they should know of this move; never whoever made it."""
    notice = _notice(action, match.state)
    if notice is None:
        return
    if notice != "both_said_yes":
        for kind in Kind:
            if by.value != kind.value:
                _tell_person(act, match, kind, notice)
    if notice == "both_said_yes" or (action in _ENDINGS and by != Party.COORDINATOR):
        tell_coordinators(act, match, notice)


def tell_coordinators(act: Act, match: Any, notice: str) -> None:
    """All of them but one who is a party of this match: they hear of it as that party does."""
    of_the_two = accounts.accounts_of([match.mentee_id, match.mentor_id])
    for account_id in accounts.staff(act.program_id, "coordinator"):
        if account_id not in of_the_two:
            _add(act, match, "email", "account", account_id, notice)


def _notice(action: MatchAction, state: MatchState) -> str | None:
    if action in _ENDINGS:
        return "ended"
    if action == MatchAction.ACCEPT:
        return "both_said_yes" if state == MatchState.ACCEPTED else None
    return {MatchAction.INTRODUCE: "introduced", MatchAction.PAUSE: "paused", MatchAction.RESUME: "resumed"}.get(action)


def _tell_person(act: Act, match: Any, kind: Kind, notice: str) -> None:
    person_id = match.mentee_id if kind == Kind.MENTEE else match.mentor_id
    _add(act, match, "email" if may_be_mailed(person_id) else "task", kind.value, person_id, notice)


def may_be_mailed(person_id: str) -> bool:
    """Whether the person has an address and wants it used; otherwise a coordinator calls them."""
    identity = people.words(person_id).get("identity") or {}
    contact = identity.get("contact") or {}
    named, email_ok = contact.get("channel"), contact.get("email_ok")
    agreed = email_ok or (email_ok is None and named in (None, "email"))
    return bool(identity.get("email") and agreed)


def _add(act: Act, match: Any, channel: str, recipient_kind: str, recipient_id: str, notice: str) -> None:
    outbox.add(
        act.program_id,
        channel=channel,
        recipient_kind=recipient_kind,
        recipient_id=recipient_id,
        notice=notice,
        match_id=match.id,
        now=act.now,
    )
