"""Who may do what, and who may see what.

A permission is a list of groups of rules; whoever meets every rule of one group has it, and a permission that is not
listed is nobody's. Rules read plain attributes and know neither Flask nor SQL.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from matcher.lifecycle import MatchState, Party


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    MENTEE = "mentee"
    SYSTEM = "system"
    NOBODY = "nobody"


PARTIES = {Role.MENTOR: Party.MENTOR, Role.MENTEE: Party.MENTEE}
BY = {**PARTIES, Role.COORDINATOR: Party.COORDINATOR, Role.SYSTEM: Party.SYSTEM}


class Permission(StrEnum):
    OWN_TOKENS = "own tokens: list and end them"
    OWN_ACCOUNT = "own account: read it"
    OWN_FORM = "own form: send it in"
    OWN_PASSWORD = "own account: set the password"  # noqa: S105
    STAFF = "staff accounts: list, read, add and remove them"
    PROGRAM_CREATE = "programs: create one"
    PROGRAM_READ = "program settings: read them"
    PROGRAM_CHANGE = "program settings: change them"
    WEIGHTS_READ = "weights: read them and their versions"
    WEIGHTS_CHANGE = "weights: put other ones in force"
    WEIGHTS_TRY = "weights: try other ones over the whole waiting list"
    WEIGHTS_PROPOSE = "weights: have some proposed from past decisions"
    MENTEE_LIST = "mentees: list them"
    MENTEE_CREATE = "mentees: add one"
    MENTEE_READ = "a mentee: read the profile"
    MENTEE_EDIT = "a mentee: edit the profile"
    MENTEE_MOVE = "a mentee: change the status"
    MENTEE_INVITE = "a mentee: invite them to sign in"
    MENTOR_LIST = "mentors: list them"
    MENTOR_CREATE = "mentors: add one"
    MENTOR_READ = "a mentor: read the profile"
    MENTOR_EDIT = "a mentor: edit the profile"
    MENTOR_MOVE = "a mentor: change the status"
    MENTOR_INVITE = "a mentor: invite them to sign in"
    PEOPLE_IMPORT = "people: import and export them"
    DUE_RUN = "what time brings: see to it"
    CONSENT_TEXTS = "consent texts: read them"
    KEPT_APART = "pairs kept apart: read and change them"
    SUGGESTIONS = "suggestions for a mentee: ask for them"
    SUPPLY_GAPS = "the mentors that are missing: read the report"
    RUN_READ = "a ranked list as it was shown: read it again"
    PLANS = "plans for the waiting list: list them, and make one"
    PLAN = "a plan for the waiting list: read it, confirm rows of it, and end it"
    MATCH_CONFIRM = "matches: confirm one"
    MATCH_LIST = "matches: list one's own, or the program's"
    MATCH_READ = "a match: read it"
    MATCH_MOVE = "a match: move it"
    MATCH_CARD = "a match: read the blind card"
    MATCH_INTRODUCTION = "a match: read the introduction"
    MATCH_EVENTS = "a match: read its history"
    TASK_LIST = "tasks: list who is to be called, and mails that did not arrive"
    TASK = "a task: see it, and say that it is done"
    REPORTS = "reports: read them"
    MAIL_DELIVER = "mails: deliver them, and count those that wait"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking: an account in one of its roles. ``own_people`` are all profiles of the same account here.

    ``same_address`` are profiles that somebody gave the account's address, and that it does not sign in to: what the
    other of the two said is not shown, but an address that somebody else wrote takes no right of a coordinator away.
    """

    account_id: str | None
    role: Role
    program_id: str | None
    person_id: str | None = None
    token_id: str | None = None
    session_id: str | None = None
    own_people: frozenset[str] = field(default_factory=frozenset)
    same_address: frozenset[str] = field(default_factory=frozenset)
    reason: str | None = None

    @property
    def everyone_alike(self) -> frozenset[str]:
        return self.own_people | self.same_address

    @classmethod
    def system(cls, reason: str, program_id: str | None = None) -> "Actor":
        """The service itself, for a named reason: the command line, or what time brings."""
        return cls(account_id=None, role=Role.SYSTEM, program_id=program_id, reason=reason)

    @classmethod
    def nobody(cls, program_id: str | None = None) -> "Actor":
        """Someone who has not signed in, at the door of a program."""
        return cls(account_id=None, role=Role.NOBODY, program_id=program_id)


