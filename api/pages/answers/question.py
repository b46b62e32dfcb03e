"""A question as data: what it asks, why, and which paths of the profile its answer fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from api.pages.answers import inputs
from api.services.kinds import Kind

BOTH = (Kind.MENTEE, Kind.MENTOR)


@dataclass(frozen=True, slots=True)
class Question:
    """``key`` stands in addresses. ``title`` and ``hint`` may differ for mentors. ``is_needed``: a form can't be sent
    without it. ``is_once``: asked in the form and never again.
    """

    key: str
    section: str
    paths: tuple[str, ...]
    input: inputs.Input
    title: Any
    hint: Any = ""
    why: Any = ""
    to_mentors: Any = None
    hint_to_mentors: Any = None
    kinds: tuple[Kind, ...] = BOTH
    is_needed: bool = False
    is_once: bool = False

    def title_for(self, kind: Kind) -> Any:
        return self.to_mentors if kind == Kind.MENTOR and self.to_mentors is not None else self.title

    def hint_for(self, kind: Kind) -> Any:
        return self.hint_to_mentors if kind == Kind.MENTOR and self.hint_to_mentors is not None else self.hint


SECTIONS: Mapping[str, Any] = {
    "first": _l("First things"),
    "reach": _l("Your name and how to reach you"),
    "lived": _l("What you have lived through"),
    "help": _l("What helps"),
    "time": _l("When you have time"),
    "you": _l("More about you"),
    "who": _l("Whom you would like to meet"),
    "words": _l("In your own words"),
    "yes": _l("What you allow"),
}
