"""What the matcher is told of a program, a mentee and the mentors: the records, and never an identity."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from api import words
from api.services import vocabulary
from api.services.acts import Act
from api.services.programs import today_in
from api.services.refusals import Objection
from data.db import current_keyring
from data.store import accounts, consents, kept_apart, known, matches, people, programs
from data.store.people import Kind
from matcher import rules
from matcher.lifecycle import may_be_paired_again, may_be_paired_again_on
from matcher.people import MentorRecord, PairRecords, Program, Requirements
from matcher.rules import Reason

# What must still hold on the day two people are brought together.
_CHECKED_AGAIN = {
    Reason.NOT_ACTIVE,
    Reason.SAME_PERSON,
    Reason.NO_CONSENT,
    Reason.CONCERN_OPEN,
    Reason.KEPT_APART,
    Reason.TRAINING_MISSING,
    Reason.SCREENING_MISSING,
}


def program_as_known(act: Act, mentors: Sequence[Any]) -> Program:
    """The program on today's date, with these of its mentors and the records on them."""
    program = programs.find(act.program_id)
    assert program is not None
    return Program(
        as_of=today_in(program, act.now),
        mentors=known.mentors(mentors),
        records=_records([mentor.id for mentor in mentors]),
        requirements=Requirements(
            minimum_months=program.minimum_months,
            training_required=program.training_required,
            screening_required=program.screening_required,
        ),
    )


def records_of_pairs(act: Act, mentee: Any) -> PairRecords:
    """Whom this mentee may not be paired with, by the program's own records."""
    return PairRecords(
        same_person=frozenset(_same_person(mentee)),
        kept_apart=frozenset(kept_apart.mentors_kept_from(mentee.id)),
        declined_before=_declined_before(act, mentee),
    )


def objections_to_matching(act: Act, mentee: Any, mentor: Any) -> list[Objection]:
    program = program_as_known(act, [mentor])
    found = rules.objections(known.mentee(mentee), program.mentors[0], program, records_of_pairs(act, mentee))
    return [Objection(each.reason.value, in_words(act, each.phrase)) for each in found]


def objections_to_introducing(act: Act, mentee: Any, mentor: Any) -> list[Objection]:
    """Those of the objections that are looked at again before two people are brought together."""
    return [each for each in objections_to_matching(act, mentee, mentor) if each.reason in _CHECKED_AGAIN]


def in_words(act: Act, phrase: Any) -> str:
    return words.sentence(phrase, act.language, vocabulary.labels(act.language))


def _records(mentor_ids: Iterable[str]) -> dict[str, MentorRecord]:
    in_use = matches.places_in_use()
    introduced = matches.last_introductions()
    consenting = consents.mentors_who_consent_to_matching()
    return {
        mentor_id: MentorRecord(
            places_in_use=in_use.get(mentor_id, 0),
            consents_to_matching=mentor_id in consenting,
            last_introduced=introduced.get(mentor_id),
        )
        for mentor_id in mentor_ids
    }


def _same_person(mentee: Any) -> set[str]:
    email = (people.words(mentee.id).get("identity") or {}).get("email")
    same_address = people.with_email(Kind.MENTOR, current_keyring().email_lookups(email)) if email else set()
    return same_address | accounts.profiles_of_same_account(mentee.id)


def _declined_before(act: Act, mentee: Any) -> dict[str, date | None]:
    """By mentor the day from which the two may be paired again; None: never. Of several endings the strictest."""
    program = programs.find(act.program_id)
    as_of = today_in(program, act.now)
    again: dict[str, date | None] = {}
    for match in matches.ended_of_mentee(mentee.id):
        if match.closed_at is None or match.closed_by_action is None:
            continue
        ending = (match.closed_by_action, match.end_reason, today_in(program, match.closed_at))
        if not may_be_paired_again(*ending, as_of):
            days = (again.get(match.mentor_id, date.min), may_be_paired_again_on(*ending))
            again[match.mentor_id] = None if None in days else max(day for day in days if day is not None)
    return again