class NotFound(Exception):
    """There is no such thing, or none that the asker may see: the two are never told apart."""


class Forbidden(Exception):
    """The asker may see it, but may not do this with it."""


Rule = Callable[[Actor, Any], bool]
T = TypeVar("T")


def anyone_signed_in(actor: Actor, _thing: Any) -> bool:
    return actor.role not in (Role.SYSTEM, Role.NOBODY)


def not_signed_in(actor: Actor, _thing: Any) -> bool:
    return actor.role == Role.NOBODY


def coordinator(actor: Actor, _thing: Any) -> bool:
    return actor.role == Role.COORDINATOR


def administrator(actor: Actor, _thing: Any) -> bool:
    return actor.role == Role.ADMINISTRATOR


def mentor_or_mentee(actor: Actor, _thing: Any) -> bool:
    return actor.role in PARTIES


def the_service_itself(actor: Actor, _thing: Any) -> bool:
    return actor.role == Role.SYSTEM


def same_program(actor: Actor, thing: Any) -> bool:
    return actor.program_id is not None and thing.program_id == actor.program_id


def the_person(actor: Actor, thing: Any) -> bool:
    return actor.role in PARTIES and thing.id == actor.person_id


def party_of_it(actor: Actor, match: Any) -> bool:
    return actor.role in PARTIES and actor.person_id == _party_id(actor.role, match)


def not_a_party_of_it(actor: Actor, match: Any) -> bool:
    """Whoever is one of the two, in whichever of their roles, does not decide about it as a coordinator."""
    return not actor.own_people & {match.mentee_id, match.mentor_id}


def not_alike_a_party_of_it(actor: Actor, match: Any) -> bool:
    """A history tells what both have said: neither one of the two reads it, nor whoever has the address of one."""
    return not actor.everyone_alike & {match.mentee_id, match.mentor_id}


def not_introduced(_actor: Actor, match: Any) -> bool:
    return match.state in _BEFORE_INTRODUCTION


def introduced(_actor: Actor, match: Any) -> bool:
    return match.state in _AFTER_INTRODUCTION


_BEFORE_INTRODUCTION = {
    MatchState.CONFIRMED,
    MatchState.MENTOR_ACCEPTED,
    MatchState.MENTEE_ACCEPTED,
    MatchState.ACCEPTED,
}
_AFTER_INTRODUCTION = {MatchState.INTRODUCED, MatchState.ACTIVE, MatchState.PAUSED}

Groups = tuple[tuple[Rule, ...], ...]


def not_about_oneself(actor: Actor, thing: Any) -> bool:
    """What staff do is about others: in whichever of their roles the profile is theirs."""
    return getattr(thing, "mentee_id", thing.id) not in actor.own_people


_THEIRS_OR_COORDINATOR: Groups = ((coordinator, same_program), (same_program, the_person))
# Nobody grants themselves anything: a coordinator changes their own profile as the person, not as staff.
_BY_STAFF: Groups = ((coordinator, same_program, not_about_oneself),)
_CHANGED_BY: Groups = (*_BY_STAFF, (same_program, the_person))

