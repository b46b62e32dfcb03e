"""Why a plan has nobody for someone."""

from api.words.values import Sentence, always

SENTENCES: dict[str, Sentence] = {
    "left_over.no_one_eligible": always("No mentor can be matched with this mentee now."),
    "left_over.only_forbidden": always("Every mentor who could be matched with this mentee was left out by you."),
    "left_over.places_taken": always("There are mentors for this mentee, but others have their places in this plan."),
    "left_over.already_matched": always("This mentee has a match under way."),
    "left_over.not_waiting": always("This mentee is not on the waiting list now."),
    "left_over.no_consent": always("This mentee has not agreed to matching, or has taken it back."),
}
