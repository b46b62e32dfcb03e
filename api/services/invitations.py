"""Invitations: promised to a mentee or mentor by a coordinator, and used by whoever reads the mail."""

from typing import Any

from api import policy
from api.services import audit, browser_sessions, passwords, reaching, retries, tries
from api.services.acts import Act
from api.services.browser_sessions import Opened
from api.services.kinds import INVITE, Kind
from api.services.refusals import AlreadyExists, InvalidAnswer, NoAddress
from api.services.sign_in_links import memberships_by_link
from data.db import reading, transaction
from data.store import accounts, memberships, outbox, people, programs, redeeming

NOTICE = "invitation"
NEEDS_ONE = "Here you need a password. Please choose one."
HAVE_ONE = "You have an account with this address. Use its password here; if it is lost, ask for a new one first."
QUEUED, SENT, UNDELIVERED, USED = STATES = ("queued", "sent", "undelivered", "used")


def promise(act: Act, program_id: str, recipient_kind: str, recipient_id: str) -> Any:
    """A mail to a mentee, a mentor or an account, inside the caller's transaction.

    Its single-use secret is made when the mail is: here nobody, staff included, ever sees it.
    """
    return outbox.add(
        program_id,
        channel="email",
        recipient_kind=recipient_kind,
        recipient_id=recipient_id,
        notice=NOTICE,
        match_id=None,
        now=act.now,
    )


def invite(act: Act, kind: Kind, person_id: str) -> dict[str, Any]:
    """A mail with a single-use link is on its way. Raises NotFound, Forbidden, NoAddress."""
    with transaction(act.program_id):
        row = policy.require_on(act.actor, INVITE[kind], people.find(kind, person_id))
        if (done := retries.earlier(act)) is not None:
            return _dump(policy.found(outbox.find(done)))
        if reaching.mail_address(row.id) is None:
            raise NoAddress("There is no email address that this person wants to be written to.")
        message = promise(act, act.program_id, kind.value, row.id)
        audit.record(act, "invited", kind.value, row.id)
        retries.keep(act, message.id)
        return _dump(message)


def newest(act: Act, kind: Kind, person_id: str) -> dict[str, Any]:
    """How far the last invitation of this person has come. Raises NotFound where there was none."""
    with reading(act.program_id):
        row = policy.require_on(act.actor, INVITE[kind], people.find(kind, person_id))
        return policy.found(newest_of(kind, row))


def newest_of(kind: Kind, row: Any) -> dict[str, Any] | None:
    """The same inside a caller's transaction; None where there was none."""
    message = outbox.newest(kind.value, row.id, NOTICE)
    return None if message is None else _dump(message)


def _dump(message: Any) -> dict[str, Any]:
    return {"id": message.id, "state": _state(message), "created_at": message.created_at}


def _state(message: Any) -> str:
    if redeeming.is_used(message.message_id):
        return USED
    if message.dead_at is not None:
        return UNDELIVERED
    return QUEUED if message.sent_at is None else SENT


def redeem(act: Act, secret: str, password: str, network: str, *, enter: bool = False) -> Opened | None:
    """Set the password and end all tokens; a mentee or mentor gets their account and their role by it.

    ``enter``: sign them in at once, in the browser that they are in.

    Raises NotFound for a secret that is unknown, used, too old, or was mailed to an address that is theirs no longer;
    InvalidAnswer for a password easy to guess; AlreadyExists. Where an account with a password has that address
    already, its password is asked for and stays: a form that a stranger sent in with somebody's address must be no way
    to that account. Hashing takes long: it is done outside of the
    transaction, and only for whoever holds a secret.
    """
    with reading(None) as session:
        found = redeeming.in_force(secret, act.now)
        if found is None:
            raise policy.NotFound
        program_id = session.info["program_id"] = found.program_id
        email = _address(found, _person(found))
        known = _known(email, program_id)
        stored_hash = _hash_to_match(found, email)
    password_hash = _checked(act, password, stored_hash, email, network) or passwords.hash_new(password, known)
    with transaction(program_id):
        person = _person(found, locked=True)
        account = accounts.lock_by_email(email) or accounts.add(email, act.now)
        held = redeeming.lock(secret, act.now)
        if held is None or _address(held, person) != email or _hash_to_match(held, email) != stored_hash:
            raise policy.NotFound
        if person is not None:
            _let_in(act, person, account)
        account.password_hash = password_hash
        redeeming.use_up(account.id, email, act.now)
        accounts.end_tokens(account.id, act.now)
        tries.forget(email, network)
        audit.record(act, "password_set", "account", account.id)
        return browser_sessions.open_for(act, accounts.memberships(account.id)) if enter else None


