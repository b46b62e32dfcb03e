"""Programs and people as Hypothesis draws them: everything may be unsaid, and much is shared by chance."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Program, Requirements, Window
from matcher.weights import FACTORS, Weights
from tests.matcher.made import TODAY, VOCABULARY

ZONES = ["America/Chicago", "Europe/London", "Asia/Kathmandu", "Pacific/Honolulu", "Australia/Lord_Howe"]
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
    return st.none() | st.frozensets(st.sampled_from(VOCABULARY.topics[topic]), max_size=4)


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


records = st.builds(
    MentorRecord,
    places_in_use=st.integers(0, 2),
    consents_to_matching=st.just(True),
    last_introduced=st.none() | st.integers(0, 3).map(lambda days: NOON + timedelta(days=days)),
)


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
        records={id: draw(records) for id in ids},
        requirements=asked,
    )


weights = st.lists(st.floats(0, 1), min_size=len(FACTORS), max_size=len(FACTORS)).map(
    lambda values: Weights(1, dict(zip(FACTORS, values, strict=True)))
)
