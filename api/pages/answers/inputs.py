"""Kinds of input. Each shows an answer as a form, reads it back, and says it in words.

What a browser sends is folded into the dotted paths of the profile, and unfolded from them to be shown again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from api.pages.coded import labels
from api.pages.forms import NONE, SHOWN, Typed
from api.schemas.fields.codes import OWN
from api.services import vocabulary
from api.services.kinds import Kind

MISSING = object()
Options = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Around:
    """What an input may need to know besides its own answer. ``program``: None for somebody who is signed in."""

    kind: Kind
    language: str
    answers: Mapping[str, Any]
    program: Mapping[str, Any] | None = None

    def at(self, path: str) -> Any:
        found: Any = self.answers
        for name in path.split("."):
            if not isinstance(found, Mapping) or name not in found:
                return MISSING
            found = found[name]
        return found


class Input:
    """One whose inputs are named as the paths are."""

    template = ""
    rest: Options = ()

    def fold(self, paths: Sequence[str], form: Typed) -> Typed:
        """Only what belongs to the question, whatever else was sent."""
        folded: Typed = Typed()
        for name in form:
            if any(is_within(name, path) for path in paths):
                folded.setlist(name, form.getlist(name))
        shown = [name for name in form.getlist(SHOWN) if any(is_within(name, path) for path in paths)]
        folded.setlist(SHOWN, shown)
        return folded

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        return stored

    def said(self, paths: Sequence[str], around: Around) -> list[str]:
        return [words for path in paths for words in self.one_said(path, around)]

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        value = around.at(path)
        if value is not MISSING and value is not None and value != "":
            yield str(value)

    def mended(self, part: dict[str, Any]) -> dict[str, Any]:
        """What the schema is given, where a form can't say it."""
        return part

    def anchor(self, path: str) -> str:
        """Under which input a slip is shown."""
        return path


@dataclass(frozen=True, slots=True)
class OneOf(Input):
    """Radios: a few words of our own, or a topic of the vocabulary."""

    words: Options = ()
    topic: str = ""
    rest: Options = ()
    template = "one"

    def options(self, around: Around) -> Options:
        return self.words or topic_options(self.topic, around.language)

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        value = around.at(path)
        if value in (MISSING, None):
            return
        code = str(value).lower() if isinstance(value, bool) else str(value)
        yield next((str(option[1]) for option in self.options(around) if str(option[0]) == code), code)


@dataclass(frozen=True, slots=True)
class SomeOf(Input):
    """Checkboxes of a topic, under the headings of its groups."""

    topic: str
    rest: Options = ()
    template = "some"

    def groups(self, around: Around) -> list[tuple[str, Options]]:
        return grouped(self.topic, around.language)

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        yield from said_codes(around.at(path), around.language)


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    label: Any
    autocomplete: str = "off"
    is_optional: bool = False
    for_mentors: bool = False


@dataclass(frozen=True, slots=True)
class Lines(Input):
    """A few short texts."""

    lines: tuple[Line, ...]
    template = "lines"

    def shown(self, around: Around) -> list[Line]:
        return [line for line in self.lines if around.kind == Kind.MENTOR or not line.for_mentors]


@dataclass(frozen=True, slots=True)
class Words(Input):
    """Free words."""

    rows: int = 5
    template = "words"


class Reach(Input):
    """An email, a phone number, and in which ways each may be used."""

    template = "reach"

    def channels(self) -> Options:
        return (("email", _("Email")), ("phone", _("A phone call")), ("text", _("A text message")))

    def allowed(self) -> Options:
        return (
            ("email_ok", _("You may send me mails. They say only “You have a message”.")),
            ("text_ok", _("You may send me text messages.")),
            ("voicemail_ok", _("You may leave a message on my voicemail.")),
        )

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        """Whoever gives an email and says no more may be written to: the form shows it, for them to untick."""
        said, channel = (around.at(f"identity.contact.{name}") for name in ("email_ok", "channel"))
        if not _is_said(said) and channel in (MISSING, None, "email"):
            return Typed([*stored.items(multi=True), ("identity.contact.email_ok", "true")])
        return stored

    def said(self, paths: Sequence[str], around: Around) -> list[str]:
        ways = [str(way) for way in (around.at("identity.email"), around.at("identity.phone")) if _is_said(way)]
        channel = around.at("identity.contact.channel")
        best = [_("Best way: %(way)s", way=dict(self.channels())[channel])] if _is_said(channel) else []
        allowed = [words for name, words in self.allowed() if around.at(f"identity.contact.{name}") is True]
        return ways + best + allowed


def topic_options(topic: str, language: str) -> Options:
    return [(entry["code"], entry["label"], entry["hint"]) for entry in vocabulary.entries(language)[topic]]


def grouped(topic: str, language: str) -> list[tuple[str, Options]]:
    """Under their headings; a topic without groups is one group without a heading."""
    headings = vocabulary.groups(language).get(topic, {})
    entries = vocabulary.entries(language)[topic]
    if not headings:
        return [("", topic_options(topic, language))]
    return [
        (heading, [(each["code"], each["label"], each["hint"]) for each in entries if each["group"] == group])
        for group, heading in headings.items()
    ]


def said_codes(value: Any, language: str) -> Iterator[str]:
    if value == []:
        yield _("None of these")
    elif value not in (MISSING, None):
        for code, label in zip(value, labels(value, language), strict=True):
            yield label if code.startswith(OWN) else capital(label)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def codes_in(form: Typed, name: str) -> list[str]:
    return [value for value in form.getlist(name) if value and value != NONE]


def _is_said(value: Any) -> bool:
    return value not in (MISSING, None, "")


def is_within(path: str, of_path: str) -> bool:
    return path == of_path or path.startswith(of_path + ".")
