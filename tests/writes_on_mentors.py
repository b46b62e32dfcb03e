"""Every kind of request that changes a mentor for matching, sent to whichever process, and what does not."""

from collections.abc import Callable
from copy import deepcopy

from tests.api.rest.asking import MENTOR as WHOLE_MENTOR
from tests.conftest import answer
from tests.making import EVERY_EVENING, Client

Write = Callable[[Client, str, int], None]
"""Through a coordinator's client, on a mentor, so manieth: it differs from the one before."""


def capacity(client: Client, mentor_id: str, number: int) -> None:
    answer(client.put(f"/mentors/{mentor_id}/capacity", {"capacity": 3 + number % 40}), 200)


def week(client: Client, mentor_id: str, number: int) -> None:
    weekly = [{"day": "mon", "from": "16:15", "to": "17:30"}] if number % 2 else EVERY_EVENING
    body = {"time_zone": "America/Chicago", "weekly": weekly, "time_off": []}
    answer(client.put(f"/mentors/{mentor_id}/availability", body), 200)


def words(client: Client, mentor_id: str, number: int) -> None:
    answer(client.patch(f"/mentors/{mentor_id}", {"about": f"I bake bread, and read {number} books."}), 200)


def interests(client: Client, mentor_id: str, number: int) -> None:
    chosen = ["hiking", "cooking", f"own:number {number}"][number % 3 :]
    answer(client.patch(f"/mentors/{mentor_id}", {"interests": chosen}), 200)


def pause_or_resume(client: Client, mentor_id: str, _number: int) -> None:
    status = answer(client.get(f"/mentors/{mentor_id}"), 200)["status"]
    action = "pause" if status == "active" else "resume"
    answer(client.post(f"/mentors/{mentor_id}/moves", {"action": action}), 200)


def consent(client: Client, mentor_id: str, _number: int) -> None:
    """Taken back where it is in force, else given."""
    given = answer(client.get(f"/mentors/{mentor_id}/consents?limit=100"), 200)["items"]
    in_force = [each["id"] for each in given if each["purpose"] == "matching" and each["revoked_at"] is None]
    for consent_id in in_force:
        answer(client.post(f"/mentors/{mentor_id}/consents/{consent_id}/revocation"), 200)
    if not in_force:
        body = {"purpose": "matching", "how": "paper"}
        answer(client.post(f"/mentors/{mentor_id}/consents", body), 201)


def newcomer(client: Client, _mentor_id: str, number: int) -> None:
    body = deepcopy(WHOLE_MENTOR) | {"external_id": None}
    body["identity"]["email"] = f"newcomer{number}@person.example.org"
    answer(client.post("/mentors", body), 201)


ON_ONE: dict[str, Write] = {
    "capacity": capacity,
    "week": week,
    "words": words,
    "interests": interests,
    "pause or resume": pause_or_resume,
    "consent": consent,
    "newcomer": newcomer,
}
