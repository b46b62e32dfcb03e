"""Programs and people as Hypothesis draws them: everything may be unsaid, and much is shared by chance."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Program, Requirements, TimeOff, Window
from matcher.weights import FACTORS, Weights
from tests.matcher.made import TODAY, VOCABULARY

ZONES = ["America/Chicago", "Europe/London", "Asia/Kathmandu", "Pacific/Kiritimati", "Australia/Lord_Howe"]
# Besides a quiet week those with the clock changes of Chicago, London and Lord Howe.
AS_OF = [TODAY, date(2026, 3, 1), date(2026, 3, 20), date(2026, 4, 1), date(2026, 10, 17), date(2026, 10, 24)]
TEXTS = [
    "",
    "I love gardens and quiet walks.",
    "Walks with my dog keep me well.",
    "Music keeps me going.",
    "the and of",
]
NOON = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(0)))


def some(topic: str) -> st.SearchStrategy[frozenset[str] | None]:
    """Unsaid, none, or some; more often several, for two lists that meet in part say most."""
    codes = st.sampled_from(VOCABULARY.topics[topic])
    several = st.frozensets(codes, min_size=2, max_size=4)
    return st.none() | st.frozensets(codes, max_size=4) | several | several


def one(topic: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(VOCABULARY.topics[topic])


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = draw(st.integers(0, 95))
    end = draw(st.integers(start + 1, min(96, start + 32)))
    day = draw(st.sampled_from([0, 1, 6])) * 96
    return Window((day + start) * 15, (day + end) * 15)


weeks = st.none() | st.lists(windows(), max_size=4).map(tuple)

ANSWERS = {
    "time_zone": st.sampled_from(ZONES),
    "languages": st.frozensets(st.sampled_from(["en", "es"]), min_size=1),
    "experiences": some("experiences"),
    "pathways": some("pathways"),
    "interests": st.none() | st.frozensets(st.sampled_from(["hiking", "music", "chess", "own:bread"])),
    "shared": some("shared"),
    "age_band": one("age_band"),
    "region": one("region"),
    "goals": some("goals"),
    "formats": some("formats"),
    "styles": some("styles"),
    "weekly": weeks,
    "stage": one("stage"),
    "about": st.none() | st.sampled_from(TEXTS),
}
mentees = st.builds(
    Mentee,
    id=st.just("kim"),
    **ANSWERS,
    since=st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    hours_per_week=st.none() | st.sampled_from([0.5, 1, 2.5]),
    matters=st.frozensets(st.sampled_from(["alcohol", "therapy", "parent", "work", "listening", "hiking"]), max_size=3),
)


ELIGIBLE = {
    "languages": st.just(frozenset({"en", "es"})),
    "formats": st.none(),
    "weekly": st.none(),
    "status": st.just(MentorStatus.ACTIVE),
    "since": st.dates(date(2015, 1, 31), date(2025, 3, 1)),
    "capacity": st.just(3),
    "not_comfortable_with": st.just(frozenset()),
}


def mentors(id: str) -> st.SearchStrategy[Mentor]:
    return st.builds(
        Mentor,
        id=st.just(id),
        **ANSWERS,
        status=st.sampled_from([MentorStatus.ACTIVE] * 5 + [MentorStatus.PAUSED]),
        since=st.none() | st.dates(date(2015, 1, 31), date(2026, 6, 30)),
        capacity=st.integers(0, 4),
        not_comfortable_with=st.none() | st.frozensets(st.sampled_from(["gambling", "medication"]), max_size=1),
    )


def eligible_mentors(id: str) -> st.SearchStrategy[Mentor]:
    return st.builds(Mentor, id=st.just(id), **ANSWERS | ELIGIBLE)


records_of_mentors = st.builds(
    MentorRecord,
    places_in_use=st.integers(0, 2),
    consents_to_matching=st.just(True),
    last_introduced=st.none() | st.integers(0, 3).map(lambda days: NOON + timedelta(days=days)),
)


ABOUT = ["gender", "age_band", "region", "shared", "languages", "experiences", "pathways"]


@st.composite
def musts(draw: st.DrawFn) -> tuple[Must, ...]:
    about = draw(st.lists(st.sampled_from(ABOUT), max_size=2))
    return tuple(
        Must(each, draw(st.frozensets(st.sampled_from(VOCABULARY.topics[each]), min_size=1))) for each in about
    )


@st.composite
def near(draw: st.DrawFn, as_of: date) -> date | None:
    """A day about ``as_of``, often one at an edge."""
    return draw(st.none() | st.sampled_from([-1, 0, 1, 13, 14, 15, 29, 30, 31, 400]).map(lambda n: as_of + n * DAY))


DAY = timedelta(days=1)


@st.composite
def beset_programs(draw: st.DrawFn) -> Program:
    """Everything may stand in the way: consent, concerns, training, screening, musts; and much to be cautious of."""
    as_of = draw(st.sampled_from(AS_OF))
    ids = [f"m{number}" for number in range(draw(st.integers(1, 5)))]
    return Program(
        as_of=as_of,
        mentors=tuple(draw(beset_mentors(id, as_of)) for id in ids),
        records={id: draw(beset_records(as_of)) for id in ids},
        requirements=draw(st.builds(Requirements, minimum_months=st.sampled_from([0, 6, 12, 40, 100]))),
    )


def mostly(usual: bool) -> st.SearchStrategy[bool]:
    return st.sampled_from([usual] * 4 + [not usual])


@st.composite
def beset_mentors(draw: st.DrawFn, id: str, as_of: date) -> Mentor:
    mentor: Mentor = draw(eligible_mentors(id) | mentors(id))
    return replace(
        mentor,
        formats=draw(some("formats")),
        weekly=draw(weeks),
        gender=draw(one("gender")),
        must=draw(st.just(()) | musts()),
        hours_per_week=draw(st.none() | st.sampled_from([0.5, 1, 2])),
        time_off=tuple(draw(absences(as_of))),
        training_completed_on=draw(st.just(as_of - DAY) | near(as_of)),
        training_expires_on=draw(near(as_of)),
        screening_checked_on=draw(st.just(as_of - DAY) | near(as_of)),
        screening_expires_on=draw(near(as_of)),
    )


def absences(as_of: date) -> st.SearchStrategy[Iterable[TimeOff]]:
    starts = st.sampled_from([-9, -3, -1, 0, 1, 2, 4, 5, 13, 14, 15, 16])
    lengths = st.sampled_from([0, 1, 3, 9])
    off = st.builds(lambda n, days: TimeOff(as_of + n * DAY, as_of + (n + days) * DAY), starts, lengths)
    return st.lists(off, max_size=4)


def beset_records(as_of: date) -> st.SearchStrategy[MentorRecord]:
    noon = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=timezone(timedelta(0)))
    return st.builds(
        MentorRecord,
        places_in_use=st.integers(0, 3),
        consents_to_matching=mostly(True),
        concern_open=mostly(False),
        last_introduced=st.none() | st.sampled_from([-1, 0, 1, 29, 30, 31, 200]).map(lambda days: noon - days * DAY),
    )


beset_mentees = st.builds(
    lambda mentee, gender, must: replace(mentee, gender=gender, must=must),
    mentees,
    one("gender"),
    st.just(()) | musts(),
)
IDS = st.frozensets(st.sampled_from(["m0", "m1", "m2"]), max_size=1)
pairs = st.just(PairRecords()) | st.builds(
    PairRecords,
    same_person=IDS,
    kept_apart=IDS,
    declined_before=st.dictionaries(
        st.sampled_from(["m0", "m1"]), st.none() | st.dates(TODAY, date(2027, 3, 1)), max_size=1
    ),
)


@st.composite
def tied_programs(draw: st.DrawFn) -> Program:
    """Eligible mentors of whom several gave the very same answers."""
    program: Program = draw(programs(eligible=True))
    again = [replace(mentor, id=f"twin-{mentor.id}") for mentor in program.mentors[:3]]
    records = {mentor.id: draw(records_of_mentors) for mentor in again}
    return replace(program, mentors=(*program.mentors, *again), records={**program.records, **records})


@st.composite
def programs(draw: st.DrawFn, eligible: bool = False) -> Program:
    """With ``eligible`` at least one mentor, and no rule objects to any."""
    ids = [f"m{number}" for number in range(draw(st.integers(int(eligible), 6)))]
    drawn = eligible_mentors if eligible else mentors
    asked = Requirements(
        minimum_months=draw(st.sampled_from([0, 6, 12])), training_required=False, screening_required=False
    )
    return Program(
        as_of=draw(st.sampled_from(AS_OF)),
        mentors=tuple(draw(drawn(id)) for id in ids),
        records={id: draw(records_of_mentors) for id in ids},
        requirements=asked,
    )


# Not so small that the slow sum, which divides last, would lose them.
weights = st.lists(st.floats(0, 1, allow_subnormal=False), min_size=len(FACTORS), max_size=len(FACTORS)).map(
    lambda values: Weights(1, dict(zip(FACTORS, values, strict=True)))
)