RULES: Mapping[Permission, Groups] = {
    Permission.OWN_TOKENS: ((anyone_signed_in,),),
    Permission.OWN_ACCOUNT: ((anyone_signed_in,),),
    Permission.OWN_FORM: ((not_signed_in,),),
    Permission.OWN_PASSWORD: ((anyone_signed_in,),),
    Permission.STAFF: ((administrator,),),
    Permission.PROGRAM_CREATE: ((the_service_itself,),),
    Permission.PROGRAM_READ: ((coordinator,), (administrator,)),
    Permission.PROGRAM_CHANGE: ((administrator,),),
    Permission.WEIGHTS_READ: ((coordinator,), (administrator,)),
    Permission.WEIGHTS_CHANGE: ((coordinator,), (administrator,)),
    # It tells of whom another mentor would be first.
    Permission.WEIGHTS_TRY: ((coordinator,),),
    Permission.WEIGHTS_PROPOSE: ((coordinator,), (administrator,), (the_service_itself,)),
    Permission.MENTEE_LIST: ((coordinator,),),
    Permission.MENTEE_CREATE: ((coordinator,), (the_service_itself,)),
    Permission.MENTEE_READ: _THEIRS_OR_COORDINATOR,
    Permission.MENTEE_EDIT: _CHANGED_BY,
    Permission.MENTEE_MOVE: _CHANGED_BY,
    Permission.MENTEE_INVITE: _BY_STAFF,
    Permission.MENTOR_LIST: ((coordinator,),),
    Permission.MENTOR_CREATE: ((coordinator,), (the_service_itself,)),
    Permission.MENTOR_READ: _THEIRS_OR_COORDINATOR,
    Permission.MENTOR_EDIT: _CHANGED_BY,
    Permission.MENTOR_MOVE: _CHANGED_BY,
    Permission.MENTOR_INVITE: _BY_STAFF,
    Permission.PEOPLE_IMPORT: ((the_service_itself,),),
    Permission.DUE_RUN: ((the_service_itself,),),
    Permission.CONSENT_TEXTS: ((anyone_signed_in,),),
    Permission.KEPT_APART: ((coordinator,),),
    Permission.SUGGESTIONS: ((coordinator, same_program, not_about_oneself), (the_service_itself, same_program)),
    Permission.SUPPLY_GAPS: ((coordinator,),),
    Permission.RUN_READ: _BY_STAFF,
    Permission.PLANS: ((coordinator,),),
    # Rows with a profile of their own are not shown to them, nor theirs to confirm: see the services.
    Permission.PLAN: ((coordinator, same_program),),
    Permission.MATCH_CONFIRM: ((coordinator, not_a_party_of_it),),
    Permission.MATCH_LIST: ((coordinator,), (mentor_or_mentee,)),
    Permission.MATCH_READ: (
        (coordinator, same_program),
        (same_program, party_of_it),
        (the_service_itself, same_program),
    ),
    Permission.MATCH_MOVE: (
        (coordinator, same_program, not_a_party_of_it),
        (same_program, party_of_it),
        (the_service_itself, same_program),
    ),
    Permission.MATCH_CARD: ((same_program, party_of_it, not_introduced),),
    Permission.MATCH_INTRODUCTION: ((same_program, party_of_it, introduced),),
    Permission.MATCH_EVENTS: ((coordinator, same_program, not_alike_a_party_of_it),),
    Permission.TASK_LIST: ((coordinator,),),
    # What one of the two is told is not for the other to see, nor for a coordinator who is one of them.
    Permission.TASK: ((coordinator, same_program, not_a_party_of_it),),
    Permission.REPORTS: ((coordinator,), (administrator,)),
    Permission.MAIL_DELIVER: ((the_service_itself,),),
}

# Whoever has the second of a pair may know that the thing is there, and is told 403 rather than 404.
SEEN_BY: Mapping[Permission, Permission] = {
    Permission.MENTEE_EDIT: Permission.MENTEE_READ,
    Permission.MENTEE_MOVE: Permission.MENTEE_READ,
    Permission.MENTEE_INVITE: Permission.MENTEE_READ,
    Permission.MENTOR_EDIT: Permission.MENTOR_READ,
    Permission.MENTOR_MOVE: Permission.MENTOR_READ,
    Permission.MENTOR_INVITE: Permission.MENTOR_READ,
    Permission.SUGGESTIONS: Permission.MENTEE_READ,
    Permission.MATCH_MOVE: Permission.MATCH_READ,
    Permission.MATCH_EVENTS: Permission.MATCH_READ,
}

