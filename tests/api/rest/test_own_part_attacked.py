"""What a coordinator who is also a mentor or a mentee here could work out about their own matches by subtraction."""

from datetime import UTC, datetime

from api.services.matches import confirming
from data.db import transaction
from data.store import accounts
from data.store.people import Kind
from tests.api.rest.asking import add_role, coordinator
from tests.conftest import answer
from tests.making import Client, Making


def _refused_by_the_mentee(make: Making, mentee_id: str, mentor_id: str) -> None:
    with make.app.app_context():
        match = confirming.confirm(make.act(), mentee_id, mentor_id, None, "They share a lot.")
    no = {"action": "decline", "reason": "prefer_someone_else"}
    answer(make.client_of(Kind.MENTEE, mentee_id).post(f"/matches/{match['id']}/moves", no), 200)


def _who_said_no_to_the_coordinator(make: Making) -> str:
    """The only mentor is the coordinator, and one mentee has said no to the card."""
    own, mentee_id = make.mentor(capacity=1), make.mentee()
    add_role(make, make.coordinator_email, Kind.MENTOR, own)
    _refused_by_the_mentee(make, mentee_id, own)
    return mentee_id


def test_the_totals_of_a_plan_do_not_tell_a_mentor_that_they_are_in_it(make: Making) -> None:
    own = make.mentor(capacity=1)
    make.mentee()
    before = answer(make.client().post("/plans", {}), 201)
    add_role(make, make.coordinator_email, Kind.MENTOR, own)
    shown = answer(coordinator(make).get(f"/plans/{before['id']}"), 200)
    assert shown["totals"] is None or shown["totals"]["matched"] == len(shown["assignments"])


def test_the_totals_of_a_plan_do_not_tell_a_mentee_that_nobody_is_left_for_them(make: Making) -> None:
    own = make.mentee()
    before = answer(make.client().post("/plans", {}), 201)
    add_role(make, make.coordinator_email, Kind.MENTEE, own)
    shown = answer(coordinator(make).get(f"/plans/{before['id']}"), 200)
    assert shown["totals"] is None or shown["totals"]["unmatched"] == len(shown["unmatched"])


def test_a_plan_does_not_tell_a_coordinator_who_said_no_to_them_as_a_mentor(make: Making) -> None:
    mentee_id = _who_said_no_to_the_coordinator(make)
    (left_over,) = answer(coordinator(make).post("/plans", {}), 201)["unmatched"]
    assert (left_over["mentee_id"], left_over["excluded"]) == (mentee_id, [])


def test_a_list_does_not_tell_a_coordinator_who_said_no_to_them_as_a_mentor(make: Making) -> None:
    mentee_id = _who_said_no_to_the_coordinator(make)
    pool = answer(coordinator(make).get(f"/mentees/{mentee_id}/suggestions"), 200)["pool"]
    assert "declined_before" not in [each["reason"] for each in pool["excluded"]]


def _colleague(make: Making, own: str) -> Client:
    """Another coordinator, who is this mentor besides."""
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.by_email(make.administrator_email)
        assert account is not None
        accounts.add_membership(account, make.program_id, "coordinator", datetime.now(UTC))
    add_role(make, make.administrator_email, Kind.MENTOR, own)
    return make.client(make.token(make.administrator_email, "coordinator"))


def test_a_colleague_s_list_shows_a_coordinator_nothing_of_themselves_as_a_mentor(make: Making) -> None:
    own, other, mentee_id = make.mentor(), make.mentor(), make.mentee()
    answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": own}), 201)
    runs = [answer(make.client().get(f"/mentees/{each}/suggestions"), 200) for each in (mentee_id, make.mentee())]
    assert [len(run["suggestions"]) for run in runs] == [1, 2]
    colleague = _colleague(make, own)
    for run in runs:
        shown = answer(colleague.get(f"/runs/{run['run_id']}"), 200)
        assert [row["mentor_id"] for row in shown["suggestions"]] == [other]
        assert shown["pool"]["excluded"] == []
        assert answer(make.client().get(f"/runs/{run['run_id']}"), 200)["suggestions"] == run["suggestions"]


def test_a_colleague_s_plan_does_not_tell_a_coordinator_who_said_no_to_them_as_a_mentor(make: Making) -> None:
    own, mentee_id = make.mentor(capacity=1), make.mentee()
    _refused_by_the_mentee(make, mentee_id, own)
    theirs = answer(make.client().post("/plans", {}), 201)
    assert theirs["unmatched"][0]["excluded"] == [{"reason": "declined_before", "count": 1}]
    own_mentee = make.mentee()
    add_role(make, make.coordinator_email, Kind.MENTEE, own_mentee)
    (left_over,) = answer(coordinator(make).get(f"/plans/{theirs['id']}"), 200)["unmatched"]
    assert (left_over["mentee_id"], left_over["excluded"]) == (mentee_id, [])
