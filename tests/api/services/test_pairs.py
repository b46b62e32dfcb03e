"""What is between mentees and mentors, and who of the mentees may be matched."""

from datetime import date

from api.services import pairs, waiting
from data.db import reading
from data.store import known, people
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.conftest import answer
from tests.making import Making


def test_what_is_between_pairs_is_the_same_for_many_mentees_as_for_one(make: Making) -> None:
    mentees = [make.mentee() for _ in range(5)]
    mentors = [make.mentor() for _ in range(3)]
    answer(make.client().post("/kept-apart", {"mentee_id": mentees[0], "mentor_id": mentors[0]}), 201)
    answer(make.client().post("/kept-apart", {"mentee_id": mentees[1], "mentor_id": mentors[1]}), 201)
    for mentee_id in mentees[1:3]:
        make.match(MatchState.CLOSED, mentee_id=mentee_id, mentor_id=mentors[2])
    shared = {"identity": {"email": "both@person.example.org"}}
    answer(make.client().patch(f"/mentees/{mentees[3]}", shared), 200)
    answer(make.client().patch(f"/mentors/{mentors[0]}", shared), 200)
    make.token_of(Kind.MENTEE, mentees[4])
    with make.app.app_context(), reading(make.program_id):
        rows = [people.find(Kind.MENTEE, mentee_id) for mentee_id in mentees]
        mentees_known, together = pairs.all_with_records(make.act(), rows)
        assert mentees_known == [known.mentee(row) for row in rows]
        assert together == {row.id: pairs.with_records(make.act(), row)[1] for row in rows}
    assert [between.kept_apart for between in together.values()] == [{mentors[0]}, {mentors[1]}, set(), set(), set()]
    assert [set(between.declined_before) for between in together.values()] == [
        *(set(), {mentors[2]}, {mentors[2]}),
        *(set(), set()),
    ]
    assert [between.same_person for between in together.values()][3:] == [{mentors[0]}, {mentees[4]}]


def test_who_may_be_matched_waits_agrees_and_has_nobody_yet(make: Making) -> None:
    later, longest = (make.mentee(waiting_since=date(2026, day, 1)) for day in (5, 2))
    make.mentee(consents=[]), make.mentee(status="new"), make.match()
    for of, wanted in ((None, [longest, later]), ([later, "0" * 32], [later]), ([], [])):
        with make.app.app_context(), reading(make.program_id):
            assert [row.id for row in waiting.may_be_matched(make.act(), of)] == wanted
