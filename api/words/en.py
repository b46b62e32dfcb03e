"""English. Plain and person-first, at a reading age of about 12; a number never stands without its meaning."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from matcher.explain import Value

Values = Mapping[str, Value]
Labels = Mapping[str, str]
Sentence = Callable[[Values, Labels], str]

_DAYS = {
    "mon": "Mondays",
    "tue": "Tuesdays",
    "wed": "Wednesdays",
    "thu": "Thursdays",
    "fri": "Fridays",
    "sat": "Saturdays",
    "sun": "Sundays",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_TIMES_NAMED = 3
_YEARS = {1: "one year", 2: "two years", 5: "five years", 10: "ten years", 20: "twenty years"}
_STAGES = {
    "exploring": "thinking about change",
    "early": "less than a year",
    "sustained": "between one and five years",
    "stable": "five years or more",
}
_STATUSES = {
    "applied": "This mentor has applied and is not ready to start yet.",
    "screening": "This mentor is still being checked.",
    "training": "This mentor is still in training.",
    "paused": "This mentor is taking a break.",
    "declined": "This person's application did not lead to mentoring.",
    "retired": "This mentor has stopped mentoring.",
}
_TOPICS = {
    "gender": "gender",
    "age_band": "age",
    "region": "region",
    "shared": "background",
    "languages": "languages",
    "experiences": "experience",
    "pathways": "ways in recovery",
}


def _listed(parts: Iterable[str], last: str = "and") -> str:
    *first, end = parts
    return f"{', '.join(first)} {last} {end}" if first else end


def _label(code: str, labels: Labels) -> str:
    """A code that has no label is a person's own word, or a code of a later version."""
    return labels.get(code, code.removeprefix("own:").replace("_", " "))


def _codes(values: Values, labels: Labels) -> str:
    return _listed(_label(code, labels) for code in cast(Sequence[str], values["codes"]))


def _always(text: str) -> Sentence:
    return lambda values, labels: text


def _with_codes(template: str) -> Sentence:
    return lambda values, labels: template.format(codes=_codes(values, labels))


def _silent(what: str) -> Sentence:
    return _always(f"The mentor has not said {what}, so this counts as average.")


def _meet(values: Values, labels: Labels) -> str:
    windows = cast(Sequence[tuple[str, str, str]], values["windows"])
    days: dict[str, list[str]] = {}
    for day, start, end in windows:
        days.setdefault(f"{start}-{end}", []).append(_DAYS[day])
    times = [f"{_listed(names)} {hours}" for hours, names in days.items()]
    more = ["at other times"] if len(times) > _TIMES_NAMED else []
    return f"You could meet {_listed(times[:_TIMES_NAMED] + more)}."


def _background(values: Values, labels: Labels) -> str:
    parts = [f"named {_codes(values, labels)}"] if values["codes"] else []
    if values["age"]:
        parts.append("are in the same age group" if values["age"] == "same" else "are close in age")
    if values["same_region"]:
        parts.append("live in the same region")
    return f"Both {_listed(parts)}."


def _ahead(values: Values, labels: Labels) -> str:
    months = cast(int, values["months"])
    steps = [(18, "more than a year and a half"), (12, "more than a year"), (6, "more than half a year")]
    lead = next((words for least, words in steps if months >= least), "a little")
    return f"The mentor is {lead} further along in recovery."


def _since(values: Values, labels: Labels) -> str:
    years = cast(int, values["years"])
    return f"more than {_YEARS[years]}" if years else "less than a year"


def _not_in_force(values: Values, what: str) -> str:
    if values["state"] == "never":
        return f"There is no date for this mentor's {what}."
    on = date.fromisoformat(cast(str, values["on"]))
    happens = "ran out" if values["state"] == "expired" else "is only to come"
    return f"This mentor's {what} {happens} on {on.day} {_MONTHS[on.month - 1]} {on.year}."


def _too_early(values: Values, labels: Labels) -> str:
    if values["months"] is None:
        return "This mentor has not said how long they have been in recovery."
    minimum = values["minimum_months"]
    return f"This mentor has not yet reached the {minimum} months in recovery that the program asks for."


def _not_comfortable(values: Values, labels: Labels) -> str:
    if not values["answered"]:
        return "This mentor has not said whether they are comfortable with medication, so we do not ask them."
    return f"This mentor is not comfortable with {_codes(values, labels)}."


