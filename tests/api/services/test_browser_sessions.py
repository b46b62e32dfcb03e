"""Sessions of browsers: how long they last, what ends them, and what a change of role carries over."""

from datetime import UTC, datetime, timedelta

import pytest

from api.policy import Actor, NotFound, Role
from api.services import browser_sessions, own_password, programs, sessions, staff
from api.services.acts import Act, by_system
from api.services.browser_sessions import Opened
from api.services.pages import Page
from api.services.refusals import InvalidAnswer, Unauthenticated
from api.services.sessions import Credentials
from data.db import transaction
from data.ids import new_id
from data.store import accounts
from data.store.people import Kind
from tests.api.rest.signing_in import PASSWORD, email_of_account, set_password
from tests.making import Making

NETWORK = "192.0.2.0/24"
ANOTHER = "lantern gravel mosaic otter"
pytestmark = pytest.mark.usefixtures("quick_passwords")


def open_session(make: Making, email: str, role: str | None = None, now: datetime | None = None) -> Opened:
    now = now or datetime.now(UTC)
    with make.app.app_context(), transaction(None):
        account = accounts.lock_by_email(email)
        assert account is not None
        theirs = [each for each in accounts.memberships(account.id) if role in (None, each[0].role)]
        return browser_sessions.open_for(make.act(now=now), theirs)


def is_open(make: Making, secret: str, now: datetime | None = None) -> bool:
    try:
        actor_of(make, secret, now)
    except Unauthenticated:
        return False
    return True


def actor_of(make: Making, secret: str, now: datetime | None = None) -> Actor:
    with make.app.app_context():
        return browser_sessions.who_is(secret, now or datetime.now(UTC)).actor


def act_of(make: Making, secret: str) -> Act:
    now = datetime.now(UTC)
    return Act(actor_of(make, secret, now), now, new_id())


def add_role(make: Making, email: str, kind: Kind, person_id: str) -> None:
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.lock_by_email(email)
        assert account is not None
        own = {"mentee_id": person_id} if kind == Kind.MENTEE else {"mentor_id": person_id}
        accounts.add_membership(account, make.program_id, kind.value, datetime.now(UTC), **own)


@pytest.mark.parametrize(("who", "minutes"), [("staff", 30), ("mentee", 120)])
def test_a_session_ends_when_it_is_not_used_and_after_twelve_hours_at_most(
    make: Making, who: str, minutes: int
) -> None:
    email = make.coordinator_email if who == "staff" else email_of_account(make, Kind.MENTEE, make.mentee())
    begun = datetime.now(UTC)
    idle, a_little = timedelta(minutes=minutes), timedelta(seconds=1)
    left_alone = open_session(make, email, now=begun).secret
    used = open_session(make, email, now=begun).secret
    assert is_open(make, left_alone, begun + idle - a_little)  # which counts as a use of it
    assert not is_open(make, left_alone, begun + 2 * idle - a_little)
    now = begun
    while now + idle - a_little < begun + browser_sessions.LONGEST:
        now += idle - a_little
        assert is_open(make, used, now), now - begun
    assert not is_open(make, used, begun + browser_sessions.LONGEST)


def test_whoever_is_staff_too_stays_no_longer_as_a_mentor(make: Making) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, make.mentor())
    begun = datetime.now(UTC)
    secret = open_session(make, make.coordinator_email, "mentor", begun).secret
    assert actor_of(make, secret, begun).role == Role.MENTOR
    assert not is_open(make, secret, begun + timedelta(minutes=30))


def test_another_role_is_acted_in_with_another_secret_and_the_time_that_was_left(make: Making) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, make.mentor())
    begun = datetime.now(UTC) - timedelta(hours=11, minutes=50)
    first = open_session(make, make.coordinator_email, "coordinator", begun)
    for minutes in range(25, 710, 25):
        assert is_open(make, first.secret, begun + timedelta(minutes=minutes))
    act = act_of(make, first.secret)
    with make.app.app_context():
        choices = browser_sessions.choices(act)
        assert {(each["role"], each["is_this_one"]) for each in choices} == {("coordinator", True), ("mentor", False)}
        with pytest.raises(NotFound):
            browser_sessions.choose(act, new_id())
        wanted = next(each["id"] for each in choices if each["role"] == "mentor")
        chosen = browser_sessions.choose(act, wanted)
    assert (chosen.role, actor_of(make, chosen.secret).role) == ("mentor", Role.MENTOR)
    assert not is_open(make, first.secret)
    assert not is_open(make, chosen.secret, begun + browser_sessions.LONGEST)
    # Whoever comes back after it ended goes on in the role that they had, when they are the same person.
    with make.app.app_context(), transaction(None):
        account = accounts.lock_by_email(make.coordinator_email)
        assert account is not None
        again = browser_sessions.open_for(act, accounts.memberships(account.id), chosen.secret)
        stranger = accounts.lock_by_email(make.administrator_email)
        assert stranger is not None
        other = browser_sessions.open_for(act, accounts.memberships(stranger.id), chosen.secret)
    assert (again.role, again.has_choice) == ("mentor", False)
    assert other.role == "administrator"


