"""Why two people may not be paired."""

from collections.abc import Sequence
from typing import cast

from api.words.en.parts import counted, day, listed, names
from api.words.en.wishes import someone
from api.words.values import Labels, Sentence, Values, always, text, whole

_STATUSES = {
    "applied": "This mentor has applied and is not ready to start yet.",
    "screening": "This mentor's screening is not finished yet.",
    "training": "This mentor is still in training.",
    "paused": "This mentor is taking a break.",
    "declined": "This person's application did not lead to mentoring.",
    "retired": "This mentor has stopped mentoring.",
}


def _not_in_force(what: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        if values["state"] == "never":
            return f"There is no date for this mentor's {what}."
        happens = "ran out" if values["state"] == "expired" else "is only to come,"
        return f"This mentor's {what} {happens} on {day(values['on'])}."

    return told


def _too_early(values: Values, labels: Labels) -> str:
    if values["months"] is None:
        return "This mentor has not said how long they have been in recovery."
    asked = counted(whole(values["minimum_months"]), "month")
    return f"The program asks mentors for {asked} in recovery, and this mentor is not there yet."


def _not_comfortable(values: Values, labels: Labels) -> str:
    if not values["answered"]:
        return "This mentor has not said whether they are comfortable with medication, so we do not ask them."
    return f"This mentor would rather not talk about {names(values['codes'], labels)}."


def _unmet(whose: str, other: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        unmet = cast(Sequence[tuple[str, Sequence[str]]], values["unmet"])
        wishes = listed(someone(about, any_of, labels) for about, any_of in unmet)
        return f"The {whose} asked for {wishes}. What the {other} told us does not meet this."

    return told


SENTENCES: dict[str, Sentence] = {
    "reason.not_active": lambda values, labels: _STATUSES[text(values["status"])],
    "reason.same_person": always("Both profiles belong to the same person."),
    "reason.no_consent": always("This mentor has not agreed to be matched, or has taken that back."),
    "reason.concern_open": always("A serious concern has to be settled first."),
    # Never who asked, nor why.
    "reason.kept_apart": always("These two are not to be paired."),
    "reason.declined_before": always("The way an earlier match of these two ended stands against a new one."),
    "reason.training_missing": _not_in_force("training"),
    "reason.screening_missing": _not_in_force("screening"),
    "reason.too_early": _too_early,
    "reason.at_capacity": always("This mentor has no free place."),
    "reason.no_shared_language": always("They have no language in common."),
    "reason.no_shared_format": always("They have no way of meeting in common."),
    "reason.no_shared_time": always("They are never free for the same half hour."),
    "reason.not_comfortable": _not_comfortable,
    "reason.mentee_preference": _unmet("mentee", "mentor"),
    "reason.mentor_preference": _unmet("mentor", "mentee"),
}