def redeem_without_password(act: Act, secret: str) -> Opened:
    """A mentee or mentor gets their account and their role, and signs in with links by mail from now on.

    Raises NotFound and AlreadyExists as ``redeem`` does, and InvalidAnswer where a password has to be: for staff, in
    any program; for a reset; and for an account that has one, which nobody else's form may be a way around. Where
    there is none yet, the mailbox is all that opens the account anyhow.
    """
    with reading(None):
        found = redeeming.in_force(secret, act.now)
        if found is None:
            raise policy.NotFound
        if found.account_id is not None:
            raise InvalidAnswer({"password": [NEEDS_ONE]})
        program_id = found.program_id
    with transaction(program_id):
        person = _person(found, locked=True)
        email = _address(found, person)
        account = accounts.lock_by_email(email) or accounts.add(email, act.now)
        held = redeeming.lock(secret, act.now)
        if held is None or _address(held, person) != email:
            raise policy.NotFound
        if account.password_hash is not None:
            raise InvalidAnswer({"password": [HAVE_ONE]})
        _let_in(act, person, account)
        theirs = memberships_by_link(account.id)
        if not theirs:
            raise InvalidAnswer({"password": [NEEDS_ONE]})
        redeeming.use_up(account.id, email, act.now)
        return browser_sessions.open_for(act, theirs)


def _person(found: Any, *, locked: bool = False) -> Any:
    """The mentee or mentor that the secret is for, or None when it is for an account."""
    kind, person_id = (Kind.MENTEE, found.mentee_id) if found.mentee_id else (Kind.MENTOR, found.mentor_id)
    if person_id is None:
        return None
    return people.lock(kind, person_id) if locked else people.find(kind, person_id)


def _address(found: Any, person: Any) -> str:
    """The address of whom the secret is for. Raises NotFound when it was mailed to another: whoever reads that one
    may be anybody by now."""
    if person is None:
        account = accounts.find(found.account_id)
        assert account is not None
        email: str | None = accounts.email_of(account)
    else:
        email = people.email_of(person)
    if email is None or not accounts.is_lookup_of(email, found.email_lookup):
        raise policy.NotFound
    return email


def _hash_to_match(found: Any, email: str) -> str | None:
    """Of the account that a mentee or mentor has at that address already, and proves to be theirs."""
    if found.account_id is not None:
        return None
    account = accounts.by_email(email)
    return account.password_hash if account is not None else None


def _checked(act: Act, password: str, stored_hash: str | None, email: str, network: str) -> str | None:
    """The hash that stays, once the password fits it; None where there is none. Raises InvalidAnswer."""
    if stored_hash is None:
        return None
    tries.count(email, network, act.now)
    if not passwords.is_right(stored_hash, password):
        raise InvalidAnswer({"password": [HAVE_ONE]})
    return stored_hash


def _known(email: str, program_id: str | None) -> list[str]:
    account = accounts.by_email(email)
    theirs = [program for _, program in accounts.memberships(account.id)] if account else []
    invited_to = programs.find(program_id)
    return passwords.known_of(email, [*theirs, *([invited_to] if invited_to else [])])


def _let_in(act: Act, person: Any, account: Any) -> None:
    """From now on it is this account that signs in as this person, and no other.

    A coordinator has invited them at the address that they have now; an account at an address that they had before
    is somebody else's as far as anyone knows, and loses the profile with all its tokens.
    """
    kind = people.kind_of(person)
    other = memberships.with_role(account.id, person.program_id, kind.value)
    if other is not None and other.person_id != person.id:
        raise AlreadyExists(
            "This address is in use here already. Please ask your coordinator: everyone needs an address of their own."
        )
    before = accounts.membership_for(person.id)
    if before is None:
        own = {"mentee_id": person.id} if kind == Kind.MENTEE else {"mentor_id": person.id}
        accounts.add_membership(account, person.program_id, kind.value, act.now, **own)
    elif before.account_id != account.id:
        accounts.end_tokens(before.account_id, act.now, program_id=person.program_id)
        audit.record(act, "role_taken", "account", before.account_id, kind.value, chain=person.program_id)
        memberships.move(before, account)
    else:
        return
    audit.record(act, "role_given", "account", account.id, kind.value, chain=person.program_id)
