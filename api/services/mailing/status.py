"""How many mails wait, are tried again, or were given up, over all programs."""

from collections import Counter
from typing import Any

from api import policy
from api.policy import Actor, Permission
from api.services.mailing.mailroom import REASON
from data.db import reading
from data.store import deliveries, programs
from data.store.deliveries import Counts, Queue


def counts() -> dict[str, Any]:
    """Those of the programs together, and resets, which belong to none, apart."""
    policy.require(Actor.system(REASON), Permission.MAIL_DELIVER)
    with reading(None) as session:
        resets = deliveries.counts(Queue.RESETS)
        of_programs = []
        for program_id in programs.ids():
            session.info["program_id"] = program_id
            of_programs.append(deliveries.counts(Queue.NOTICES))
    return _together(of_programs) | {"resets": _together([resets])}


def _together(counted: list[Counts]) -> dict[str, Any]:
    dead: Counter[str] = Counter()
    for each in counted:
        dead.update(each.dead)
    return {
        "queued": sum(each.queued for each in counted),
        "retrying": sum(each.retrying for each in counted),
        "dead": dict(sorted(dead.items())),
    }
