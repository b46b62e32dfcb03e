"""Because: one sentence a factor, made from what two people share."""

from collections.abc import Sequence
from typing import cast

from api.words.en.lives import both_are, both_lived
from api.words.en.parts import cut, day_name, listed, number
from api.words.values import Labels, Sentence, Values, always, label, strings, whole

_TIMES_NAMED = 3
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LEADS = [(18, "more than a year and a half"), (12, "more than a year"), (6, "more than half a year")]


def _with_codes(template: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        return template.format(
            codes=cut([label(code, labels) for code in strings(values["codes"])]), of=_of_those(values)
        )

    return told


def _of_those(values: Values) -> str:
    """Two of the five."""
    return f"{number(len(strings(values['codes'])))} of the {number(whole(values['wanted']))}"


def _lived(values: Values, labels: Labels) -> str:
    return f"Both {listed(both_lived(strings(values['codes']), labels))}."


def _lived_in_part(values: Values, labels: Labels) -> str:
    lived = listed(both_lived(strings(values["codes"]), labels))
    return f"Both {lived}: {_of_those(values)} things that the mentee named."


def _silent(what: str) -> Sentence:
    return always(f"The mentor has not said {what}, so this counts as average.")


def _meet(values: Values, labels: Labels) -> str:
    windows = cast(Sequence[tuple[str, str, str]], values["windows"])
    by_day: dict[str, list[str]] = {}
    for day, start, end in windows:
        by_day.setdefault(day, []).append(f"{start}-{end}")
    alike: dict[tuple[str, ...], list[str]] = {}
    for day, times in by_day.items():
        alike.setdefault(tuple(times), []).append(day)
    parts = [f"{_on(days)} {listed(_few(times))}" for times, days in alike.items()]
    more = len(parts) > _TIMES_NAMED or any(len(times) > _TIMES_NAMED for times in alike)
    told = listed(parts[:_TIMES_NAMED])
    return f"You could meet {told}, and at other times." if more else f"You could meet {told}."


def _few(times: Sequence[str]) -> Sequence[str]:
    return times[:_TIMES_NAMED]


def _on(days: Sequence[str]) -> str:
    if tuple(days) == _WEEK:
        return "every day"
    return "Mondays to Fridays" if tuple(days) == _WEEK[:5] else listed(f"{day_name(day)}s" for day in days)


def _background(values: Values, labels: Labels) -> str:
    parts = both_are(strings(values["codes"]), labels)
    if values["age"]:
        parts.append("are in the same age group" if values["age"] == "same" else "are close in age")
    if values["same_region"]:
        parts.append("live in the same region")
    return f"Both {listed(parts)}."


def _ahead(values: Values, labels: Labels) -> str:
    months = whole(values["months"])
    lead = next((words for least, words in _LEADS if months >= least), "a little")
    return f"The mentor is {lead} further along in recovery."


SENTENCES: dict[str, Sentence] = {
    "experience.shared": _lived,
    "experience.partly": _lived_in_part,
    "experience.near": always("What they have lived with is not the same, but close."),
    "experience.nothing": always("They named no experience in common."),
    "experience.unknown": _silent("what they have lived with"),
    "availability.shared": _meet,
    "availability.partly": _meet,
    "availability.nothing": always("They have no time in common."),
    "availability.unknown": _silent("when they are free"),
    "stage.shared": always("The mentor is two years or more further along in recovery."),
    "stage.partly": _ahead,
    "stage.nothing": always("The mentor is not further along in recovery than the mentee."),
    "stage.unknown": _silent("how long they have been in recovery"),
    "background.shared": _background,
    "background.partly": _background,
    "background.nothing": always("They named nothing in common about their backgrounds."),
    "background.unknown": _silent("what their background is"),
    "interests.shared": _with_codes("Both enjoy {codes}."),
    "interests.partly": _with_codes("Both enjoy {codes}: {of} things that the mentee likes."),
    "interests.nothing": always("They named no interest in common."),
    "interests.unknown": _silent("what they enjoy"),
    "goals.shared": _with_codes("The mentor can help with {codes}."),
    "goals.partly": _with_codes("The mentor can help with {codes}: {of} things that the mentee hopes for."),
    "goals.nothing": always("The mentor named nothing of what the mentee would like help with."),
    "goals.unknown": _silent("what they can help with"),
    "pathways.shared": _with_codes("Both have experience with {codes}."),
    "pathways.partly": _with_codes("Both have experience with {codes}: {of} ways that the mentee named."),
    "pathways.nothing": always("They named no way in recovery in common."),
    "pathways.unknown": _silent("which ways in recovery they have taken"),
    "style.shared": _with_codes("The mentor offers the support that the mentee hopes for: {codes}."),
    "style.partly": _with_codes("The mentor offers {codes}: {of} kinds of support that the mentee hopes for."),
    "style.nothing": always("The mentor named no kind of support that the mentee hopes for."),
    "style.unknown": _silent("what kind of support they offer"),
    "about.partly": always("They used some of the same words to describe themselves."),
    "about.nothing": always("They used different words to describe themselves."),
    "about.unknown": _silent("anything about themselves in their own words"),
}
