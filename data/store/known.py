"""Rows as the matcher knows people: through ``data.convert``, without who they are."""

from collections.abc import Sequence

from data import convert
from data.models.people import Mentee, Mentor
from data.store import people
from matcher import people as known


def person(row: Mentee | Mentor) -> known.Mentee | known.Mentor:
    words = people.words(row.id)
    return convert.mentee(row, words) if isinstance(row, Mentee) else convert.mentor(row, words)


def mentee(row: Mentee) -> known.Mentee:
    return convert.mentee(row, people.words(row.id))


def mentors(rows: Sequence[Mentor]) -> tuple[known.Mentor, ...]:
    opened = people.all_words([row.id for row in rows])
    return tuple(convert.mentor(row, opened[row.id]) for row in rows)
