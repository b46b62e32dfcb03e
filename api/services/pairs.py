"""What the matcher is told of a program, a mentee and the mentors: the records, and never an identity."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from api import words
from api.services import vocabulary
from api.services.acts import Act
from api.services.programs import today_in
from api.services.refusals import Objection
from data.store import accounts, between, consents, known, matches, people, programs
from matcher import rules
from matcher.explain import Phrase, Value
from matcher.lifecycle import may_be_paired_again, may_be_paired_again_on
from matcher.people import Mentee, MentorRecord, PairRecords, Program, Requirements
from matcher.rules import Reason

READ_AT_ONCE = 500
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
    program, ids = programs.find(act.program_id), [mentor.id for mentor in mentors]
    return Program(
        as_of=today_in(program, act.now),
        mentors=known.mentors(mentors),
        records=records_of_mentors(ids),
        requirements=requirements_of(program),
    )


def requirements_of(program: Any) -> Requirements:
    return Requirements(
        minimum_months=program.minimum_months,
        training_required=program.training_required,
        screening_required=program.screening_required,
    )


def records_of_mentors(mentor_ids: Collection[str] | None = None) -> dict[str, MentorRecord]:
    """Of these mentors, or of all; who is not in it has agreed to nothing and has never been matched."""
    in_use = matches.places_in_use(mentor_ids)
    introduced = matches.last_introductions(mentor_ids)
    consenting = consents.mentors_who_consent_to_matching(mentor_ids)
    return {
        mentor_id: MentorRecord(
            places_in_use=in_use.get(mentor_id, 0),
            consents_to_matching=mentor_id in consenting,
            last_introduced=introduced.get(mentor_id),
        )
        for mentor_id in consenting.union(in_use, introduced)
    }


def with_records(act: Act, row: Any, words: Mapping[str, Any] | None = None) -> tuple[Mentee, PairRecords]:
    """The mentee of this row, and whom they may not be paired with. ``words``: theirs, where they are open already."""
    opened = people.words(row.id) if words is None else words
    return known.mentee(row, opened), _records(act, [row.id], people.emails_in({row.id: opened}))[row.id]


def all_with_records(act: Act, rows: Sequence[Any]) -> tuple[list[Mentee], dict[str, PairRecords]]:
    """The mentees of these rows, and by mentee whom they may not be paired with.

    In as many questions to the database for one as for hundreds, and each person's words opened once.
    """
    mentees: list[Mentee] = []
    records: dict[str, PairRecords] = {}
    for first in range(0, len(rows), READ_AT_ONCE):
        some = rows[first : first + READ_AT_ONCE]
        opened = people.all_words([row.id for row in some])
        mentees += known.mentees(some, opened)
        records |= _records(act, [row.id for row in some], people.emails_in(opened))
    return mentees, records


def objections_to_matching(act: Act, mentee: Any, mentor: Any) -> list[Objection]:
    program = program_as_known(act, [mentor])
    as_known, between_them = with_records(act, mentee)
    found = rules.objections(as_known, program.mentors[0], program, between_them)
    return [Objection(each.reason.value, in_words(act, each.phrase)) for each in found]


def objections_to_introducing(act: Act, mentee: Any, mentor: Any) -> list[Objection]:
    """Those of the objections that are looked at again before two people are brought together."""
    return [each for each in objections_to_matching(act, mentee, mentor) if each.reason in _CHECKED_AGAIN]


def in_words(act: Act, phrase: Phrase) -> str:
    return _sentence(act.language, phrase.key, tuple(phrase.values.items()))


# One list has a hundred, and the next for the same program has mostly the same.
@lru_cache(maxsize=4096)
def _sentence(language: str, key: str, values: tuple[tuple[str, Value], ...]) -> str:
    return words.sentence(Phrase(key, dict(values)), language, vocabulary.labels(language))


def reasons_read(act: Act, against: Sequence[rules.Objection]) -> list[dict[str, str]]:
    """Each reason against a pair, and what would change it, in the asker's language."""
    return [
        {
            "reason": objection.reason.value,
            "text": in_words(act, objection.phrase),
            "would_change": in_words(act, objection.would_change),
        }
        for objection in against
    ]


def _records(act: Act, mentee_ids: Sequence[str], emails: Mapping[str, str]) -> dict[str, PairRecords]:
    lookups = {
        mentee_id: accounts.lookups(emails[mentee_id]) if mentee_id in emails else () for mentee_id in mentee_ids
    }
    found = between.records(lookups)
    program = programs.find(act.program_id) if any(each.ended for each in found.values()) else None
    return {
        mentee_id: PairRecords(
            same_person=frozenset(each.same_person),
            kept_apart=frozenset(each.kept_apart),
            declined_before=_declined_before(each.ended, program, act.now),
        )
        for mentee_id, each in found.items()
    }


def _declined_before(ended: Sequence[between.Ended], program: Any, now: datetime) -> dict[str, date | None]:
    """By mentor the day from which the two may be paired again; None: never. Of several the strictest."""
    again: dict[str, date | None] = {}
    for match in ended:
        ending = (match.action, match.reason, today_in(program, match.at))
        if not may_be_paired_again(*ending, today_in(program, now)):
            days = (again.get(match.mentor_id, date.min), may_be_paired_again_on(*ending))
            again[match.mentor_id] = None if None in days else max(day for day in days if day is not None)
    return again