# Permissions on a collection: there is nothing to hide, so the answer is always 403.
ON_A_COLLECTION = frozenset(
    {
        Permission.OWN_TOKENS,
        Permission.OWN_ACCOUNT,
        Permission.OWN_FORM,
        Permission.OWN_PASSWORD,
        Permission.STAFF,
        Permission.PROGRAM_CREATE,
        Permission.PROGRAM_READ,
        Permission.PROGRAM_CHANGE,
        Permission.WEIGHTS_READ,
        Permission.WEIGHTS_CHANGE,
        Permission.WEIGHTS_TRY,
        Permission.WEIGHTS_PROPOSE,
        Permission.MENTEE_LIST,
        Permission.MENTEE_CREATE,
        Permission.MENTOR_LIST,
        Permission.MENTOR_CREATE,
        Permission.PEOPLE_IMPORT,
        Permission.DUE_RUN,
        Permission.CONSENT_TEXTS,
        Permission.KEPT_APART,
        Permission.SUPPLY_GAPS,
        Permission.PLANS,
        Permission.MATCH_CONFIRM,
        Permission.MATCH_LIST,
        Permission.TASK_LIST,
        Permission.REPORTS,
        Permission.MAIL_DELIVER,
    }
)


def allows(actor: Actor, permission: Permission, thing: Any = None) -> bool:
    return any(all(rule(actor, thing) for rule in group) for group in RULES.get(permission, ()))


def require(actor: Actor, permission: Permission, thing: Any = None) -> None:
    """For what is done to a collection, or made new in it. Raises Forbidden."""
    if permission not in ON_A_COLLECTION or not allows(actor, permission, thing):
        raise Forbidden


def require_on(actor: Actor, permission: Permission, thing: T | None) -> T:
    """The thing itself, when the asker may do this with it. Raises NotFound before Forbidden."""
    if thing is None:
        raise NotFound
    if allows(actor, permission, thing):
        return thing
    if permission in SEEN_BY and allows(actor, SEEN_BY[permission], thing):
        raise Forbidden
    raise NotFound


def found(thing: T | None) -> T:
    """The thing itself, for what hangs on nobody's right but is perhaps not there any more. Raises NotFound."""
    if thing is None:
        raise NotFound
    return thing


def visible(actor: Actor, permission: Permission, things: Iterable[T]) -> list[T]:
    """Those of a list that the asker may see: every list and every export goes through here."""
    return [thing for thing in things if allows(actor, permission, thing)]


class ShownState(StrEnum):
    """What a party sees of a match: their own answer, never the other's before the introduction."""

    ASKED = "asked"
    ANSWERED = "answered"
    INTRODUCED = "introduced"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


def state_shown(state: MatchState, party: Party) -> ShownState:
    """A yes shows nothing until the introduction, and every ending is the one word ``ended``."""
    if state == MatchState.CLOSED:
        return ShownState.ENDED
    if state in _AFTER_INTRODUCTION:
        return ShownState(state.value)
    own_yes = {
        Party.MENTOR: MatchState.MENTOR_ACCEPTED,
        Party.MENTEE: MatchState.MENTEE_ACCEPTED,
    }[party]
    return ShownState.ANSWERED if state in {own_yes, MatchState.ACCEPTED} else ShownState.ASKED


def party_of(actor: Actor, match: Any) -> Party | None:
    """Which of the two the asker is, in whichever of their roles; None for everyone else."""
    if actor.role in PARTIES:
        return PARTIES[actor.role]
    if match.mentee_id in actor.everyone_alike:
        return Party.MENTEE
    return Party.MENTOR if match.mentor_id in actor.everyone_alike else None


def _party_id(role: Role, match: Any) -> str:
    party_id: str = match.mentor_id if role == Role.MENTOR else match.mentee_id
    return party_id
