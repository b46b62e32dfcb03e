"""What one party reads of the other, and of what waits for them. A list stands where its words fit as they are."""

COMMON_GROUND = "A coordinator sees common ground between you."
LIVED = "You have both lived with {it}."
MORE = "You also share: {it}."
STARTERS = {
    "interests": "You both like {it}. What got each of you into it?",
    "goals": "You both care about {it}. What would a small first step look like?",
    "pathways": "You both know {it}. What has helped you there?",
    "experiences": "You have both lived with {it}. Share only as much as feels right today.",
    "background": "You have this in common: {it}. What is that like for each of you?",
}
FIRST_TALK = "What would make a first talk feel easy for you?"
ASKED = {
    "answer": "Someone could walk beside you. Read the card, and answer in your own time.",
    "first_contact": "You have been introduced. Please write first.",
}
NO_LONGER_HERE = "a person no longer here"
