"""Questions about others: whom somebody would like to meet, and what these may read."""

from flask_babel import lazy_gettext as _l

from api.pages.answers import choosing, inputs, special
from api.pages.answers.about_oneself import MENTEES, MENTORS, NOT_SAID
from api.pages.answers.question import Question

WHO = (
    Question(
        "comfortable",
        "who",
        ("preferences.not_comfortable_with",),
        special.NotComfortable(rest=(("none", _l("None of these: I am fine with all of them")), NOT_SAID)),
        _l("Is there anything you would rather not be asked to support?"),
        _l("It is good to know your limits. Nobody thinks less of you for them."),
        _l("So that we never ask you for what would be hard on you. Only a coordinator sees it."),
        kinds=MENTORS,
    ),
    Question(
        "only-with",
        "who",
        ("preferences.must",),
        choosing.OnlyWith(),
        _l("Would you only feel comfortable with somebody of a certain gender?"),
        _l("Choose nothing if it does not matter. Each limit makes the choice smaller."),
        _l("Whoever does not fit what you choose is never suggested. Only a coordinator sees it."),
    ),
    Question(
        "keep-apart",
        "who",
        ("keep_apart_words",),
        inputs.Words(rows=4),
        _l("Is there anyone we should never put you in touch with?"),
        _l("A name, or where you know them from. You can leave this empty."),
        _l("In small towns people know each other. Only a coordinator reads it, and nobody is told that you wrote it."),
    ),
    Question(
        "matters",
        "who",
        ("preferences.matters",),
        choosing.Matters(),
        _l("Which of your answers matter most to you?"),
        _l("They count for more when we look for somebody."),
        kinds=MENTEES,
    ),
)
WORDS = (
    Question(
        "story",
        "words",
        ("story",),
        inputs.Words(rows=7),
        _l("Would you like to tell a little of your story?"),
        _l("In your own words, up to 600 characters. No names or places, please."),
        _l("A coordinator reads it first. Then people who might be matched with you can read it before they say yes."),
        kinds=MENTORS,
    ),
    Question(
        "about",
        "words",
        ("about",),
        inputs.Words(rows=7),
        _l("Is there anything else you would like us to know?"),
        _l("In your own words. You can leave this empty."),
        _l("A coordinator reads it. Its words are also compared with what others wrote. No match reads it."),
    ),
)
YES = (
    Question(
        "may-tell",
        "yes",
        ("may_tell",),
        choosing.MayTell(),
        _l("What may we tell somebody you could be matched with?"),
        _l("Only what you both have in common is ever told, and never your name before you are introduced."),
        _l("It is yours to decide, topic by topic. What you leave out stays with the coordinator."),
    ),
    Question(
        "consent",
        "yes",
        ("consents",),
        choosing.ConsentToMatching(),
        _l("May we use your answers to look for somebody?"),
        _l("Without your yes we keep what you wrote for the coordinator, and look for nobody."),
        is_once=True,
    ),
)
