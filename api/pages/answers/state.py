"""A form as one browser has it: which it is, and the code in the cookie that leads to what was answered so far.

The address alone shows nothing but the first page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, session

from api.pages import door
from api.pages.answers import questions
from api.pages.answers.inputs import Around
from api.pages.answers.question import SECTIONS, Question
from api.policy import NotFound
from api.services import drafts
from api.services import forms as own_forms
from api.services.drafts import Begun
from api.services.kinds import Kind

CODES, SENT = "forms", "sent"
KIND_OF: Mapping[str, Kind] = {"join": Kind.MENTEE, "apply": Kind.MENTOR}
DOOR_OF: Mapping[Kind, str] = {kind: way for way, kind in KIND_OF.items()}


@dataclass(frozen=True, slots=True)
class Form:
    way: str
    slug: str
    program: Mapping[str, Any]
    begun: Begun | None

    @property
    def kind(self) -> Kind:
        return KIND_OF[self.way]

    @property
    def is_for_mentors(self) -> bool:
        return self.kind == Kind.MENTOR

    @property
    def is_not_safe(self) -> bool:
        """Then help stands first on every page."""
        return self.begun is not None and self.begun.answers.get("right_now") == "not_safe"

    def around(self) -> Around:
        return Around(self.kind, g.act.language, self.begun.answers if self.begun else {}, self.program)

    def at(self, page: str = "") -> str:
        return f"/{self.way}/{self.slug}/{page}".rstrip("/")

    def is_answered(self, question: Question) -> bool:
        return self.begun is not None and question.key in self.begun.asked

    def next_open(self) -> Question | None:
        return next((each for each in questions.of(self.kind) if not self.is_answered(each)), None)

    def sections(self) -> list[dict[str, Any]]:
        """Each with its questions and how far it is."""
        found = []
        for key, title in SECTIONS.items():
            every = [each for each in questions.of(self.kind) if each.section == key]
            if not every:
                continue
            answered = sum(self.is_answered(each) for each in every)
            state = "done" if answered == len(every) else "begun" if answered else "not_started"
            first = next((each for each in every if not self.is_answered(each)), every[0])
            found.append({"title": title, "questions": every, "state": state, "first": first.key})
        return found


def opened(way: str, slug: str) -> Form:
    """Raises NotFound for an unknown program."""
    act = door.as_nobody()
    program = own_forms.of_program(act, slug)
    return Form(way, slug, program, _begun(way, slug))


def code_of(way: str, slug: str) -> str | None:
    return session.get(CODES, {}).get(f"{way}/{slug}")


def remember(way: str, slug: str, code: str) -> None:
    """Nothing but the code: the answers stay here."""
    session[CODES] = {**session.get(CODES, {}), f"{way}/{slug}": code}
    session[SENT] = [each for each in session.get(SENT, []) if each != f"{way}/{slug}"]


def forget(way: str, slug: str) -> None:
    session[CODES] = {name: code for name, code in session.get(CODES, {}).items() if name != f"{way}/{slug}"}


def note_sent(way: str, slug: str) -> None:
    forget(way, slug)
    session[SENT] = sorted({*session.get(SENT, []), f"{way}/{slug}"})


def was_sent(way: str, slug: str) -> bool:
    return f"{way}/{slug}" in session.get(SENT, [])


def _begun(way: str, slug: str) -> Begun | None:
    code = code_of(way, slug)
    if code is None:
        return None
    try:
        return drafts.find(door.as_nobody(), slug, KIND_OF[way], code)
    except NotFound:
        return None
