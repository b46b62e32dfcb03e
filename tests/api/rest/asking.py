"""What these tests share: whole bodies as clients send them, a second program, and answers laid side by side."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import text

from data.db import db, reading, transaction
from data.store import accounts, outbox
from data.store.people import Kind
from tests.making import Client, Making

YES: dict[str, Any] = {"action": "accept", "consent": {"text_version": 1}}
NOBODY = "0" * 32
PERSON: dict[str, Any] = {
    "identity": {
        "preferred_name": "Sam",
        "pronouns": "they/them",
        "email": "sam@example.org",
        "phone": None,
        "contact": {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False},
    },
    "recovery_stage": {
        "stage": "stable",
        "since": "2001-03-01",
        "experiences": ["alcohol", "anxiety"],
        "pathways": ["smart_recovery", "medication"],
    },
    "interests": ["hiking", "cooking", "own:sourdough"],
    "background": {"shared": ["parent", "veteran"], "gender": "woman", "age_band": "25-34", "region": "us-il"},
    "languages": ["en", "es"],
    "goals": ["housing", "social_life"],
    "support": {"formats": ["video", "text"], "styles": ["listening"], "hours_per_week": 1.5},
    "availability": {
        "time_zone": "America/Chicago",
        "weekly": [{"day": "tue", "from": "18:00", "to": "20:00"}, {"day": "fri", "from": "22:15", "to": "24:00"}],
        "time_off": [{"from": "2026-12-20", "to": "2027-01-03"}],
    },
    "may_tell": ["interests", "goals"],
    "keep_apart_words": "my former partner volunteers here",
    "about": "free words\non two lines",
    "external_id": "A-1",
    "consents": [{"purpose": "matching", "how": "paper", "given_on": "2026-02-01"}],
}
MENTEE: dict[str, Any] = PERSON | {
    "status": "waiting",
    "waiting_since": "2026-02-02",
    "preferences": {"must": [{"about": "gender", "any_of": ["woman"]}], "matters": ["parent", "medication"]},
    "right_now": "ok",
}
MENTOR: dict[str, Any] = PERSON | {
    "identity": {"full_name": "Sam Doe", **PERSON["identity"]},
    "status": "active",
    "capacity": 3,
    "preferences": {"not_comfortable_with": ["gambling"], "must": []},
    "training": {"completed_on": "2026-01-10", "expires_on": "2028-01-10"},
    "screening": {"checked_on": "2026-01-05", "expires_on": None},
    "story": "I found my way with small steps.",
    "story_approved": True,
}
BODIES = {Kind.MENTEE: MENTEE, Kind.MENTOR: MENTOR}
LEAST: dict[str, Any] = {
    "identity": {"preferred_name": "Sam", "email": "sam@example.org"},
    "availability": {"time_zone": "America/Chicago"},
}


def for_each(values: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[Making], None]]:
    """One test that goes through all of these: a database for each would cost more than what is asked of it."""

    def goes_through(test: Callable[..., None]) -> Callable[[Making], None]:
        def every(make: Making) -> None:
            for value in values:
                test(make, *(value if isinstance(value, tuple) else (value,)))

        every.__name__, every.__doc__ = test.__name__, test.__doc__
        return every

    return goes_through


def elsewhere(make: Making) -> Making:
    """Another program in the same database, made once."""
    if make not in _elsewhere:
        _elsewhere[make] = Making(make.app, "lakeside")
    return _elsewhere[make]


_elsewhere: WeakKeyDictionary[Making, Making] = WeakKeyDictionary()


def whole(kind: Kind) -> dict[str, Any]:
    """A body with every answer in it, to be changed freely."""
    return deepcopy(BODIES[kind])


def seen(response: Any) -> tuple[int, dict[str, str], bytes]:
    """All that an asker can tell of an answer, but for the id of the request."""
    request_id = response.headers["X-Request-Id"].encode()
    headers = {name: value for name, value in response.headers.items() if name != "X-Request-Id"}
    return response.status_code, headers, response.get_data().replace(request_id, b"-")


def counted(make: Making, *tables: str) -> dict[str, int]:
    with make.app.app_context(), reading(None):
        return {name: db.session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables}


def told(make: Making, match_id: str) -> list[tuple[str, str]]:
    """(who, which notice) of everything that was put into the outbox for this match."""
    with make.app.app_context(), reading(make.program_id):
        return sorted((row.recipient_kind, row.notice) for row in outbox.of_match(match_id))


def today() -> date:
    """The date in the program's zone."""
    return datetime.now(ZoneInfo("America/Chicago")).date()


def add_role(make: Making, email: str, kind: Kind, person_id: str) -> None:
    """One more role for the account of this address: the person with this profile."""
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.by_email(email)
        assert account is not None
        own = {"mentee_id": person_id} if kind == Kind.MENTEE else {"mentor_id": person_id}
        accounts.add_membership(account, make.program_id, kind.value, datetime.now(UTC), **own)


def coordinator(make: Making) -> Client:
    """As ``make.client()``, also where the coordinator was given other roles besides."""
    if make not in _coordinators:
        _coordinators[make] = make.client(make.token(make.coordinator_email, "coordinator"))
    return _coordinators[make]


_coordinators: WeakKeyDictionary[Making, Client] = WeakKeyDictionary()


def administrator(make: Making) -> Client:
    return make.client(make.token(make.administrator_email))


def state_of(make: Making, match_id: str) -> str:
    state: str = coordinator(make).get(f"/matches/{match_id}").get_json()["state"]
    return state


def last_event(make: Making, match_id: str) -> dict[str, Any]:
    event: dict[str, Any] = coordinator(make).get(f"/matches/{match_id}/events").get_json()["items"][-1]
    return event
