"""What a person asks of the other: each must is to be met, and what the other has not said meets none."""

from collections.abc import Sequence

from matcher.people import Must, Person


def unmet(musts: Sequence[Must], other: Person) -> tuple[Must, ...]:
    return tuple(must for must in musts if must.any_of.isdisjoint(said_on(other, must.about) or frozenset()))


def said_on(person: Person, about: str) -> frozenset[str] | None:
    """The person's answer to this topic as a set; None when they have not said."""
    answer: frozenset[str] | str | None = getattr(person, about)
    return frozenset({answer}) if isinstance(answer, str) else answer
