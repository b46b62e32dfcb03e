"""What the ways to plan, the states of a plan, and the ways on from a row are called on these pages."""

from flask_babel import lazy_gettext as _l

from matcher.plan import Objective

RECOMMENDED = Objective.FAIR.value
# In the order in which they are offered.
OBJECTIVES = {
    RECOMMENDED: _l("Fair"),
    Objective.EVEN.value: _l("Close together"),
    Objective.TOTAL.value: _l("Highest sum"),
}
MEANINGS = {
    Objective.FAIR.value: _l(
        "As many people as can be get a mentor. Then we lift the lowest score as far as it goes. "
        "So nobody gets a weak match just to make room for a better one. Last, we make the sum of all scores high."
    ),
    Objective.EVEN.value: _l(
        "As many people as can be get a mentor. Then we lift the lowest score as far as it goes. "
        "Last, it counts more to lift a low score than to raise a high one. "
        "People end up closer to one another. The sum may be a little lower."
    ),
    Objective.TOTAL.value: _l(
        "As many people as can be get a mentor. Then we make the sum of all scores as high as it can be. "
        "Some people may get a weak match so that others get a better one."
    ),
}
STATES = {
    "running": _l("being worked out"),
    "done": _l("ready"),
    "cancelled": _l("cancelled"),
    "to_be_run_again": _l("to be run again"),
}
# What is in the way of a row, by the code of its standing.
IN_THE_WAY = {
    "asked": _l("These two have a match."),
    "already_matched": _l("The mentee has a match with somebody else, or is asked about one."),
    "not_waiting": _l("The mentee is not on the waiting list now."),
    "no_consent": _l("The mentee has not agreed to be matched, or has taken it back."),
    "gone": _l("One of the two is no longer here."),
    "not_eligible": _l("These two can't be matched any more."),
}
