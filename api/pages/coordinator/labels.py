"""Statuses, moves, reasons and the like in words. Each move comes with what it does."""

from flask_babel import lazy_gettext as _l

STATUS = {
    "new": _l("new"),
    "waiting": _l("waiting"),
    "on_hold": _l("on hold"),
    "matched": _l("matched"),
    "ended": _l("ended"),
    "applied": _l("applied"),
    "screening": _l("being screened"),
    "training": _l("in training"),
    "active": _l("active"),
    "paused": _l("taking a break"),
    "declined": _l("not taken on"),
    "retired": _l("retired"),
}
MENTEE_STATUSES = ("new", "waiting", "on_hold", "matched", "ended")
MENTOR_STATUSES = ("applied", "screening", "training", "active", "paused", "declined", "retired")

MENTEE_MOVES = {
    "welcome": (_l("Welcome"), _l("Puts them on the waiting list. From then on they can be suggested.")),
    "hold": (
        _l("Put on hold"),
        _l("They are not suggested for now. A proposal that nobody has been introduced by is taken back."),
    ),
    "release": (_l("Take off hold"), _l("Back on the waiting list, with the days that they have waited so far.")),
    "end": (_l("End"), _l("They leave the program, for now or for good. A proposal under way is taken back.")),
    "return": (_l("Welcome back"), _l("Back on the waiting list. Waiting is counted from today.")),
}
MENTOR_MOVES = {
    "screen": (_l("Begin screening"), _l("You have talked, and their background is looked at next.")),
    "train": (_l("Begin training"), _l("Screening is done. Write down its date under training and screening.")),
    "activate": (_l("Make active"), _l("From now on they are suggested, when training and screening hold.")),
    "pause": (_l("Take a break"), _l("They are not suggested for now. Proposals nobody answered yet are taken back.")),
    "resume": (_l("End the break"), _l("They are suggested again.")),
    "decline_application": (_l("Do not take on"), _l("The application ends here. Please tell them yourself, kindly.")),
    "retire": (_l("Retire"), _l("They stop mentoring here. Proposals under way are taken back.")),
    "return": (_l("Welcome back"), _l("They come back on a break, until you end it.")),
}
MOVES = {"mentee": MENTEE_MOVES, "mentor": MENTOR_MOVES}
# They lead nowhere but to a rest, so they are not the first thing to do.
WAITS = ("hold", "pause")
# They end something, so they stand apart.
ENDS = ("end", "retire", "decline_application")

MATCH_STATE = {
    "confirmed": _l("Both are asked"),
    "mentor_accepted": _l("The mentor said yes"),
    "mentee_accepted": _l("The mentee said yes"),
    "accepted": _l("Both said yes"),
    "introduced": _l("Introduced"),
    "active": _l("Under way"),
    "paused": _l("On a break"),
    "closed": _l("Ended"),
    # What a coordinator who is one of the two is shown.
    "asked": _l("You are asked"),
    "answered": _l("You have answered"),
    "ended": _l("Ended"),
}
TURN = {
    "both": _l("Waits for both"),
    "first_talk": _l("Waits for their first talk"),
    "mentee": _l("Waits for the mentee"),
    "mentor": _l("Waits for the mentor"),
    "coordinator": _l("Waits for you: introduce them"),
}
MATCH_MOVES = {
    "introduce": (_l("Introduce them"), _l("Each learns the other's name and how to reach them.")),
    "start": (_l("They have talked"), _l("The match is under way from now on.")),
    "pause": (_l("Pause"), _l("Both know that there is a break. Their place stays.")),
    "resume": (_l("Go on"), _l("The break is over.")),
    "withdraw": (_l("Take the proposal back"), _l("Both are told in neutral words. The reason is for coordinators.")),
    "close": (_l("End the match"), _l("Both are told in neutral words. The reason is for coordinators.")),
}
EVENT = {
    "confirm": _l("Proposed"),
    "accept": _l("Said yes"),
    "decline": _l("Said no"),
    "withdraw": _l("Proposal taken back"),
    "lapse": _l("Time to answer was over"),
    "introduce": _l("Introduced"),
    "start": _l("They have talked"),
    "pause": _l("Paused"),
    "resume": _l("Gone on"),
    "close": _l("Ended"),
}
PARTY = {
    "mentee": _l("the mentee"),
    "mentor": _l("the mentor"),
    "coordinator": _l("a coordinator"),
    "system": _l("the service"),
}
REASON = {
    "not_now": _l("not now"),
    "times_changed": _l("the times changed"),
    "lapsed": _l("no answer in time"),
    "prefer_someone_else": _l("would rather have someone else"),
    "know_each_other": _l("they know each other"),
    "safety": _l("safety"),
    "completed": _l("they came to a good end"),
    "status_changed": _l("one of them is not there for it now"),
    "consent_revoked": _l("a consent was taken back"),
}
PURPOSE = {
    "matching": _l("Matching: a match is looked for with my answers"),
    "introduction": _l("An introduction to one person"),
    "referral_feedback": _l("Telling whoever referred me how it went"),
    "messages": _l("Messages to me"),
    "research": _l("Learning from many people together"),
}
HOW = {
    "online": _l("online"),
    "phone": _l("by phone"),
    "in_person": _l("in person"),
    "paper": _l("on paper"),
}
INVITATION = {
    "queued": _l("An invitation is on its way."),
    "sent": _l("An invitation was sent. They have not used it yet."),
    "undelivered": _l("The last invitation did not arrive."),
    "used": _l("They have used their invitation and can sign in."),
}
NOTICE = {
    "not_safe": _l("they say that they are not safe right now"),
    "asked": _l("there is a match for them to answer"),
    "nudge": _l("their match still waits for an answer"),
    "introduced": _l("they are introduced"),
    "ended": _l("a match of theirs has ended"),
    "paused": _l("a match of theirs is paused"),
    "resumed": _l("a match of theirs goes on"),
    "expiring": _l("something of theirs runs out soon"),
    "invitation": _l("they are invited to sign in"),
    "both_said_yes": _l("two people both said yes"),
    "needs_a_look": _l("a match needs a look"),
}
RECORD = {"training": _l("training"), "screening": _l("screening")}
