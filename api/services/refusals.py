"""Why a use-case said no. Each is named for what happened; ``api.errors`` gives each its status and code.

A refusal changes nothing: whoever raises one is inside ``transaction()``, which rolls back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice


class Refused(Exception):
    """A use-case said no. ``detail`` is plain words for the asker and holds nothing about a person.

    ``at``: the path of what was sent that it is about, where the same was sent several times.
    """

    at: str | None = None

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class WrongCredentials(Refused):
    """The email or the password is not right; which of the two is never told."""


class TooManyRequests(Refused):
    """Too many tries, or requests, one after another. ``retry_after``: seconds until another may come."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("There were many tries one after another. Please wait a moment, then try again.")
        self.retry_after = retry_after


class Unauthenticated(Refused):
    """The token is missing, unknown, ended or past its time."""


@dataclass(frozen=True)
class MembershipChoice:
    program_id: str
    program_name: str
    program_slug: str
    role: str


class ChooseRole(Refused):
    def __init__(self, memberships: Sequence[MembershipChoice]) -> None:
        super().__init__("You have more than one role. Say which one you want to sign in with.")
        self.memberships = tuple(memberships)


# What is said of an id in a body, whether there is no such thing or none that the asker may see.
NOT_KNOWN_HERE = "not known here"


# Fields that an answer tells of: whoever sent hundreds that are wrong has one mistake, not hundreds.
MOST_FIELDS = 50


class InvalidAnswer(Refused):
    """A field that only what is stored can judge. ``errors``: dotted path -> what is wrong, the first of many."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Some answers need another look.")
        self.errors = {path: list(messages) for path, messages in islice(errors.items(), MOST_FIELDS)}


class KeyReused(InvalidAnswer):
    """An Idempotency-Key came with another body than before."""

    def __init__(self) -> None:
        super().__init__({"Idempotency-Key": ["This key was sent with other answers before. Use a new one for these."]})


class IfMatchRequired(Refused):
    """An edit came without word of which version it edits."""


class ChangedMeanwhile(Refused):
    """The version that an edit was made on is not the newest any more."""


class MoveNotPossible(Refused):
    """The lifecycle has no such move from here (409 ``invalid_transition``)."""


class AlreadyMatched(Refused):
    """The mentee has a match under way."""


class NotWaiting(Refused):
    """The mentee is not on the waiting list."""


class NoConsent(Refused):
    """A consent that this needs is missing or revoked."""


class AtCapacity(Refused):
    """The mentor has no free place."""


@dataclass(frozen=True)
class Objection:
    reason: str
    text: str


class NotEligible(Refused):
    def __init__(self, reasons: Sequence[Objection]) -> None:
        super().__init__("These two can't be matched now.")
        self.reasons = tuple(reasons)


class NotReady(Refused):
    """The plan is still being worked out, or never will be: nothing in it can be confirmed."""


class AlreadyExists(Refused):
    """The same thing is there already: a program, or the short name of one."""


class NoAddress(Refused):
    """The person has no address that may be written to."""


class LastAdministrator(Refused):
    """A program always has an administrator."""
