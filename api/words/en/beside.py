"""Why somebody is named beside a list, and what other weights tried over all lists can tell."""

from api.words.values import Labels, Sentence, Values, always


def _rarely(values: Values, labels: Labels) -> str:
    if values["lists"] == 0:
        return "Nearly as much in common, and not on anybody else's list in the last 30 days."
    people = "one other person" if values["lists"] == 1 else f"{values['lists']} other people"
    return f"Nearly as much in common, and on the list of only {people} in the last 30 days."


SENTENCES: dict[str, Sentence] = {
    "tried.note": always(
        "Scores under other weights are on another scale, so a higher one is not a better one. Look at who would come "
        "first, and at how many places people move. Nothing has been changed."
    ),
    "tried.too_many": always(
        "There are too many people and mentors to plan for everyone while you wait. Ask for a plan to see one: it is "
        "worked out in the background."
    ),
    "also.different_background": always("Has lived with much the same, and brings a different background."),
    "also.rarely_suggested": _rarely,
}
