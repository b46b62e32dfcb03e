"""What would have to be different for two people to be paired after all."""

from collections.abc import Sequence
from typing import cast

from api.words.en.parts import counted, day, day_name, duration, listed, names, number
from api.words.en.wishes import answered, someone
from api.words.values import Labels, Sentence, Values, always, strings, text, whole

_STATUSES = {
    "applied": "Screen and train this mentor, then make them active.",
    "screening": "Finish the screening and the training, then make this mentor active.",
    "training": "Finish the training, then make this mentor active.",
    "paused": "The mentor would have to come back from their break.",
    "declined": "The person would have to apply again.",
    "retired": "The mentor would have to return and be made active again.",
}
_STAGES = {
    "early": "less than a year",
    "sustained": "one to five years",
    "stable": "five years or more",
}
_SILENT = {
    ("mentee",): "The mentee has",
    ("mentor",): "The mentor has",
    ("mentee", "mentor"): "Both have",
}


def _declined_before(values: Values, labels: Labels) -> str:
    if values["on"] is None:
        return "This stays so: these two are not to be paired again."
    return f"They may be paired again from {day(values['on'])}."


def _in_force(what: str, record: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        if values["state"] == "never":
            return f"Record the date of {record}."
        if values["state"] == "later":
            return f"Wait until {day(values['on'])}, when the {what} begins to count."
        return f"Renew the {what}: it ran out on {day(values['on'])}."

    return told


def _too_early(values: Values, labels: Labels) -> str:
    asked = counted(whole(values["minimum_months"]), "month")
    if values["case"] == "dated":
        return f"On {day(values['on'])} the mentor will have the {asked} in recovery that the program asks for."
    if values["stage"] is None:
        return f"Ask the mentor for the date when their recovery began: it has to be at least {asked} ago."
    ask = "Ask the mentor how long they have been in recovery"
    if values["stage"] == "exploring":
        return f"{ask}: any answer is enough."
    return f"{ask} by now: {_STAGES[text(values['stage'])]} is enough, and so is a date at least {asked} ago."


def _at_capacity(values: Values, labels: Labels) -> str:
    capacity, in_use, needed = (whole(values[name]) for name in ("capacity", "places_in_use", "needed"))
    if capacity == 0:
        offer = "Offer a place" if needed == 1 else f"Offer {counted(needed, 'place')}"
        now = f", and {number(in_use)} {_are(in_use)} still in use" if in_use else ""
        return f"{offer}: this mentor takes nobody new now{now}."
    if in_use > capacity:
        return (
            f"Free {counted(needed, 'place')}: {number(in_use)} are in use, and this mentor offers {number(capacity)}."
        )
    of_all = "the only place is" if capacity == 1 else f"{number(in_use)} of {number(capacity)} places are"
    return f"Free one place: {of_all} in use."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _languages(values: Values, labels: Labels) -> str:
    mentee, mentor = (names(values[who], labels) if values[who] else "none" for who in ("mentee", "mentor"))
    return f"One language in common is needed. The mentee knows {mentee}; the mentor knows {mentor}."


def _formats(values: Values, labels: Labels) -> str:
    mentee, mentor = (_would_meet(who, values, labels) for who in ("mentee", "mentor"))
    return f"One way of meeting in common is needed. The {mentee}; the {mentor}."


def _would_meet(who: str, values: Values, labels: Labels) -> str:
    return f"{who} would meet {names(values[who], labels, 'or')}" if values[who] else f"{who} named none"


def _times(values: Values, labels: Labels) -> str:
    if values["case"] == "no_times":
        return f"{_SILENT[tuple(strings(values['who']))]} said that no time suits. Ask for a time that might."
    if values["case"] == "too_short":
        windows = cast(Sequence[tuple[str, str, str]], values["windows"])
        shared = listed(f"{_short(day)} {start}-{end}" for day, start, end in windows[:3])
        return f"They share {shared}; half an hour is needed."
    return _apart(values)


def _apart(values: Values) -> str:
    earlier, later = (f"{_short(day)} {clock}" for day, clock in (_moment(values, "earlier"), _moment(values, "later")))
    first, second = ("mentee", "mentor") if values["first"] == "mentee" else ("mentor", "mentee")
    if not values["minutes"]:
        return f"The {first}'s time ends on {earlier}, just when the {second}'s begins, by the mentee's clock."
    return (
        f"Nearest times are {earlier} and {later}: {duration(values['minutes'])} apart. "
        f"The {first} is free until the first, the {second} from the second, by the mentee's clock."
    )


def _moment(values: Values, name: str) -> tuple[str, str]:
    return cast(tuple[str, str], values[name])


def _short(day: str) -> str:
    return day_name(day)[:3]


def _not_comfortable(values: Values, labels: Labels) -> str:
    if not values["answered"]:
        return "Ask the mentor whether they are comfortable with someone who takes medication."
    return f"The mentor would have to feel at ease with {names(values['codes'], labels)}."


def _wish(whose: str, other: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        unmet = cast(Sequence[tuple[str, Sequence[str], Sequence[str] | None]], values["unmet"])
        return " ".join(_one_wish(whose, other, *wish, labels) for wish in unmet)

    return told


def _one_wish(whose: str, other: str, about: str, any_of: Sequence[str], said: Sequence[str] | None, la: Labels) -> str:
    ask = " and could be asked." if said is None else f". The {whose}'s wish would have to change."
    return f"The {whose} asked for {someone(about, any_of, la)}. {answered(about, said, other, la)}{ask}"


SENTENCES: dict[str, Sentence] = {
    "change.not_active": lambda values, labels: _STATUSES[text(values["status"])],
    "change.same_person": always("If these are two people, correct the account or the email address of one of them."),
    "change.no_consent": always("The mentor would have to agree to be matched."),
    "change.concern_open": always("Settle the open concern first."),
    # Never who asked, nor why.
    "change.kept_apart": always("The note that keeps these two apart would have to be taken back."),
    "change.declined_before": _declined_before,
    "change.training_missing": _in_force("training", "this mentor's training"),
    "change.screening_missing": _in_force("screening", "this mentor's screening"),
    "change.too_early": _too_early,
    "change.at_capacity": _at_capacity,
    "change.no_shared_language": _languages,
    "change.no_shared_format": _formats,
    "change.no_shared_time": _times,
    "change.not_comfortable": _not_comfortable,
    "change.mentee_preference": _wish("mentee", "mentor"),
    "change.mentor_preference": _wish("mentor", "mentee"),
}
