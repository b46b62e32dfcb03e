"""Which questions are asked: one list for the forms of mentees and mentors, for checking them, and for my answers."""

from api.pages.answers.asked import QUESTIONS
from api.pages.answers.inputs import is_within
from api.pages.answers.question import Question
from api.services.kinds import Kind


def of(kind: Kind) -> tuple[Question, ...]:
    """In the order in which they are asked."""
    return tuple(question for question in QUESTIONS if kind in question.kinds)


def find(kind: Kind, key: str) -> Question | None:
    return next((question for question in of(kind) if question.key == key), None)


def after(kind: Kind, question: Question) -> Question | None:
    every = of(kind)
    place = every.index(question) + 1
    return every[place] if place < len(every) else None


def before(kind: Kind, question: Question) -> Question | None:
    every = of(kind)
    place = every.index(question)
    return every[place - 1] if place else None


def asking_for(kind: Kind, path: str) -> Question | None:
    """The one whose answer a dotted path belongs to."""
    return next((each for each in of(kind) if any(is_within(path, own) for own in each.paths)), None)
