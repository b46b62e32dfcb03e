"""Rows to ``matcher.people``: the only bridge. Identity does not cross it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from data.models.people import Mentee, Mentor
from matcher import people

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 24 * 60


def mentee(row: Mentee, words: Mapping[str, Any]) -> people.Mentee:
    return people.Mentee(**_common(row, words), matters=frozenset(row.matters or ()))


def mentor(row: Mentor, words: Mapping[str, Any]) -> people.Mentor:
    return people.Mentor(
        **_common(row, words),
        status=row.status,
        capacity=row.capacity,
        not_comfortable_with=_codes(row.not_comfortable_with),
        training_completed_on=row.training_completed_on,
        training_expires_on=row.training_expires_on,
        screening_checked_on=row.screening_checked_on,
        screening_expires_on=row.screening_expires_on,
    )


def _common(row: Mentee | Mentor, words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "languages": frozenset(row.languages),
        "time_zone": row.time_zone,
        "stage": row.stage,
        "since": row.since,
        "experiences": _codes(row.experiences),
        "pathways": _codes(row.pathways),
        "interests": _codes(row.interests),
        "shared": _codes(row.shared),
        "gender": row.gender,
        "age_band": row.age_band,
        "region": row.region,
        "goals": _codes(row.goals),
        "formats": _codes(row.formats),
        "styles": _codes(row.styles),
        "hours_per_week": row.hours_per_week,
        "weekly": None if row.weekly is None else tuple(_window(window) for window in row.weekly),
        "time_off": tuple(_time_off(days) for days in row.time_off or ()),
        "must": tuple(people.Must(must["about"], frozenset(must["any_of"])) for must in row.must or ()),
        "about": words.get("about"),
    }


def _codes(codes: Iterable[str] | None) -> frozenset[str] | None:
    return None if codes is None else frozenset(codes)


def _window(window: Mapping[str, str]) -> people.Window:
    midnight = DAYS.index(window["day"]) * MINUTES_A_DAY
    return people.Window(midnight + _minutes(window["from"]), midnight + _minutes(window["to"]))


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _time_off(days: Mapping[str, str]) -> people.TimeOff:
    return people.TimeOff(date.fromisoformat(days["from"]), date.fromisoformat(days["to"]))