def test_a_session_is_listed_and_ended_by_its_owner_and_by_nobody_else(make: Making) -> None:
    mine, second, third = (open_session(make, make.coordinator_email).secret for _ in range(3))
    token = make.token(make.coordinator_email)
    others = act_of(make, open_session(make, make.administrator_email).secret)
    act = act_of(make, mine)
    with make.app.app_context():
        listed = browser_sessions.listed(act)
        assert sorted(each["is_this_one"] for each in listed) == [False, False, True]
        target = act_of_session(make, second)
        with pytest.raises(NotFound):
            browser_sessions.end(others, target)
        browser_sessions.end(act, target)
        with pytest.raises(NotFound):
            browser_sessions.end(act, target)
    assert [is_open(make, each) for each in (mine, second, third)] == [True, False, True]
    with make.app.app_context():
        browser_sessions.end_others(act)
        with pytest.raises(Unauthenticated):
            sessions.who_is(token, datetime.now(UTC))
    assert [is_open(make, each) for each in (mine, second, third)] == [True, False, False]
    with make.app.app_context():
        browser_sessions.end_this(act)
    assert not is_open(make, mine)


def act_of_session(make: Making, secret: str) -> str:
    session_id = actor_of(make, secret).session_id
    assert session_id is not None
    return session_id


def test_a_new_password_ends_every_session_and_token_and_goes_on_here_in_a_new_one(make: Making) -> None:
    set_password(make, make.coordinator_email)
    with make.app.app_context():
        here = browser_sessions.sign_in(make.act(), make.coordinator_email, PASSWORD, NETWORK).secret
        token = sessions.sign_in(make.act(), Credentials(make.coordinator_email, PASSWORD), NETWORK)["token"]
    elsewhere = open_session(make, make.coordinator_email).secret
    act = act_of(make, here)
    with make.app.app_context():
        with pytest.raises(InvalidAnswer):
            own_password.change(act, ANOTHER, ANOTHER, NETWORK)
        assert is_open(make, here) and is_open(make, elsewhere)
        opened = own_password.change(act, PASSWORD, ANOTHER, NETWORK)
        assert opened is not None and opened.secret not in (here, elsewhere)
        with pytest.raises(Unauthenticated):
            sessions.who_is(token, datetime.now(UTC))
    assert [is_open(make, each) for each in (here, elsewhere, opened.secret)] == [False, False, True]
    # A reset ends this one too.
    set_password(make, make.coordinator_email)
    assert not is_open(make, opened.secret)


def test_a_role_that_is_given_or_taken_ends_what_was_opened_without_it(make: Making) -> None:
    """A session that a link by mail has opened leads to no role of staff."""
    email = email_of_account(make, Kind.MENTEE, make.mentee())
    by_link = open_session(make, email).secret
    other = Making(make.app, "elsewhere")
    with make.app.app_context(), transaction(other.program_id):
        programs.add_staff(by_system("tests", other.program_id), email, Role.COORDINATOR)
    assert not is_open(make, by_link)
    as_staff = open_session(make, email, "coordinator").secret
    as_mentee = open_session(make, email, "mentee").secret
    with make.app.app_context():
        boss = make.act(other.actor(other.administrator_email))
        row = next(each for each in staff_of(boss) if each["email"] == email)
        staff.remove(boss, row["id"])
    assert (is_open(make, as_staff), is_open(make, as_mentee)) == (False, True)


def staff_of(act: Act) -> list[dict[str, str]]:
    return staff.list_all(act, Page(50)).items
