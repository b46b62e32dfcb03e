"""One change that would let somebody through, and how much it asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matcher.explain import Phrase
from matcher.pair import Reason


class By(StrEnum):
    """Who would have to change something."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    PROGRAM = "program"


class Kind(StrEnum):
    """In the order of how much it asks, least first: an answer, a habit, a day's work, a rule, a wish."""

    SINCE = "since"
    FORMAT = "format"
    TIME = "time"
    PLACE = "place"
    TRAINING = "training"
    SCREENING = "screening"
    ACTIVATION = "activation"
    MINIMUM_MONTHS = "minimum_months"
    WISH = "wish"


# What keeps a person safe, is theirs to decide or is a fact about them: counted, and never told to be loosened. A
# language is no habit that one takes up to be matched; who recruits reads of it in the supply gaps.
NEVER_OFFERED = frozenset(
    {
        Reason.SAME_PERSON,
        Reason.NO_CONSENT,
        Reason.CONCERN_OPEN,
        Reason.KEPT_APART,
        Reason.DECLINED_BEFORE,
        Reason.NO_SHARED_LANGUAGE,
        Reason.NOT_COMFORTABLE,
        Reason.MENTOR_PREFERENCE,
    }
)
_RUNGS = {kind: rung for rung, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Change:
    """``amount``: how much of its kind is asked: places, months, steps to be active, else 1.

    ``mentor_ids``: exactly those who may be paired with the mentee once this, and nothing else, is changed.
    """

    by: By
    kind: Kind
    phrase: Phrase
    mentor_ids: tuple[str, ...]
    amount: int = 1


def smallest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The smaller change first, and of two alike the one that opens more; otherwise in the order they came."""
    return tuple(sorted(changes, key=lambda each: (_RUNGS[each.kind], each.amount, -len(each.mentor_ids))))
