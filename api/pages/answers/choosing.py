"""Inputs about others: whom somebody would like to meet, and what these may be told."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from api.pages.answers.inputs import MISSING, Around, Input, Options, capital, codes_in, said_codes, topic_options
from api.pages.coded import labels
from api.pages.forms import SHOWN, Typed
from api.schemas.consents import PURPOSES
from api.schemas.profiles.person import MAY_TELL
from api.services import vocabulary


class OnlyWith(Input):
    """A limit by gender. Limits of other kinds, which a coordinator noted, stay unless they are unticked."""

    template = "only_with"
    gender, other = "only_gender", "only_other"

    def options(self, around: Around) -> Options:
        return topic_options("gender", around.language)

    def others(self, around: Around) -> Options:
        return [(self._coded(each), self._words(each, around)) for each in self._stored(around) if not _of_gender(each)]

    def fold(self, paths: Sequence[str], form: Typed) -> Typed:
        folded: Typed = Typed()
        others = [tuple(value.split("=", 1)) for value in form.getlist(self.other) if "=" in value]
        genders = codes_in(form, self.gender)
        limits = [*([("gender", ",".join(genders))] if genders else []), *others]
        for place, (about, codes) in enumerate(limits):
            folded[f"{paths[0]}.{place}.about"] = about
            folded.setlist(f"{paths[0]}.{place}.any_of", codes.split(","))
        folded[SHOWN] = paths[0]
        return folded

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        unfolded: Typed = Typed()
        limits = self._stored(around)
        unfolded.setlist(self.gender, [code for each in limits if _of_gender(each) for code in each["any_of"]])
        unfolded.setlist(self.other, [self._coded(each) for each in limits if not _of_gender(each)])
        return unfolded

    def said(self, paths: Sequence[str], around: Around) -> list[str]:
        limits = self._stored(around)
        return [self._words(each, around) for each in limits] or (
            [_("No limits")] if around.at(paths[0]) is not MISSING else []
        )

    def anchor(self, path: str) -> str:
        return self.gender

    def _stored(self, around: Around) -> list[Any]:
        stored = around.at("preferences.must")
        return [] if stored in (MISSING, None) else list(stored)

    def _coded(self, limit: Any) -> str:
        return f"{limit['about']}={','.join(limit['any_of'])}"

    def _words(self, limit: Any, around: Around) -> str:
        labels = vocabulary.labels(around.language)
        return _("Only with: %(answers)s", answers=", ".join(labels[code] for code in limit["any_of"]))


class Matters(Input):
    """Chosen from what was answered elsewhere."""

    template = "matters"
    _LISTS = (
        "recovery_stage.experiences",
        "recovery_stage.pathways",
        "goals",
        "interests",
        "background.shared",
        "languages",
        "support.formats",
        "support.styles",
    )

    def options(self, around: Around) -> Options:
        labels = vocabulary.labels(around.language)
        before = around.at("preferences.matters")
        found: dict[str, None] = {}
        for value in (*(around.at(path) for path in self._LISTS), before):
            if value not in (MISSING, None):
                found.update(dict.fromkeys(code for code in value if code in labels))
        return [(code, capital(labels[code])) for code in found]

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        yield from said_codes(around.at(path), around.language)


class MayTell(Input):
    """Topic by topic, each with what somebody would then read of it."""

    template = "may_tell"
    _LISTS = {
        "experiences": "recovery_stage.experiences",
        "pathways": "recovery_stage.pathways",
        "interests": "interests",
        "goals": "goals",
        "background": "background.shared",
    }

    def options(self, around: Around) -> Options:
        return [(topic, self._topics()[topic], self._example(topic, around)) for topic in MAY_TELL]

    def one_said(self, path: str, around: Around) -> Iterator[str]:
        value = around.at(path)
        if value is not MISSING:
            yield from [self._topics()[topic] for topic in value or ()] or [_("Nothing")]

    def _example(self, topic: str, around: Around) -> str:
        codes = around.at(self._LISTS[topic])
        if codes in (MISSING, None, []):
            return _("You have not said anything here, so nothing would be told.")
        return self._sentences()[topic] % {"it": labels(codes[:1], around.language)[0]}

    def _topics(self) -> dict[str, str]:
        return {
            "experiences": _("What I have lived through"),
            "pathways": _("My ways of recovery"),
            "interests": _("What I like to do"),
            "goals": _("What I would like help with, or can help with"),
            "background": _("Parts of my life and background"),
        }

    def _sentences(self) -> dict[str, str]:
        return {
            "experiences": _("They would read, for example: “You have both lived with %(it)s.”", it="%(it)s"),
            "pathways": _("They would read, for example: “You both know %(it)s.”", it="%(it)s"),
            "interests": _("They would read, for example: “You both like %(it)s.”", it="%(it)s"),
            "goals": _("They would read, for example: “You both care about %(it)s.”", it="%(it)s"),
            "background": _("They would read, for example: “You have this in common: %(it)s.”", it="%(it)s"),
        }


class ConsentToMatching(Input):
    """The very text of the consent, with its version. Silence is no."""

    template = "consent"
    name = "consent"

    def fold(self, paths: Sequence[str], form: Typed) -> Typed:
        folded: Typed = Typed()
        if version := form.get(self.name):
            folded[f"{paths[0]}.0.purpose"] = PURPOSES[0]
            folded[f"{paths[0]}.0.text_version"] = version
        folded[SHOWN] = paths[0]
        return folded

    def unfold(self, paths: Sequence[str], stored: Typed, around: Around) -> Typed:
        given = around.at(paths[0])
        return (
            Typed({self.name: f"{float(given[0]['text_version']):g}"}) if given not in (MISSING, None, []) else Typed()
        )

    def said(self, paths: Sequence[str], around: Around) -> list[str]:
        given = around.at(paths[0])
        if given is MISSING:
            return []
        return [_("Yes, you may look for somebody")] if given else [_("Not yet")]

    def anchor(self, path: str) -> str:
        return self.name


def _of_gender(limit: Any) -> bool:
    return bool(limit["about"] == "gender")
