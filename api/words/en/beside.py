"""Why somebody is named beside a list."""

from api.words.values import Labels, Sentence, Values, always


def _rarely(values: Values, labels: Labels) -> str:
    if values["lists"] == 0:
        return "Nearly as much in common, and not on anybody else's list in the last 30 days."
    people = "one other person" if values["lists"] == 1 else f"{values['lists']} other people"
    return f"Nearly as much in common, and on the list of only {people} in the last 30 days."


SENTENCES: dict[str, Sentence] = {
    "also.different_background": always("Has lived with much the same, and brings a different background."),
    "also.rarely_suggested": _rarely,
}
