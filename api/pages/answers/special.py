"""Inputs of one question each, that show an answer otherwise than it is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from api.pages.answers.inputs import (
    MISSING,
    Around,
    Input,
    OneOf,
    Options,
    SomeOf,
    codes_in,
    grouped,
    said_codes,
    topic_options,
)
from api.pages.filters import day
from api.pages.forms import Typed
from api.schemas.fields.codes import OWN

# Those that people are most often looked for in; every other language stands in a list below them.
OFTEN = ("en", "es", "ase", "zh", "vi", "tl", "ar", "fr", "ko", "ru", "pt", "ht")
ROWS_FOR_OTHERS = 2


class Stage(OneOf):
    """Where somebody is, and since when if they know the day."""

    template = "stage"

    def __init__(self, rest: Options) -> None:
        super().__init__(topic="stage", rest=rest)

    def said(self, paths: Sequence[str], around: Around) -> list[str]:
        stage, since = paths
        began = around.at(since)
        return [*self.one_said(stage, around), *([_since(began)] if began not in (MISSING, None, "") else [])]


class Interests(SomeOf):
    """A topic, and a person's own words beside it."""

    template = "interests"
    own = "own_words"

    def __init__(self, rest: Options) -> None:
        super().__init__("interests", rest)

    def fold(self, paths: Sequence[str], form: Typed) -> Typed:
        folded = super().fold(paths, form)
        own = [word for line in form.get(self.own, "").splitlines() for word in line.split(",") if word.strip()]
        if own:
            folded.setlist(paths[0], [*codes_in(folded, paths[0]), *(OWN + word.strip() for word in own)])
        return folded

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        unfolded = Typed(stored)
        every = stored.getlist(paths[0])
        unfolded.setlist(paths[0], [code for code in every if not code.startswith(OWN)])
        unfolded[self.own] = ", ".join(code.removeprefix(OWN) for code in every if code.startswith(OWN))
        return unfolded

    def anchor(self, path: str) -> str:
        return self.own if path.startswith("interests.") else path


class Languages(Input):
    template = "languages"

    def often(self, around: Around) -> Options:
        labels = {code: label for code, label, _hint in topic_options("languages", around.language)}
        return [(code, labels[code]) for code in OFTEN if code in labels]

    def others(self, around: Around) -> Options:
        every = topic_options("languages", around.language)
        return [("", ""), *((code, label) for code, label, _hint in every if code not in OFTEN)]

    def rows(self, typed: Typed) -> list[str]:
        """What the lists below the checkboxes show."""
        chosen = [code for code in codes_in(typed, "languages") if code not in OFTEN]
        return [*chosen, *[""] * max(1, ROWS_FOR_OTHERS - len(chosen))]

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        yield from said_codes(around.at(path), around.language)


class Region(Input):
    template = "region"

    def groups(self, around: Around) -> list[tuple[str, Options]]:
        return grouped("region", around.language)

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        code = around.at(path)
        yield from said_codes(MISSING if code in (MISSING, None) else [code], around.language)


@dataclass(frozen=True, slots=True)
class _Numbers(Input):
    """Radios for the usual numbers, and for the one that was said before."""

    template = "one"

    def usual(self) -> tuple[float, ...]:
        raise NotImplementedError

    def words(self, number: float) -> str:
        raise NotImplementedError

    def path(self) -> str:
        raise NotImplementedError

    def options(self, around: Around) -> Options:
        before = around.at(self.path())
        every = {*self.usual(), *({float(before)} if isinstance(before, (int, float)) else ())}
        return [(f"{number:g}", self.words(number)) for number in sorted(every)]

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        before = around.at(self.path())
        return Typed({paths[0]: f"{before:g}"}) if isinstance(before, (int, float)) else stored

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        value = around.at(path)
        if isinstance(value, (int, float)):
            yield self.words(value)


class Hours(_Numbers):
    rest: Options = ()

    def usual(self) -> tuple[float, ...]:
        return (0.5, 1, 2, 3, 5)

    def words(self, number: float) -> str:
        if number == 0.5:
            return _("Half an hour")
        return ngettext("%(hours)s hour", "%(hours)s hours", int(number + 0.5), hours=f"{number:g}")

    def path(self) -> str:
        return "support.hours_per_week"


class Places(_Numbers):
    def usual(self) -> tuple[float, ...]:
        return (1, 2, 3, 4, 5)

    def words(self, number: float) -> str:
        return ngettext("%(num)s person", "%(num)s people", int(number))

    def path(self) -> str:
        return "capacity"


class NotComfortable(Input):
    """Experiences and pathways in one list."""

    template = "some"

    def __init__(self, rest: Options) -> None:
        self.rest = rest

    def groups(self, around: Around) -> list[tuple[str, Options]]:
        pathways = topic_options("pathways", around.language)
        return [*grouped("experiences", around.language), (_("Ways of recovery"), pathways)]

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        yield from said_codes(around.at(path), around.language)


def _since(since: Any) -> str:
    try:
        return _("Since %(day)s", day=day(str(since)))
    except ValueError:
        return str(since)
