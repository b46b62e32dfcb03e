"""One answer, or a whole form, through the schemas of the JSON face."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema

from api.pages import forms
from api.pages.answers import questions
from api.pages.answers.inputs import MISSING, Around, OneOf, is_within
from api.pages.answers.question import Question
from api.pages.forms import Typed
from api.schemas.fields.structure import NEEDED
from api.schemas.forms import Application, Intake
from api.services.kinds import Kind
from api.services.refusals import InvalidAnswer

Errors = dict[str, list[str]]
FORMS: Mapping[Kind, type[Schema]] = {Kind.MENTEE: Intake, Kind.MENTOR: Application}


def answer_to(question: Question, schema: type[Schema], form: Typed) -> dict[str, Any]:
    """What the question's paths are answered with, as the schema takes it. Raises InvalidAnswer."""
    if question.is_needed and isinstance(question.input, OneOf) and not form.get(question.paths[0]):
        raise InvalidAnswer({question.paths[0]: [NEEDED]})
    part = question.input.mended(forms.body_of(schema(), question.input.fold(question.paths, form)))
    try:
        forms.load(schema(partial=True), part)
    except InvalidAnswer as error:
        if errors := of_question(question, error.errors):
            raise InvalidAnswer(errors) from None
    return part


def whole(kind: Kind, answers: Mapping[str, Any], program: Mapping[str, Any]) -> dict[str, Any]:
    """The form as it is sent in; whoever said nothing of a time zone has that of the program. Raises InvalidAnswer."""
    availability = dict(answers.get("availability") or {})
    availability["time_zone"] = availability.get("time_zone") or program["time_zone"]
    return forms.load(FORMS[kind](), {**answers, "availability": availability})


def of_question(question: Question, errors: Mapping[str, Sequence[str]]) -> Errors:
    """Those that this question can mend, each under the input where it is mended."""
    found: Errors = {}
    for path, said in errors.items():
        own = next((each for each in question.paths if is_within(path, each)), None)
        if own is not None:
            anchored = question.input.anchor(path)
            under = anchored if anchored != path else _input_of(own, path)
            found.setdefault(under, []).extend(said)
    return found


def first_to_mend(kind: Kind, errors: Mapping[str, Sequence[str]]) -> Question | None:
    """In the order of the form."""
    return next((each for each in questions.of(kind) if of_question(each, errors)), None)


def shown(question: Question, around: Around) -> Typed:
    """What was answered, as the form that it was answered with; empty where nothing was."""
    said = {path: around.at(path) for path in question.paths}
    stored: Typed = Typed()
    for path, value in said.items():
        if value is None:
            stored[path] = ""
        elif value is not MISSING:
            stored.update(forms.written(_nested(path, value)))
    return question.input.unfold(question.paths, stored, around)


def _nested(path: str, value: Any) -> dict[str, Any]:
    for name in reversed(path.split(".")):
        value = {name: value}
    nested: dict[str, Any] = value
    return nested


def _input_of(own: str, path: str) -> str:
    """A slip in one entry of a list is shown at the list; a slip in a part of a section, at that part."""
    rest = path.removeprefix(own).lstrip(".")
    return own if rest[:1].isdigit() else path