def _unmet(whose: str, other: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        unmet = cast(Sequence[tuple[str, Sequence[str]]], values["unmet"])
        wishes = (f"{_TOPICS[about]}: {_listed((_label(c, labels) for c in any_of), 'or')}" for about, any_of in unmet)
        return f"The {whose} asked for {'; and for '.join(wishes)}. The {other} has not said that this fits."

    return told


SENTENCES: dict[str, Sentence] = {
    "part_of_week": lambda values, labels: f"{values['days']} {values['time']}",
    "experience.shared": _with_codes("Both have lived with {codes}."),
    "experience.partly": _with_codes("Both have lived with {codes}, which is part of what the mentee named."),
    "experience.near": _always("What they have lived with is not the same, but close."),
    "experience.nothing": _always("They have lived with different things."),
    "experience.unknown": _silent("what they have lived with"),
    "availability.shared": _meet,
    "availability.partly": _meet,
    "availability.nothing": _always("They have no time in common."),
    "availability.unknown": _silent("when they are free"),
    "stage.shared": _always("The mentor is two years or more further along in recovery."),
    "stage.partly": _ahead,
    "stage.nothing": _always("The mentor is not further along in recovery than the mentee."),
    "stage.unknown": _silent("how long they have been in recovery"),
    "background.shared": _background,
    "background.partly": _background,
    "background.nothing": _always("What they said of their backgrounds is different."),
    "background.unknown": _silent("what their background is"),
    "interests.shared": _with_codes("Both enjoy {codes}."),
    "interests.partly": _with_codes("Both enjoy {codes}, which is part of what the mentee likes."),
    "interests.nothing": _always("They enjoy different things."),
    "interests.unknown": _silent("what they enjoy"),
    "goals.shared": _with_codes("The mentor can help with {codes}."),
    "goals.partly": _with_codes("The mentor can help with {codes}, which is part of what the mentee hopes for."),
    "goals.nothing": _always("The mentor helps with other things than the mentee hopes for."),
    "goals.unknown": _silent("what they can help with"),
    "pathways.shared": _with_codes("Both have taken the same way: {codes}."),
    "pathways.partly": _with_codes("Both know {codes}, which is part of the mentee's way."),
    "pathways.nothing": _always("They have taken different ways in recovery."),
    "pathways.unknown": _silent("which ways in recovery they have taken"),
    "style.shared": _with_codes("The mentor offers the support that the mentee hopes for: {codes}."),
    "style.partly": _with_codes("The mentor offers {codes}, which is part of the support that the mentee hopes for."),
    "style.nothing": _always("The mentor offers other kinds of support than the mentee hopes for."),
    "style.unknown": _silent("what kind of support they offer"),
    "about.partly": _always("What they wrote about themselves has words in common."),
    "about.nothing": _always("What they wrote about themselves has no word in common."),
    "about.unknown": _silent("anything about themselves in their own words"),
    "reason.not_active": lambda values, labels: _STATUSES[cast(str, values["status"])],
    "reason.same_person": _always("Both profiles belong to the same person."),
    "reason.no_consent": _always("This mentor has not agreed to be matched, or has taken that back."),
    "reason.concern_open": _always("A serious concern has to be settled first."),
    # Never who asked, nor why.
    "reason.kept_apart": _always("These two are not to be paired."),
    "reason.declined_before": _always(
        "An earlier match of these two ended in a way that stands against a new one now."
    ),
    "reason.training_missing": lambda values, labels: _not_in_force(values, "training"),
    "reason.screening_missing": lambda values, labels: _not_in_force(values, "screening"),
    "reason.too_early": _too_early,
    "reason.at_capacity": _always("This mentor has no free place."),
    "reason.no_shared_language": _always("They have no language in common."),
    "reason.no_shared_format": _always("They have no way of meeting in common."),
    "reason.no_shared_time": _always("They have no half hour in the week in common."),
    "reason.not_comfortable": _not_comfortable,
    "reason.mentee_preference": _unmet("mentee", "mentor"),
    "reason.mentor_preference": _unmet("mentor", "mentee"),
    "stage_words.since": _since,
    "stage_words.stated": lambda values, labels: _STAGES[cast(str, values["stage"])],
}
