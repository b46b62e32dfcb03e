"""What past decisions speak for, and what they leave open."""

from api.words.values import Labels, Sentence, Values, always, label, text

_AS_ALIKE = "others who were as alike"


def _too_few(values: Values, labels: Labels) -> str:
    return (
        f"There is not enough to tell: {values['decisions']} decisions so far, and it takes {values['least']}. "
        "Only a mentor who was chosen from a list, with others beside them, counts."
    )


def _no_gain(values: Values, labels: Labels) -> str:
    return (
        f"There is not enough to tell. From {values['decisions']} decisions, no other weights would have put "
        "the chosen mentor higher for sure."
    )


def _better(values: Values, labels: Labels) -> str:
    return (
        f"With the weights now, the chosen mentor is in the first three {values['now']} times out of 100. "
        f"With these weights it would be {values['then']} times. You decide if they are put in force."
    )


def _group(told: str) -> Sentence:
    def said(values: Values, labels: Labels) -> str:
        return f"{told}: {label(text(values['code']), labels)}."

    return said


SENTENCES: dict[str, Sentence] = {
    "learned.too_few": _too_few,
    "learned.no_gain": _no_gain,
    "learned.better": _better,
    "learned.look_at_groups": always(
        "Some groups of mentors were chosen more often, or less often, than others who were as alike. "
        "Weights that learn from this may go on with it. Please look at this first."
    ),
    "learned.less_often": _group(f"Mentors of this group were chosen less often than {_AS_ALIKE}"),
    "learned.more_often": _group(f"Mentors of this group were chosen more often than {_AS_ALIKE}"),
    "learned.as_expected": _group(f"Mentors of this group were chosen about as often as {_AS_ALIKE}"),
    "learned.not_enough_to_tell": _group("There is not enough to tell about this group"),
}
