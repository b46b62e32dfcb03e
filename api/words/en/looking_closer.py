"""Why one mentor stands above another, what would open a door, and whom a program could look for."""

from collections.abc import Sequence
from typing import cast

from api.words.en.parts import counted, listed, names, number
from api.words.en.wishes import someone
from api.words.values import Labels, Sentence, Values, always, plain_number, short_window, text, whole

_FACTORS = {
    "experience": "lived experience",
    "availability": "times to meet",
    "stage": "being further along",
    "background": "background",
    "interests": "interests",
    "goals": "goals",
    "pathways": "ways in recovery",
    "style": "kind of support",
    "about": "own words",
}
_IN_THE_WAY = {
    "same_person": "The same person",
    "no_consent": "Mentors who have not agreed to be matched",
    "concern_open": "A concern that is still open",
    "kept_apart": "Being kept apart",
    "declined_before": "Being asked before",
    "training_missing": "Training that is missing or ran out",
    "screening_missing": "Screening that is missing or ran out",
    "too_early": "Mentors who are not long enough in recovery",
    "at_capacity": "No free place",
    "no_shared_language": "No language in common",
    "no_shared_format": "No way of meeting in common",
    "no_shared_time": "No time in common",
    "not_comfortable": "Mentors who are not at ease with what the person brings",
    "mentee_preference": "What the person asked for in a mentor",
    "mentor_preference": "What mentors asked for",
}
_EVEN = "Their scores are even, and then"


def _decided(values: Values, labels: Labels) -> str:
    return f"What made the difference: {_FACTORS[text(values['factor'])]}."


def _turn(values: Values, labels: Labels) -> str:
    factor, now, to = _FACTORS[text(values["factor"])], plain_number(values["now"]), plain_number(values["to"])
    return f"The two would change places with a weight of {to} in place of {now} for {factor}."


def _format(values: Values, labels: Labels) -> str:
    return f"The {values['who']} could meet {names(values['formats'], labels, 'or')} as well."


def _time(values: Values, labels: Labels) -> str:
    day, start, end = short_window(values["window"])
    return f"The {values['who']} could add {day.title()} {start}-{end} to their times, by their own clock."


def _minimum(values: Values, labels: Labels) -> str:
    asked = counted(whole(values["months"]), "month")
    return f"The program could ask mentors for {asked} in recovery in place of {whole(values['now'])}."


def _wish(values: Values, labels: Labels) -> str:
    wish = someone(text(values["about"]), cast(Sequence[str], values["any_of"]), labels)
    return f"Only the mentee can say if they would do without this: {wish}."


def _in_the_way(values: Values, labels: Labels) -> str:
    reason = values["reason"]
    what = "No single thing" if reason is None else _IN_THE_WAY[text(reason)]
    return f"{what}: {_people(values)}."


def _people(values: Values) -> str:
    count = whole(values["people"])
    return "one person" if count == 1 else f"{number(count)} people"


def _recruit(values: Values, labels: Labels) -> str:
    able = [f"knows {names((values['language'],), labels)}"]
    if values["time"] is not None:
        able.append(f"is free on {values['days']} {values['time']}")
    if values["format"] is not None:
        able.append(f"meets {names((values['format'],), labels)}")
    wishes = cast(Sequence[tuple[str, str]], values["wishes"])
    able += [someone(about, (code,), labels).removeprefix("someone who ") for about, code in wishes]
    return f"A mentor who {listed(able)} would be a choice for {_people(values)}."


SENTENCES: dict[str, Sentence] = {
    "decided.factor": _decided,
    "decided.free_places": always(f"{_EVEN} the mentor with more free places comes first."),
    "decided.never_introduced": always(f"{_EVEN} a mentor who was never introduced to anyone comes first."),
    "decided.introduced_longer_ago": always(f"{_EVEN} the mentor who was introduced longer ago comes first."),
    "decided.id": always(f"{_EVEN} nothing else sets them apart: the order is by number."),
    "turn": _turn,
    "opening.format": _format,
    "opening.time": _time,
    "opening.minimum_months": _minimum,
    "opening.wish": _wish,
    "in_the_way": _in_the_way,
    "recruit": _recruit,
}
