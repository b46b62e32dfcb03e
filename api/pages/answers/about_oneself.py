"""Questions about oneself, in the order in which they are asked."""

from flask_babel import lazy_gettext as _l

from api.pages.answers import inputs, special, week
from api.pages.answers.question import Question
from api.services.kinds import Kind

NOT_SAID = ("", _l("Prefer not to say"))
NONE_OF_THESE = ("none", _l("None of these"))
MENTEES, MENTORS = (Kind.MENTEE,), (Kind.MENTOR,)

FIRST = (
    Question(
        "adult",
        "first",
        ("adult",),
        inputs.OneOf((("true", _l("Yes, I am 18 or older")), ("false", _l("No, I am younger")))),
        _l("Are you 18 or older?"),
        _l("This program is for adults. If you are younger, we show you who can help you."),
        is_needed=True,
        is_once=True,
    ),
    Question(
        "right-now",
        "first",
        ("right_now",),
        inputs.OneOf((("ok", _l("Yes, I am safe")), ("not_safe", _l("No, I am not safe"))), rest=(NOT_SAID,)),
        _l("Are you safe right now?"),
        _l("If you are not, we show you help first. You can still go on with the form."),
        _l("So that help comes before anything else. Only a coordinator sees it. It is never used to choose a mentor."),
        kinds=MENTEES,
    ),
)
REACH = (
    Question(
        "name",
        "reach",
        ("identity.full_name", "identity.preferred_name", "identity.pronouns"),
        inputs.Lines(
            (
                inputs.Line("identity.full_name", _l("Your full name"), autocomplete="name", for_mentors=True),
                inputs.Line("identity.preferred_name", _l("The name you want to be called"), autocomplete="nickname"),
                inputs.Line("identity.pronouns", _l("Your pronouns"), is_optional=True),
            )
        ),
        _l("What should we call you?"),
        _l("Any name you like. It need not be your legal name."),
        _l("A coordinator sees it. A match sees the name you want to be called, and only once you are introduced."),
        hint_to_mentors=_l("Your full name is for the coordinator. Matches see the name you want to be called."),
        is_needed=True,
    ),
    Question(
        "reach",
        "reach",
        ("identity.email", "identity.phone", "identity.contact"),
        inputs.Reach(),
        _l("How can we reach you?"),
        _l("An email or a phone number is enough. Choose what feels safe to you."),
        _l(
            "A coordinator uses it to get in touch with you. Our mails say only “You have a message”. "
            "A match sees it only once you are introduced, and only the ways that you allow."
        ),
        is_needed=True,
    ),
    Question(
        "languages",
        "reach",
        ("languages",),
        special.Languages(),
        _l("Which languages do you speak?"),
        _l("Choose every language in which you could have a real talk."),
    ),
)
LIVED = (
    Question(
        "experiences",
        "lived",
        ("recovery_stage.experiences",),
        inputs.SomeOf("experiences", rest=(NONE_OF_THESE, NOT_SAID)),
        _l("What have you lived through?"),
        _l("Choose as many or as few as you like."),
        _l(
            "It is what counts most when we look for somebody who has been there too. Only a coordinator sees it. "
            "A match is told only what you both share, and only if you allow it at the end of this form."
        ),
    ),
    Question(
        "stage",
        "lived",
        ("recovery_stage.stage", "recovery_stage.since"),
        special.Stage(rest=(NOT_SAID,)),
        _l("Where are you on your way just now?"),
        _l("There is no right answer, and a return to use takes nothing away."),
        _l("A mentor should be some way ahead of the other person. Only a coordinator sees it."),
        hint_to_mentors=_l("Mentors have usually been on their way for a year or more."),
    ),
    Question(
        "pathways",
        "lived",
        ("recovery_stage.pathways",),
        inputs.SomeOf("pathways", rest=(NONE_OF_THESE, NOT_SAID)),
        _l("Which ways of recovery are yours?"),
        _l("What you do now, or did before. None is better than another."),
        _l(
            "People often feel closest to somebody who went the same way. Only a coordinator sees it. "
            "A match is told only what you both share, and only if you allow it."
        ),
    ),
)
HELP = (
    Question(
        "goals",
        "help",
        ("goals",),
        inputs.SomeOf("goals", rest=(NONE_OF_THESE, NOT_SAID)),
        _l("What would you like help with?"),
        _l("Choose as many or as few as you like."),
        to_mentors=_l("What can you help somebody with?"),
    ),
    Question(
        "formats",
        "help",
        ("support.formats",),
        inputs.SomeOf("formats", rest=(("", _l("I do not know yet, or prefer not to say")),)),
        _l("How would you like to be in touch?"),
        _l("We only look for people who can meet in one of the ways you choose."),
    ),
    Question(
        "styles",
        "help",
        ("support.styles",),
        inputs.SomeOf("styles", rest=(("", _l("I do not know yet, or prefer not to say")),)),
        _l("What kind of support does you good?"),
        to_mentors=_l("What kind of support do you give?"),
    ),
    Question(
        "hours",
        "help",
        ("support.hours_per_week",),
        special.Hours(),
        _l("How much time a week would feel right?"),
        to_mentors=_l("How much time a week can you give?"),
    ),
    Question(
        "interests",
        "help",
        ("interests",),
        special.Interests(rest=(NONE_OF_THESE, NOT_SAID)),
        _l("What do you like to do?"),
        _l("It makes a first talk easier. You can add words of your own below."),
    ),
)
TIME = (
    Question(
        "week",
        "time",
        ("availability.time_zone", "availability.weekly"),
        week.Week(),
        _l("When do you usually have time?"),
        _l("Choose all that could work. You can change it at any time."),
    ),
    Question(
        "places",
        "time",
        ("capacity",),
        special.Places(),
        _l("How many people could you be there for?"),
        _l("One is a good beginning. You can change it at any time."),
        kinds=MENTORS,
    ),
)
YOU = (
    Question(
        "background",
        "you",
        ("background.shared",),
        inputs.SomeOf("shared", rest=(NONE_OF_THESE, NOT_SAID)),
        _l("Which of these are part of your life?"),
        _l("Choose only what you would like to count."),
        _l(
            "Some people want to talk to somebody who shares this with them. It leaves nobody out, unless a person "
            "asks for that. Only a coordinator sees it. A match is told only what you both share, and only if you "
            "allow it."
        ),
    ),
    Question(
        "gender",
        "you",
        ("background.gender",),
        inputs.OneOf(topic="gender", rest=(NOT_SAID,)),
        _l("What is your gender?"),
        why=_l("Some people feel safe only with somebody of a certain gender. Only a coordinator sees it."),
    ),
    Question(
        "age",
        "you",
        ("background.age_band",),
        inputs.OneOf(topic="age_band", rest=(NOT_SAID,)),
        _l("How old are you?"),
        why=_l("People near in age often have more to talk about. Only a coordinator sees it."),
    ),
    Question(
        "region",
        "you",
        ("background.region",),
        special.Region(),
        _l("Where do you live?"),
        _l("The state or province is enough."),
        _l("It counts only if you want to meet in person. Only a coordinator sees it."),
    ),
)
