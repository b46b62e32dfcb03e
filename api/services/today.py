"""A coordinator's morning: one queue of what needs a person, the most urgent first, then the oldest.

Of each kind the first few, and how many there are besides. What one of two is told is not shown to a coordinator who
is the other, as in the lists of tasks and matches.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, tasks
from api.services.acts import Act
from api.services.kinds import READ, Kind
from api.services.pages import Page
from api.services.programs import today_in
from data.db import transaction
from data.store import outbox, people, programs, queue
from data.store.queue import First

NOT_SAFE, CALL, UNDELIVERED = "not_safe", "call", "undelivered"
SAID_YES, NEW_MENTEE, NEW_MENTOR = "said_yes", "new_mentee", "new_mentor"
LAPSING, NOT_STARTED, RUNNING_OUT, WAITING = "lapsing", "not_started", "running_out", "waiting"
# What the tasks hold stands above all else, in the order of the tasks.
KINDS = (
    *(NOT_SAFE, CALL, UNDELIVERED),
    *(SAID_YES, NEW_MENTEE, NEW_MENTOR, LAPSING, NOT_STARTED, RUNNING_OUT, WAITING),
)
TASKS_SHOWN = 30
OF_EACH_KIND = 5
DAYS_BEFORE_LAPSING = 3
DAYS_TO_START = 7

Entry = dict[str, Any]


def read(act: Act) -> dict[str, Any]:
    """``queue``: entries, each with its ``kind``, whom it is about, and ``since`` when, if it began some day.

    ``more``: how many of a kind are not shown. ``waiting``: how many people wait, and how many days the longest has.
    It shows names, so it is written down as a look. Raises Forbidden.
    """
    for permission in (Permission.TASK_LIST, Permission.MENTEE_LIST, Permission.MENTOR_LIST, Permission.MATCH_LIST):
        policy.require(act.actor, permission)
    with transaction(act.program_id):
        audit.record(act, "today_read")
        program = programs.find(act.program_id)
        today = today_in(program, act.now)
        entries, more = _tasks(act, program)
        for kind, found, dumped in _others(act, program, today):
            entries += [{"kind": kind, **entry} for entry in dumped]
            more[kind] = found.total - len(found.rows)
        _name(entries)
        return {
            "queue": [entry | {"days": _days(entry["since"], program, today)} for entry in entries],
            "more": {kind: rest for kind, rest in more.items() if rest > 0},
            "waiting": _waiting(today),
        }


def _tasks(act: Act, program: Any) -> tuple[list[Entry], dict[str, int]]:
    found = tasks.find(act, Page(TASKS_SHOWN))
    entries = [
        {
            "kind": NOT_SAFE if task["notice"] == outbox.NOT_SAFE and task["role"] != tasks.STAFF else task["kind"],
            "task": task,
            "person": None if task["person_id"] is None else _person(Kind(task["role"]), task["person_id"]),
            "match_id": task["match_id"],
            "since": task["since"],
        }
        for task in found.items
    ]
    ordered = sorted(entries, key=lambda entry: (KINDS.index(entry["kind"]), entry["since"]))
    rest = outbox.count_tasks(act.actor.own_people) - len(entries) if found.next is not None else 0
    return ordered, {ordered[-1]["kind"]: rest} if ordered else {}


def _others(act: Act, program: Any, today: date) -> Iterator[tuple[str, First, list[Entry]]]:
    own, alike, most = act.actor.own_people, act.actor.everyone_alike, OF_EACH_KIND
    yield SAID_YES, *_pairs(act, queue.both_said_yes(most, alike), "confirmed_at")
    yield NEW_MENTEE, *_people(act, Kind.MENTEE, queue.newcomers(Kind.MENTEE, most, own), "created_at")
    yield NEW_MENTOR, *_people(act, Kind.MENTOR, queue.newcomers(Kind.MENTOR, most, own), "created_at")
    soon = today + timedelta(days=DAYS_BEFORE_LAPSING)
    yield LAPSING, *_pairs(act, queue.lapsing(soon, most, alike), "confirmed_at")
    started_by = act.now - timedelta(days=DAYS_TO_START)
    yield NOT_STARTED, *_pairs(act, queue.not_started(started_by, most, alike), "introduced_at")
    yield RUNNING_OUT, *_running_out(act, program, today)
    yield WAITING, *_people(act, Kind.MENTEE, queue.unmatched(most, own), "waiting_since")


def _people(act: Act, kind: Kind, found: First, since: str) -> tuple[First, list[Entry]]:
    seen = policy.visible(act.actor, READ[kind], found.rows)
    return found, [{"person": _person(kind, row.id), "since": getattr(row, since)} for row in seen]


def _pairs(act: Act, found: First, since: str) -> tuple[First, list[Entry]]:
    seen = policy.visible(act.actor, Permission.MATCH_READ, found.rows)
    return found, [
        {
            "person": _person(Kind.MENTEE, match.mentee_id),
            "other": _person(Kind.MENTOR, match.mentor_id),
            "match_id": match.id,
            "since": getattr(match, since),
            "answer_by": match.answer_by,
        }
        for match in seen
    ]


def _running_out(act: Act, program: Any, today: date) -> tuple[First, list[Entry]]:
    asked = [what for what in ("training", "screening") if getattr(program, f"{what}_required")]
    last_day = today + timedelta(days=program.days_before_expiry)
    found = queue.running_out(asked, last_day, OF_EACH_KIND, act.actor.own_people)
    seen = policy.visible(act.actor, READ[Kind.MENTOR], found.rows)
    entries: list[Entry] = []
    for mentor in seen:
        records = _lacking(mentor, asked, last_day)
        over = [what for what, day in records.items() if day is not None and day < today]
        entries.append({"person": _person(Kind.MENTOR, mentor.id), "since": None, "records": records, "over": over})
    return found, entries


def _lacking(mentor: Any, asked: Sequence[str], last_day: date) -> dict[str, date | None]:
    """What runs out with its last day; None where it was never written down."""
    done = {"training": mentor.training_completed_on, "screening": mentor.screening_checked_on}
    ends = {what: getattr(mentor, f"{what}_expires_on") for what in asked}
    return {
        what: None if done[what] is None else expires_on
        for what, expires_on in ends.items()
        if done[what] is None or (expires_on is not None and expires_on <= last_day)
    }


def _person(kind: Kind, person_id: str) -> Entry:
    return {"kind": kind.value, "id": person_id}


def _name(entries: Sequence[Entry]) -> None:
    everybody = [entry[who] for entry in entries for who in ("person", "other") if entry.get(who)]
    names = people.preferred_names([person["id"] for person in everybody])
    for person in everybody:
        person["name"] = names.get(person["id"])


def _waiting(today: date) -> dict[str, int]:
    count, since = queue.waiting_list()
    return {"people": count, "longest_days": max(0, (today - since).days) if since else 0}


def _days(since: date | datetime | None, program: Any, today: date) -> int | None:
    if since is None:
        return None
    day = today_in(program, since) if isinstance(since, datetime) else since
    return max(0, (today - day).days)
