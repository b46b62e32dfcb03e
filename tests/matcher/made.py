"""People, programs and a small fixed vocabulary for the tests of the matcher."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from matcher import rank as ranking
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Program, Requirements, TimeOff, Window
from matcher.pool import Pool
from matcher.rank import PairExamination, Ranking
from matcher.vocabulary import Vocabulary
from matcher.weights import Weights

TODAY = date(2026, 11, 23)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FAMILIES = {
    "alcohol": "substances",
    "opioids": "substances",
    "gambling": "behaviours",
    "depression": "mood",
    "anxiety": "anxiety",
    "ocd": "anxiety",
    "grief": "trauma",
}
VOCABULARY = Vocabulary(
    topics={
        "stage": ("exploring", "early", "sustained", "stable"),
        "experiences": tuple(FAMILIES),
        "pathways": ("twelve_step", "smart_recovery", "medication", "therapy"),
        "goals": ("housing", "work", "sleep", "family"),
        "interests": ("hiking", "cooking", "music", "chess"),
        "shared": ("parent", "veteran", "student"),
        "gender": ("woman", "man", "nonbinary"),
        "age_band": ("18-24", "25-34", "35-44", "45-54", "55-64", "65+"),
        "region": ("us-il", "us-ny"),
        "languages": ("en", "es", "fr"),
        "formats": ("in_person", "video", "phone"),
        "styles": ("listening", "accountability", "gentle_pace"),
    },
    families=FAMILIES,
)
NOTHING_BETWEEN = PairRecords()


def at(day: str, start: str, end: str) -> Window:
    return Window(_minute(day, start), _minute(day, end))


def _minute(day: str, clock: str) -> int:
    hours, minutes = clock.split(":")
    return (DAYS.index(day) * 24 + int(hours)) * 60 + int(minutes)


def mentee(**answers: Any) -> Mentee:
    return Mentee(**{"id": "kim", "languages": frozenset({"en"}), "time_zone": "America/Chicago"} | answers)


def mentor(id: str = "ana", **answers: Any) -> Mentor:
    """One whom no rule objects to, and who has said nothing else."""
    usual = {
        "languages": frozenset({"en"}),
        "time_zone": "America/Chicago",
        "status": MentorStatus.ACTIVE,
        "since": date(2020, 1, 1),
        "training_completed_on": date(2026, 1, 10),
        "screening_checked_on": date(2026, 1, 5),
    }
    return Mentor(**{"id": id} | usual | answers)


def program(
    *mentors: Mentor,
    as_of: date = TODAY,
    records: Mapping[str, MentorRecord] | None = None,
    requirements: Requirements = Requirements(),  # noqa: B008
) -> Program:
    """Every mentor consents, but where ``records`` say otherwise."""
    consenting = {mentor.id: MentorRecord(consents_to_matching=True) for mentor in mentors}
    return Program(as_of=as_of, mentors=mentors, records=consenting | dict(records or {}), requirements=requirements)


def mentee_from(profile: Mapping[str, Any]) -> Mentee:
    return Mentee(**_person(profile), matters=frozenset(profile["preferences"]["matters"]))


def mentor_from(profile: Mapping[str, Any]) -> Mentor:
    training, screening = profile["training"], profile["screening"]
    return Mentor(
        **_person(profile),
        status=MentorStatus(profile["status"]),
        capacity=profile["capacity"],
        not_comfortable_with=_set(profile["preferences"]["not_comfortable_with"]),
        training_completed_on=_date(training["completed_on"]),
        training_expires_on=_date(training["expires_on"]),
        screening_checked_on=_date(screening["checked_on"]),
        screening_expires_on=_date(screening["expires_on"]),
    )


def _person(profile: Mapping[str, Any]) -> dict[str, Any]:
    recovery, background, support = profile["recovery_stage"], profile["background"], profile["support"]
    times, weekly = profile["availability"], profile["availability"]["weekly"]
    return {
        "id": profile["id"],
        "languages": frozenset(profile["languages"]),
        "time_zone": times["time_zone"],
        "stage": recovery["stage"],
        "since": _date(recovery["since"]),
        "experiences": _set(recovery["experiences"]),
        "pathways": _set(recovery["pathways"]),
        "interests": _set(profile["interests"]),
        "shared": _set(background["shared"]),
        "gender": background["gender"],
        "age_band": background["age_band"],
        "region": background["region"],
        "goals": _set(profile["goals"]),
        "formats": _set(support["formats"]),
        "styles": _set(support["styles"]),
        "hours_per_week": support["hours_per_week"],
        "weekly": None if weekly is None else tuple(at(w["day"], w["from"], w["to"]) for w in weekly),
        "time_off": tuple(TimeOff(_date(t["from"]), _date(t["to"])) for t in times["time_off"]),
        "must": tuple(Must(m["about"], frozenset(m["any_of"])) for m in profile["preferences"]["must"]),
        "about": profile["about"],
    }


def _set(codes: Iterable[str] | None) -> frozenset[str] | None:
    return None if codes is None else frozenset(codes)


def _date(text: str | None) -> Any:
    return None if text is None else date.fromisoformat(text)


def rank(
    mentee: Mentee,
    program: Program,
    between: PairRecords,
    weights: Weights,
    vocabulary: Vocabulary,
    limit: int = 10,
    compare_with: Weights | None = None,
) -> Ranking:
    """As the matcher ranks the mentors of a pool that was made of this program."""
    return ranking.rank(mentee, Pool.of(program, vocabulary), between, weights, limit, compare_with)


def examine(
    mentee: Mentee, mentor_id: str, program: Program, between: PairRecords, weights: Weights, vocabulary: Vocabulary
) -> PairExamination:
    return ranking.examine(mentee, mentor_id, Pool.of(program, vocabulary), between, weights)
