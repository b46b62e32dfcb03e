"""Words that are no sentence: they stand on a card or in a row."""

from api.words.values import Labels, Sentence, Values, text, whole

_YEARS = {1: "one year", 2: "two years", 5: "five years", 10: "ten years", 20: "twenty years"}
_STAGES = {
    "exploring": "thinking about change",
    "early": "less than a year",
    "sustained": "between one and five years",
    "stable": "five years or more",
}


def _since(values: Values, labels: Labels) -> str:
    years = whole(values["years"])
    return f"more than {_YEARS[years]}" if years else "less than a year"


SENTENCES: dict[str, Sentence] = {
    "part_of_week": lambda values, labels: f"{values['days']} {values['time']}",
    "stage_words.since": _since,
    "stage_words.stated": lambda values, labels: _STAGES[text(values["stage"])],
}
