"""A program with enough people in it, and enough that happened, for a report to show something."""

from datetime import UTC, datetime, timedelta
from typing import Any

from api.services import people
from api.services.matches import confirming
from api.services.suggestions import asking
from data.db import transaction
from data.store.people import Kind
from tests.conftest import answer
from tests.making import MENTEE, MENTOR, Making

GENDERS = {"woman": 30, "man": 20, "nonbinary": 4, None: 14}


def long_ago(days: int = 0) -> datetime:
    """In a month that is over, the same one for all days up to ten."""
    first = datetime.now(UTC).replace(day=1)
    return (first - timedelta(days=1)).replace(day=15) + timedelta(days=days)


def looked_back_on(make: Making, spanish: int = 0, never_shown: int = 0) -> list[str]:
    """68 people who wait, 24 mentors, 24 lists, and 12 confirmations of the first of a list; whom the lists are for.

    ``spanish``: so many of the mentees know Spanish alone, and have waited two years longer. ``never_shown``: so many
    mentors more, who know a language that nobody needs.
    """
    act = make.act(now=long_ago())
    with make.app.app_context(), transaction(make.program_id):
        for number, gender in enumerate(gender for gender, size in GENDERS.items() for _ in range(size)):
            _mentee(act, number, gender, number < spanish)
        for number in range(24 + never_shown):
            languages = ["en", "es"] if number < 24 else ["ko"]
            _person(act, Kind.MENTOR, {**MENTOR, "capacity": 5, "languages": languages}, f"mentor-{number}")
    waiting = answer(make.client().get("/mentees?status=waiting&limit=24&sort=waiting"), 200)["items"]
    with make.app.app_context():
        for place, each in enumerate(waiting):
            run = asking.suggest(make.act(now=long_ago(1)), each["id"], 5)
            if place < 12:
                mentor_id = run["suggestions"][0]["mentor_id"]
                confirming.confirm(make.act(now=long_ago(2)), each["id"], mentor_id, run["run_id"], "They share a lot.")
    return [each["id"] for each in waiting]


def _mentee(act: Any, number: int, gender: str | None, spanish: bool) -> str:
    waited = timedelta(days=number + (730 if spanish else 0))
    said = {
        "background": {"gender": gender, "age_band": "25-34" if number % 2 else "45-54"},
        "waiting_since": (long_ago() - waited).date(),
        "languages": ["es" if spanish else "en"],
    }
    return _person(act, Kind.MENTEE, {**MENTEE, **said}, f"mentee-{number}")


def _person(act: Any, kind: Kind, body: dict[str, Any], name: str) -> str:
    identity = {"preferred_name": name, "email": f"{name}@person.example.org"}
    return str(people.add(act, kind, {**body, "identity": identity}).id)
