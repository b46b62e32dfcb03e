"""The lives of a match, a mentee and a mentor, each as one table of (action, by whom, from, to).

Nothing else in the service decides what may follow what: a use-case asks ``next_state``, a page asks
``actions_open_to``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar


class Party(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


class MatchState(StrEnum):
    CONFIRMED = "confirmed"
    MENTOR_ACCEPTED = "mentor_accepted"
    MENTEE_ACCEPTED = "mentee_accepted"
    ACCEPTED = "accepted"
    INTRODUCED = "introduced"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class MatchAction(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    INTRODUCE = "introduce"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"


class EndReason(StrEnum):
    """Why a match ended, as codes; only coordinators read them."""

    NOT_NOW = "not_now"
    TIMES_CHANGED = "times_changed"
    LAPSED = "lapsed"
    PREFER_SOMEONE_ELSE = "prefer_someone_else"
    KNOW_EACH_OTHER = "know_each_other"
    SAFETY = "safety"
    COMPLETED = "completed"
    STATUS_CHANGED = "status_changed"
    CONSENT_REVOKED = "consent_revoked"


class MenteeStatus(StrEnum):
    NEW = "new"
    WAITING = "waiting"
    ON_HOLD = "on_hold"
    MATCHED = "matched"
    ENDED = "ended"


class MenteeAction(StrEnum):
    WELCOME = "welcome"
    HOLD = "hold"
    RELEASE = "release"
    END = "end"
    RETURN = "return"
    INTRODUCE = "introduce"
    WAIT_AGAIN = "wait_again"
    COMPLETE = "complete"


class MentorStatus(StrEnum):
    APPLIED = "applied"
    SCREENING = "screening"
    TRAINING = "training"
    ACTIVE = "active"
    PAUSED = "paused"
    DECLINED = "declined"
    RETIRED = "retired"


class MentorAction(StrEnum):
    SCREEN = "screen"
    TRAIN = "train"
    ACTIVATE = "activate"
    PAUSE = "pause"
    RESUME = "resume"
    DECLINE_APPLICATION = "decline_application"
    RETIRE = "retire"
    RETURN = "return"


class InvalidTransition(Exception):
    """The table has no such move from this state."""


class NotTheirs(Exception):
    """The table gives this action to somebody else, whatever the state."""


State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[State, Action]):
    action: Action
    by: Party
    source: State
    target: State


@dataclass(frozen=True)
class Lifecycle(Generic[State, Action]):
    transitions: tuple[Transition[State, Action], ...]

    def next_state(self, state: State, action: Action, by: Party) -> State:
        """Where ``action`` by this party leads from ``state``.

        Raises NotTheirs when no row gives the action to this party, InvalidTransition when none does from this state.
        """
        theirs = [row for row in self.transitions if row.action == action and row.by == by]
        if not theirs:
            raise NotTheirs(action)
        for row in theirs:
            if row.source == state:
                return row.target
        raise InvalidTransition(action)

    def actions_open_to(self, state: State, by: Party) -> tuple[Action, ...]:
        """The buttons of this party in this state, in the order of the table."""
        return tuple(row.action for row in self.transitions if row.source == state and row.by == by)


def _rows(
    action: Action, by: Iterable[Party], moves: Iterable[tuple[State, State]]
) -> tuple[Transition[State, Action], ...]:
    moves = tuple(moves)
    return tuple(Transition(action, party, source, target) for party in by for source, target in moves)


_M = MatchState
_BOTH = (Party.MENTOR, Party.MENTEE)
_ALL_THREE = (Party.MENTOR, Party.MENTEE, Party.COORDINATOR)
BEFORE_INTRODUCTION = (_M.CONFIRMED, _M.MENTOR_ACCEPTED, _M.MENTEE_ACCEPTED, _M.ACCEPTED)
AFTER_INTRODUCTION = (_M.INTRODUCED, _M.ACTIVE, _M.PAUSED)
OPEN_STATES = BEFORE_INTRODUCTION + AFTER_INTRODUCTION
UNANSWERED = (_M.CONFIRMED, _M.MENTOR_ACCEPTED, _M.MENTEE_ACCEPTED)

MATCH: Lifecycle[MatchState, MatchAction] = Lifecycle(
    _rows(
        MatchAction.ACCEPT,
        [Party.MENTOR],
        [(_M.CONFIRMED, _M.MENTOR_ACCEPTED), (_M.MENTEE_ACCEPTED, _M.ACCEPTED)],
    )
    + _rows(
        MatchAction.ACCEPT,
        [Party.MENTEE],
        [(_M.CONFIRMED, _M.MENTEE_ACCEPTED), (_M.MENTOR_ACCEPTED, _M.ACCEPTED)],
    )
    + _rows(MatchAction.DECLINE, _BOTH, [(state, _M.CLOSED) for state in BEFORE_INTRODUCTION])
    + _rows(MatchAction.WITHDRAW, [Party.COORDINATOR], [(state, _M.CLOSED) for state in BEFORE_INTRODUCTION])
    # Where a status or a consent falls away, the service itself takes the proposal back.
    + _rows(MatchAction.WITHDRAW, [Party.SYSTEM], [(state, _M.CLOSED) for state in BEFORE_INTRODUCTION])
    + _rows(MatchAction.LAPSE, [Party.SYSTEM], [(state, _M.CLOSED) for state in UNANSWERED])
    + _rows(MatchAction.INTRODUCE, [Party.COORDINATOR], [(_M.ACCEPTED, _M.INTRODUCED)])
    + _rows(MatchAction.START, [Party.MENTOR, Party.COORDINATOR], [(_M.INTRODUCED, _M.ACTIVE)])
    + _rows(MatchAction.PAUSE, _ALL_THREE, [(_M.ACTIVE, _M.PAUSED)])
    + _rows(MatchAction.RESUME, _ALL_THREE, [(_M.PAUSED, _M.ACTIVE)])
    + _rows(MatchAction.CLOSE, _ALL_THREE, [(state, _M.CLOSED) for state in AFTER_INTRODUCTION])
)

_E = MenteeStatus
_OWN_MENTEE = (Party.MENTEE, Party.COORDINATOR)
MENTEE: Lifecycle[MenteeStatus, MenteeAction] = Lifecycle(
    _rows(MenteeAction.WELCOME, [Party.COORDINATOR], [(_E.NEW, _E.WAITING)])
    + _rows(MenteeAction.HOLD, _OWN_MENTEE, [(_E.WAITING, _E.ON_HOLD)])
    + _rows(MenteeAction.RELEASE, [Party.COORDINATOR], [(_E.ON_HOLD, _E.WAITING)])
    + _rows(MenteeAction.END, _OWN_MENTEE, [(state, _E.ENDED) for state in MenteeStatus if state != _E.ENDED])
    + _rows(MenteeAction.RETURN, [Party.COORDINATOR], [(_E.ENDED, _E.WAITING)])
    + _rows(MenteeAction.INTRODUCE, [Party.SYSTEM], [(_E.WAITING, _E.MATCHED)])
    + _rows(MenteeAction.WAIT_AGAIN, [Party.SYSTEM], [(_E.MATCHED, _E.WAITING)])
    + _rows(MenteeAction.COMPLETE, [Party.SYSTEM], [(_E.MATCHED, _E.ENDED)])
)

_R = MentorStatus
_OWN_MENTOR = (Party.MENTOR, Party.COORDINATOR)
MENTOR: Lifecycle[MentorStatus, MentorAction] = Lifecycle(
    _rows(MentorAction.SCREEN, [Party.COORDINATOR], [(_R.APPLIED, _R.SCREENING)])
    + _rows(MentorAction.TRAIN, [Party.COORDINATOR], [(_R.SCREENING, _R.TRAINING)])
    + _rows(MentorAction.ACTIVATE, [Party.COORDINATOR], [(_R.TRAINING, _R.ACTIVE)])
    + _rows(MentorAction.PAUSE, _OWN_MENTOR, [(_R.ACTIVE, _R.PAUSED)])
    + _rows(MentorAction.RESUME, _OWN_MENTOR, [(_R.PAUSED, _R.ACTIVE)])
    + _rows(
        MentorAction.DECLINE_APPLICATION,
        [Party.COORDINATOR],
        [(state, _R.DECLINED) for state in (_R.APPLIED, _R.SCREENING, _R.TRAINING)],
    )
    + _rows(
        MentorAction.RETIRE,
        _OWN_MENTOR,
        [(state, _R.RETIRED) for state in MentorStatus if state not in (_R.DECLINED, _R.RETIRED)],
    )
    + _rows(MentorAction.RETURN, [Party.COORDINATOR], [(_R.RETIRED, _R.PAUSED)])
)

DAYS_BEFORE_TRYING_AGAIN = 90
_FOR_NOW = frozenset({EndReason.NOT_NOW, EndReason.TIMES_CHANGED, EndReason.LAPSED})
_FOR_GOOD = frozenset({EndReason.PREFER_SOMEONE_ELSE, EndReason.KNOW_EACH_OTHER, EndReason.SAFETY})
_GIVEN_BY_A_PERSON = frozenset(
    {
        EndReason.NOT_NOW,
        EndReason.TIMES_CHANGED,
        EndReason.PREFER_SOMEONE_ELSE,
        EndReason.KNOW_EACH_OTHER,
        EndReason.SAFETY,
    }
)
REASONS_THAT_MAY_BE_GIVEN: dict[MatchAction, frozenset[EndReason]] = {
    MatchAction.DECLINE: _GIVEN_BY_A_PERSON,
    MatchAction.WITHDRAW: _GIVEN_BY_A_PERSON,
    MatchAction.CLOSE: _GIVEN_BY_A_PERSON | {EndReason.COMPLETED},
}


def may_be_paired_again(action: MatchAction, reason: EndReason | None, closed_on: date, as_of: date) -> bool:
    """Whether the two may be paired on ``as_of`` for all that this ending of an earlier match of theirs says."""
    again = may_be_paired_again_on(action, reason, closed_on)
    return again is not None and (again == closed_on or as_of >= again)


def may_be_paired_again_on(action: MatchAction, reason: EndReason | None, closed_on: date) -> date | None:
    """The first day on which the two may be paired again: the day of the ending itself for at once; None: never.

    No reason given counts as ``not_now`` before the introduction and as ``completed`` after it.
    """
    if reason is None:
        reason = EndReason.COMPLETED if action == MatchAction.CLOSE else EndReason.NOT_NOW
    if reason in _FOR_GOOD:
        return None
    return closed_on + timedelta(days=DAYS_BEFORE_TRYING_AGAIN) if reason in _FOR_NOW else closed_on
