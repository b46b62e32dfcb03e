"""A last look before a mail leaves: who reads it, where, in which language, and whether they still want it.

What was so when the notice was promised may be otherwise now.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from api.services import reaching
from api.services.acts import Act
from api.services.mailing import secrets
from api.services.mailing.letters import Draft
from api.services.mailing.places import Outcome, Place
from api.services.mailing.rows import finish, give_up, hand_over
from api.services.mailing.secrets import DRAFT, INVITATION, RESET, SIGN_IN
from api.services.mailing.transport import Failure
from api.services.sign_in_links import memberships_by_link
from api.words import mails
from data.db import transaction
from data.store import accounts, deliveries, drafts, people, programs
from data.store.deliveries import Claim, Queue
from data.store.people import Kind

ACCOUNT = "account"


def prepare(act: Act, place: Place, claim: Claim) -> Draft | Outcome:
    """What is to be written, or what became of the mail instead. Whatever its secret needs is stored by then."""
    with transaction(place.program_id) as session:
        row = deliveries.held(place.queue, claim)
        if row is None:
            return Outcome.ELSEWHERE
        try:
            if place.queue == Queue.RESETS:
                return TO_AN_ADDRESS[row.purpose](act, session, row)
            return _to_staff(act, row) if row.recipient_kind == ACCOUNT else _to_person(act, row)
        except secrets.UsedUp:
            return finish(row, act.now)
        except secrets.AddressChanged:
            return give_up(row, Failure.ADDRESS_CHANGED, act.now)


def language_for(language_of_program: str, spoken: Sequence[str] | None) -> str:
    """The program's where the person speaks it or never said; else the first of theirs that we have words for."""
    if language_of_program in mails.LANGUAGES and (not spoken or language_of_program in spoken):
        return language_of_program
    others = (*(spoken or ()), language_of_program)
    return next((language for language in others if language in mails.LANGUAGES), mails.DEFAULT_LANGUAGE)


def _to_person(act: Act, row: Any) -> Draft | Outcome:
    person = people.find(Kind(row.recipient_kind), row.recipient_id)
    if person is None or not people.all_words([person.id]):
        return give_up(row, Failure.NOBODY_THERE, act.now)
    email = reaching.mail_address(person.id)
    if email is None:
        return hand_over(row)
    secret = None
    if row.notice == INVITATION:
        membership = accounts.membership_for(person.id)
        account = accounts.find(membership.account_id) if membership is not None else None
        # Somebody whose address has changed signs in with the one that they have now, and is invited there.
        has_password = account is not None and _has_password(account) and accounts.is_at(account, email)
        secret = _unless(has_password, row, partial(secrets.for_person, act, row.message_id, person))
    language = language_for(_program(act).language, person.languages)
    return Draft(row.message_id, email, language, secret, INVITATION)


def _to_staff(act: Act, row: Any) -> Draft | Outcome:
    account = accounts.find(row.recipient_id)
    if account is None or not _works_for(account, act.program_id):
        return give_up(row, Failure.NOBODY_THERE, act.now)
    secret = None
    if row.notice == INVITATION:
        make = partial(secrets.for_account, act, row.message_id, account, INVITATION)
        secret = _unless(_has_password(account), row, make)
    language = language_for(_program(act).language, None)
    return Draft(row.message_id, accounts.email_of(account), language, secret, INVITATION)


def _reset(act: Act, session: Any, row: Any) -> Draft | Outcome:
    """Whether the address is known here is asked only now, so that asking for a reset tells nobody."""
    account = accounts.by_email(deliveries.sealed_in(row)["email"])
    if account is None:
        return finish(row, act.now)
    secret = secrets.for_account(act, row.message_id, account, RESET)
    return Draft(row.message_id, accounts.email_of(account), _language_of(session, account), secret, RESET)


def _sign_in(act: Act, session: Any, row: Any) -> Draft | Outcome:
    """Whoever was never here before, but sent in their form from this address, is invited instead."""
    sealed = deliveries.sealed_in(row)
    account = accounts.by_email(sealed["email"])
    if account is None:
        return _invitation_instead(act, session, row, sealed["email"])
    if not memberships_by_link(account.id):
        return finish(row, act.now)
    secret = secrets.for_account(act, row.message_id, account, SIGN_IN, sealed["browser"])
    return Draft(row.message_id, accounts.email_of(account), _language_of(session, account), secret, SIGN_IN)


def _invitation_instead(act: Act, session: Any, row: Any, email: str) -> Draft | Outcome:
    lookups = accounts.lookups(email)
    for program_id in programs.ids():
        session.info["program_id"] = program_id
        for kind in Kind:
            for person_id in sorted(people.with_email(kind, lookups)):
                if (address := reaching.mail_address(person_id)) is not None:
                    person = people.find(kind, person_id)
                    assert person is not None
                    language = language_for(_program_with(program_id).language, person.languages)
                    secret = secrets.for_person(act, row.message_id, person)
                    return Draft(row.message_id, address, language, secret, INVITATION)
    return finish(row, act.now)


def _draft(act: Act, _session: Any, row: Any) -> Draft | Outcome:
    """A link to go on with a form, in the language that it was begun in."""
    sealed = deliveries.sealed_in(row)
    draft = drafts.find(sealed["draft_id"])
    if draft is None:
        return finish(row, act.now)
    secret = secrets.for_draft(act, row.message_id, draft)
    return Draft(row.message_id, sealed["email"], sealed["language"], secret, DRAFT)


TO_AN_ADDRESS = {"reset": _reset, "sign_in": _sign_in, "draft": _draft}


def _language_of(session: Any, account: Any) -> str:
    for membership, program in accounts.memberships(account.id):
        session.info["program_id"] = program.id
        kind = Kind.MENTEE if membership.mentee_id else Kind.MENTOR
        person = people.find(kind, membership.person_id)
        return language_for(program.language, person.languages if person else None)
    return mails.DEFAULT_LANGUAGE


def _unless(has_password: bool, row: Any, make: Callable[[], str]) -> str | None:
    """Somebody with a password is told that there is a message, like of anything else."""
    if not has_password:
        return make()
    secrets.needs_none(row.message_id)
    return None


def _has_password(account: Any) -> bool:
    return account is not None and account.password_hash is not None


def _works_for(account: Any, program_id: str) -> bool:
    return any(
        program.id == program_id and membership.person_id is None
        for membership, program in accounts.memberships(account.id)
    )


def _program(act: Act) -> Any:
    return _program_with(act.program_id)


def _program_with(program_id: str) -> Any:
    program = programs.find(program_id)
    assert program is not None
    return program
