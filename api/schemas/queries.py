"""What may follow the question mark."""

from api.schemas.fields import EnumWord, QueryFlag, QueryInt, Strict, Text, Word
from matcher.lifecycle import MatchState, MenteeStatus, MentorStatus

MOST = 100
PAGE = 50
LONGEST_CURSOR = 500
SUGGESTED = 10
SHOWN_STATES = ("asked", "answered", "introduced", "active", "paused", "ended")


class Nothing(Strict):
    """For a path that takes no parameters and no body: whatever is sent is refused."""


class ListQuery(Strict):
    """``cursor``: the ``next_cursor`` of the page before."""

    limit = QueryInt(1, MOST, load_default=PAGE)
    cursor = Text(LONGEST_CURSOR)


class MenteesQuery(ListQuery):
    status = EnumWord(MenteeStatus)
    sort = Word(("waiting",))


class MentorsQuery(ListQuery):
    status = EnumWord(MentorStatus)


class MatchesQuery(ListQuery):
    """By a coordinator."""

    state = EnumWord(MatchState)


class OwnMatchesQuery(ListQuery):
    """By a party: the states that they are shown."""

    state = Word(SHOWN_STATES)


class SuggestionsQuery(Strict):
    """``also``: up to two mentors from outside the list. ``spread``: below the third place who was in many lists lately
    gives way."""

    limit = QueryInt(1, MOST, load_default=SUGGESTED)
    also = QueryFlag(load_default=False)
    spread = QueryFlag(load_default=False)


class HelpQuery(Strict):
    program = Text(200)
