"""Who is told what: outbox rows, written in the transaction of the act that they tell of.

A notice holds no words of a person, and what one party is sent never depends on the other's answer before the
introduction: a first yes is told to nobody, both together to the coordinators.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from api.policy import ShownState, state_shown
from api.services import reaching
from api.services.acts import Act
from data.store import accounts, outbox
from data.store.people import Kind
from matcher.lifecycle import MatchAction, MatchState, Party

NOT_SAFE = outbox.NOT_SAFE
# What one of the two can do over and over is no way to fill the other's mailbox.
_SAID_ONCE_AN_HOUR = {"paused", "resumed"}
AN_HOUR = timedelta(hours=1)
_ENDINGS = {MatchAction.DECLINE, MatchAction.WITHDRAW, MatchAction.LAPSE, MatchAction.CLOSE}


def tell_asked(act: Act, match: Any) -> None:
    for kind in Kind:
        _tell_person(act, match, kind, "asked")


def invite(act: Act, kind: Kind, person_id: str) -> None:
    """A link to set a password with; where the person can't be mailed, a coordinator calls them."""
    _add(act, None, _channel(person_id), kind.value, person_id, "invitation")


def put_on_top(act: Act, kind: Kind, person_id: str) -> bool:
    """Someone is not safe just now: a coordinator gets in touch with them, before anything else.

    Said again before somebody could, it is the same task: False then.
    """
    if outbox.has_open_task(person_id, NOT_SAFE):
        return False
    _add(act, None, "task", kind.value, person_id, NOT_SAFE)
    return True


def hurry(act: Act) -> None:
    """The person has just said so themselves, so coordinators are mailed. What staff write down they know."""
    for account_id in accounts.staff(act.program_id, "coordinator"):
        _add(act, None, "email", "account", account_id, NOT_SAFE)


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


def tell_unanswered(act: Act, match: Any) -> None:
    """Nudge whoever of the two was asked and has not answered; nobody else hears of it."""
    for kind in Kind:
        if state_shown(match.state, Party(kind.value)) == ShownState.ASKED:
            _tell_person(act, match, kind, "nudge")


def tell_expiring(act: Act, mentor: Any) -> None:
    """That something of a mentor's runs out, and not what."""
    _add(act, None, _channel(mentor.id), Kind.MENTOR.value, mentor.id, "expiring")
    _tell_coordinators_but(act, [mentor.id], None, "expiring")


def tell_coordinators(act: Act, match: Any, notice: str) -> None:
    _tell_coordinators_but(act, [match.mentee_id, match.mentor_id], match, notice)


def _tell_coordinators_but(act: Act, people_of_it: Sequence[str], match: Any, notice: str) -> None:
    """All of them but one whom it is about: they hear of it as that person does."""
    themselves = accounts.accounts_of(people_of_it)
    for account_id in accounts.staff(act.program_id, "coordinator"):
        if account_id not in themselves:
            _add(act, match, "email", "account", account_id, notice)


def _notice(action: MatchAction, state: MatchState) -> str | None:
    if action in _ENDINGS:
        return "ended"
    if action == MatchAction.ACCEPT:
        return "both_said_yes" if state == MatchState.ACCEPTED else None
    return {MatchAction.INTRODUCE: "introduced", MatchAction.PAUSE: "paused", MatchAction.RESUME: "resumed"}.get(action)


def _tell_person(act: Act, match: Any, kind: Kind, notice: str) -> None:
    person_id = match.mentee_id if kind == Kind.MENTEE else match.mentor_id
    if notice in _SAID_ONCE_AN_HOUR and outbox.was_added(person_id, notice, match.id, since=act.now - AN_HOUR):
        return
    _add(act, match, _channel(person_id), kind.value, person_id, notice)


def _channel(person_id: str) -> str:
    """Mail where the person has an address and wants it used; otherwise a coordinator calls them."""
    return "task" if reaching.mail_address(person_id) is None else "email"


def _add(act: Act, match: Any | None, channel: str, recipient_kind: str, recipient_id: str, notice: str) -> None:
    outbox.add(
        act.program_id,
        channel=channel,
        recipient_kind=recipient_kind,
        recipient_id=recipient_id,
        notice=notice,
        match_id=match.id if match is not None else None,
        now=act.now,
    )
