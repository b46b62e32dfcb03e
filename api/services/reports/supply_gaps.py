"""Whom a program is missing: for coordinators, who see everybody on the waiting list anyway.

The counts are of people whose profiles, and whose lists with every reason, the asker may open one by one; so small
ones tell nothing that is not told there, and they are not hidden. Nobody else may ask, and nothing of it is exported.
"""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, pairs, pools, waiting
from api.services.acts import Act
from api.services.pairs import in_words
from data.db import transaction
from data.store import programs
from matcher.supply_gaps import GOOD_CHOICE, InTheWay, Recruit, SupplyGaps, supply_gaps


def report(act: Act) -> dict[str, Any]:
    """Over all who wait and may be matched now, but for the asker's own profiles, of either kind. Raises Forbidden."""
    policy.require(act.actor, Permission.SUPPLY_GAPS)
    with transaction(act.program_id):
        program = programs.find(act.program_id)
        assert program is not None
        mentees, between = pairs.all_with_records(act, waiting.may_be_matched(act))
        people = [(mentee, between[mentee.id]) for mentee in mentees]
        with pools.up_to_date(act) as pool:
            found = supply_gaps(people, pool, program.time_zone, without=act.actor.own_people)
            as_of = pool.as_of
        audit.record(act, "report_read", "program", act.program_id, "supply_gaps")
        return {"as_of": as_of, **_read(act, found)}


def _read(act: Act, found: SupplyGaps) -> dict[str, Any]:
    return {
        "waiting": found.waiting,
        "good_choice": GOOD_CHOICE,
        "without_good_choice": found.without_good_choice,
        "in_the_way": [_in_the_way(act, each) for each in found.in_the_way],
        "recruits": [_recruit(act, each) for each in found.recruits],
        "opened_together": found.opened_together,
    }


def _in_the_way(act: Act, each: InTheWay) -> dict[str, Any]:
    return {"reason": each.reason and each.reason.value, "people": each.people, "text": in_words(act, each.phrase)}


def _recruit(act: Act, recruit: Recruit) -> dict[str, Any]:
    told = recruit.phrase.values
    return {
        "language": told["language"],
        "days": told["days"],
        "time": told["time"],
        "format": told["format"],
        "wishes": [{"about": about, "code": code} for about, code in recruit.profile.wishes],
        "opens": recruit.opens,
        "adds": recruit.adds,
        "text": in_words(act, recruit.phrase),
    }
