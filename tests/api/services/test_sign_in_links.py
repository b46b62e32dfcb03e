"""A link by mail: says nothing, works once, in the browser that asked for it, for ten minutes, and for no staff."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.policy import Actor, NotFound, Role
from api.services import browser_sessions, invitations, programs, sign_in_links
from api.services.acts import Act, by_system
from api.services.browser_sessions import Opened
from api.services.refusals import InvalidAnswer, WrongCredentials
from data.db import reading, transaction
from data.ids import new_id
from data.store import accounts, audit
from data.store.people import Kind
from tests.api.mail.posting import BASE_URL, Clock, deliver, files, mailroom_for, only_mail, resets
from tests.api.rest.signing_in import PASSWORD, delivered, email_of_account, secret_for, set_password
from tests.making import Making

BROWSER, OTHER = "b" * 43, "c" * 43
LINK = re.compile(re.escape(BASE_URL) + r"/sign-in/link/(\S+)")
pytestmark = pytest.mark.usefixtures("quick_passwords")


def nobody(now: datetime | None = None) -> Act:
    return Act(Actor.nobody(), now or datetime.now(UTC), new_id())


def ask(make: Making, email: str, browser: str = BROWSER) -> None:
    with make.app.app_context():
        sign_in_links.ask(nobody(), email, browser, mail=True)


def use(make: Making, secret: str, browser: str, now: datetime) -> Opened | None:
    try:
        with make.app.app_context():
            return sign_in_links.use(nobody(now), secret, browser)
    except NotFound:
        return None


def test_the_mail_says_nothing_and_its_link_works_once_in_that_browser_for_ten_minutes(
    make: Making, tmp_path: Path
) -> None:
    email = email_of_account(make, Kind.MENTEE, make.mentee())
    clock = Clock()
    ask(make, email)
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"sent": 1}
    mail = only_mail(tmp_path)
    assert (mail["To"], mail["Subject"]) == (email, "You have a message")
    text = mail.get_content()
    told = text.replace(LINK.search(text).group(0), "").lower()  # type: ignore[union-attr]
    assert not [word for word in ("recovery", "mentor", "harbor", "sign in", "password") if word in told]
    (secret,) = LINK.findall(text)
    soon, late = clock.now + timedelta(minutes=9, seconds=59), clock.now + timedelta(minutes=10)
    assert use(make, secret, OTHER, soon) is None
    assert use(make, "x" * 43, BROWSER, soon) is None
    assert use(make, secret, BROWSER, late) is None
    opened = use(make, secret, BROWSER, soon)
    assert opened is not None and opened.role == "mentee"
    assert use(make, secret, BROWSER, soon) is None
    with make.app.app_context(), reading(None):
        acts = [entry.act for entry in audit.entries("service")]
    assert acts[-3:] == ["sign_in_link_asked", "sign_in_mailed", "session_opened"]
    # No way to a password either.
    with make.app.app_context(), pytest.raises(NotFound):
        invitations.redeem(nobody(), secret, PASSWORD, "192.0.2.0/24")


def test_staff_and_strangers_get_no_mail_and_whoever_becomes_staff_no_session(make: Making, tmp_path: Path) -> None:
    email = email_of_account(make, Kind.MENTOR, make.mentor())
    clock = Clock()
    for address in (make.coordinator_email, "nobody@nowhere.example.org", email):
        ask(make, address)
    assert len(resets(make)) == 3
    deliver(make.app, mailroom_for(clock, tmp_path))
    mail = only_mail(tmp_path)
    assert mail["To"] == email
    (secret,) = LINK.findall(mail.get_content())
    other = Making(make.app, "elsewhere")
    with make.app.app_context(), transaction(other.program_id):
        programs.add_staff(by_system("tests", other.program_id), email, Role.COORDINATOR)
    assert use(make, secret, BROWSER, clock.now) is None


def test_of_two_links_that_were_asked_for_the_one_that_is_used_uses_up_the_other(make: Making, tmp_path: Path) -> None:
    email = email_of_account(make, Kind.MENTOR, make.mentor())
    clock = Clock()
    for browser in (BROWSER, OTHER):
        ask(make, email, browser)
    deliver(make.app, mailroom_for(clock, tmp_path))
    secrets = [LINK.findall(file.read_text())[0] for file in files(tmp_path)]
    assert len(secrets) == 2
    pairs = [(secret, browser) for secret in secrets for browser in (BROWSER, OTHER)]
    assert sum(use(make, secret, browser, clock.now) is not None for secret, browser in pairs) == 1


def test_an_invited_person_goes_on_without_a_password_and_with_links_by_mail(make: Making, tmp_path: Path) -> None:
    address = "sam@person.example.org"
    person_id = make.mentee(identity={"preferred_name": "Sam", "email": address})
    secret = invited(make, Kind.MENTEE, person_id)
    with make.app.app_context():
        opened = invitations.redeem_without_password(nobody(), secret)
        actor = browser_sessions.who_is(opened.secret, datetime.now(UTC)).actor
        assert (actor.role.value, actor.person_id) == ("mentee", person_id)
        with reading(None):
            account = accounts.by_email(address)
            assert account is not None and account.password_hash is None
        with pytest.raises(NotFound):
            invitations.redeem_without_password(nobody(), secret)
        with pytest.raises(WrongCredentials):
            browser_sessions.sign_in(nobody(), address, PASSWORD, "192.0.2.0/24")
    clock = Clock()
    ask(make, address)
    deliver(make.app, mailroom_for(clock, tmp_path))
    (link,) = [found for file in files(tmp_path) for found in LINK.findall(file.read_text())]
    assert use(make, link, BROWSER, clock.now) is not None


def invited(make: Making, kind: Kind, person_id: str) -> str:
    with make.app.app_context():
        invitations.invite(make.act(), kind, person_id)
    return delivered(make, kind, person_id)


def test_nobody_goes_without_the_password_that_is_there_or_that_has_to_be(make: Making) -> None:
    """For staff, for a reset, and where an account with a password has the address already."""
    with_one, without = "kim@person.example.org", make.coordinator_email
    person_id = make.mentor(identity={"preferred_name": "Kim", "email": with_one})
    set_password_of_new(make, invited(make, Kind.MENTOR, person_id))
    secrets = [
        secret_for(make, make.administrator_email),
        secret_for(make, with_one),
        invited(make, Kind.MENTEE, make.mentee(identity={"preferred_name": "Kim", "email": with_one})),
        # An address of staff who have not chosen one yet.
        invited(make, Kind.MENTEE, make.mentee(identity={"preferred_name": "Lou", "email": without})),
    ]
    with make.app.app_context():
        for secret in secrets:
            with pytest.raises(InvalidAnswer):
                invitations.redeem_without_password(nobody(), secret)
        with reading(None):
            staff = accounts.by_email(without)
            assert staff is not None
            assert [membership.role for membership, _ in accounts.memberships(staff.id)] == ["coordinator"]
    # None of them is used up by it.
    set_password(make, make.administrator_email)
    set_password_of_new(make, secrets[2])


def set_password_of_new(make: Making, secret: str) -> None:
    with make.app.app_context():
        opened = invitations.redeem(nobody(), secret, PASSWORD, "192.0.2.0/24", enter=True)
        assert opened is not None
        browser_sessions.who_is(opened.secret, datetime.now(UTC))
