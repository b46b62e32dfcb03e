"""What a coordinator should know before asking two people."""

from api.words.en.parts import day, hours
from api.words.values import Labels, Sentence, Values, always


def _away(values: Values, labels: Labels) -> str:
    if values["now"]:
        return f"The mentor is away until {day(values['last'])}."
    if values["first"] == values["last"]:
        return f"The mentor is away on {day(values['last'])}."
    return f"The mentor is away from {day(values['first'])} until {day(values['last'])}."


def _less_time(values: Values, labels: Labels) -> str:
    wanted = hours(values["wanted"])
    other = f"the mentee asked for {wanted}" if values["asked"] else f"we count on {wanted}, as the mentee did not say"
    return f"The mentor has {hours(values['offered'])} a week; {other}."


SENTENCES: dict[str, Sentence] = {
    "caution.too_little_said": always("The mentee has said too little for us to compare, so this order means little."),
    "caution.last_free_place": always("Would leave no free place."),
    "caution.away_until": _away,
    "caution.clock_change": lambda values, labels: (
        f"The clocks change: in the week of {day(values['week'])} they have no half hour in common."
    ),
    "caution.not_ahead": always("The mentor has not been in recovery longer than the mentee."),
    "caution.less_time_than_asked": _less_time,
    "caution.training_expires_soon": lambda values, labels: f"The mentor's training runs out on {day(values['on'])}.",
    "caution.screening_expires_soon": lambda values, labels: f"The mentor's screening runs out on {day(values['on'])}.",
    "caution.first_match": always("This would be the mentor's first match here."),
    "caution.recently_matched": lambda values, labels: (
        f"The mentor was last introduced to someone on {day(values['on'])}."
    ),
}
