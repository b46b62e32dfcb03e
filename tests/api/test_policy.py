"""Who may do what: every permission, asked by everybody whom a rule could tell apart.

In the tables ``yes`` means allowed, ``403`` Forbidden and ``404`` NotFound: whoever is told 404 does not learn that the
thing is there.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from api import policy
from api.policy import (
    ON_A_COLLECTION,
    RULES,
    SEEN_BY,
    Actor,
    Forbidden,
    NotFound,
    Permission,
    Role,
    ShownState,
    allows,
    require,
    require_on,
    state_shown,
    visible,
)
from matcher.lifecycle import MATCH, InvalidTransition, MatchState, NotTheirs, Party

HERE, ELSEWHERE = "harbor", "lighthouse"
DELIBERATELY_NOBODYS: frozenset[Permission] = frozenset()


@dataclass(frozen=True)
class Person:
    id: str
    program_id: str = HERE


@dataclass(frozen=True)
class Match:
    id: str = "a match"
    program_id: str = HERE
    mentee_id: str = "Sam"
    mentor_id: str = "Ana"
    state: MatchState = MatchState.CONFIRMED


def actor(role: Role, person_id: str | None = None, program_id: str | None = HERE, own: tuple[str, ...] = ()) -> Actor:
    mine = {person_id} if person_id else set()
    return Actor("an account", role, program_id, person_id=person_id, own_people=frozenset(mine | set(own)))


ASKERS = {
    "administrator": actor(Role.ADMINISTRATOR),
    "administrator_elsewhere": actor(Role.ADMINISTRATOR, program_id=ELSEWHERE),
    "coordinator": actor(Role.COORDINATOR),
    "coordinator_elsewhere": actor(Role.COORDINATOR, program_id=ELSEWHERE),
    # These two coordinate and have a profile of their own; they act as coordinators now.
    "coordinator_who_is_Sam": actor(Role.COORDINATOR, own=("Sam",)),
    "coordinator_who_is_Ana": actor(Role.COORDINATOR, own=("Ana",)),
    "Sam": actor(Role.MENTEE, "Sam"),
    "Sam_elsewhere": actor(Role.MENTEE, "Sam", program_id=ELSEWHERE),
    "another_mentee": actor(Role.MENTEE, "Kim"),
    # This one mentors too, and could do less as another mentee than as Ana.
    "a_mentee_who_is_Ana": actor(Role.MENTEE, "Kim", own=("Ana",)),
    "Ana": actor(Role.MENTOR, "Ana"),
    "Ana_elsewhere": actor(Role.MENTOR, "Ana", program_id=ELSEWHERE),
    "another_mentor": actor(Role.MENTOR, "Lee"),
    "a_mentor_who_is_Sam": actor(Role.MENTOR, "Lee", own=("Sam",)),
    "the_service": Actor.system("tests", HERE),
    "the_service_elsewhere": Actor.system("tests", ELSEWHERE),
    "the_service_nowhere": Actor.system("tests"),
    "nobody": Actor.nobody(),
}

# What is done to a collection, or made new in it: nothing to hide, so never 404.
COLLECTIONS = """
    permission      administrator  coordinator  mentor  mentee  the_service  nobody
    OWN_TOKENS      yes            yes          yes     yes     403          403
    OWN_ACCOUNT     yes            yes          yes     yes     403          403
    OWN_FORM        403            403          403     403     403          yes
    OWN_PASSWORD    yes            yes          yes     yes     403          403
    STAFF           yes            403          403     403     403          403
    PROGRAM_CREATE  403            403          403     403     yes          403
    PROGRAM_READ    yes            yes          403     403     403          403
    PROGRAM_CHANGE  yes            403          403     403     403          403
    WEIGHTS_READ    yes            yes          403     403     403          403
    WEIGHTS_CHANGE  yes            yes          403     403     403          403
    WEIGHTS_TRY     403            yes          403     403     403          403
    WEIGHTS_PROPOSE yes            yes          403     403     yes          403
    MENTEE_LIST     403            yes          403     403     403          403
    MENTEE_CREATE   403            yes          403     403     yes          403
    MENTOR_LIST     403            yes          403     403     403          403
    MENTOR_CREATE   403            yes          403     403     yes          403
    PEOPLE_IMPORT   403            403          403     403     yes          403
    DUE_RUN         403            403          403     403     yes          403
    CONSENT_TEXTS   yes            yes          yes     yes     403          403
    KEPT_APART      403            yes          403     403     403          403
    SUPPLY_GAPS     403            yes          403     403     403          403
    PLANS           403            yes          403     403     403          403
    MATCH_CONFIRM   403            yes          403     403     403          403
    MATCH_LIST      403            yes          yes     yes     403          403
    TASK_LIST       403            yes          403     403     403          403
    REPORTS         yes            yes          403     403     403          403
    MAIL_DELIVER    403            403          403     403     yes          403
"""
COLLECTION_ASKERS = {"mentor": "another_mentor", "mentee": "another_mentee"}

# Sam is a mentee, and Ana a mentor, of the program harbor.
PEOPLE = """
    asker                    MENTEE_READ  MENTEE_EDIT  MENTEE_MOVE  SUGGESTIONS  MENTOR_READ  MENTOR_EDIT  MENTOR_MOVE
    administrator            404          404          404          404          404          404          404
    administrator_elsewhere  404          404          404          404          404          404          404
    coordinator              yes          yes          yes          yes          yes          yes          yes
    coordinator_elsewhere    404          404          404          404          404          404          404
    coordinator_who_is_Sam   yes          403          403          403          yes          yes          yes
    coordinator_who_is_Ana   yes          yes          yes          yes          yes          403          403
    Sam                      yes          yes          yes          403          404          404          404
    Sam_elsewhere            404          404          404          404          404          404          404
    another_mentee           404          404          404          404          404          404          404
    a_mentee_who_is_Ana      404          404          404          404          404          404          404
    Ana                      404          404          404          404          yes          yes          yes
    Ana_elsewhere            404          404          404          404          404          404          404
    another_mentor           404          404          404          404          404          404          404
    a_mentor_who_is_Sam      404          404          404          404          404          404          404
    the_service              404          404          404          yes          404          404          404
    the_service_elsewhere    404          404          404          404          404          404          404
    the_service_nowhere      404          404          404          404          404          404          404
    nobody                   404          404          404          404          404          404          404
"""

# A coordinator invites them; they themselves have signed in already.
INVITATIONS = """
    asker                    MENTEE_INVITE  MENTOR_INVITE
    administrator            404            404
    administrator_elsewhere  404            404
    coordinator              yes            yes
    coordinator_elsewhere    404            404
    coordinator_who_is_Sam   403            yes
    coordinator_who_is_Ana   yes            403
    Sam                      403            404
    Sam_elsewhere            404            404
    another_mentee           404            404
    a_mentee_who_is_Ana      404            404
    Ana                      404            403
    Ana_elsewhere            404            404
    another_mentor           404            404
    a_mentor_who_is_Sam      404            404
    the_service              404            404
    the_service_elsewhere    404            404
    the_service_nowhere      404            404
    nobody                   404            404
"""

# The match of Sam and Ana. The card is there before the introduction, and the introduction itself after it.
MATCHES = """
    asker                    MATCH_READ  MATCH_MOVE  MATCH_EVENTS  RUN_READ  MATCH_CARD  MATCH_INTRODUCTION  TASK  PLAN
    administrator            404         404         404           404       never       never               404   404
    administrator_elsewhere  404         404         404           404       never       never               404   404
    coordinator              yes         yes         yes           yes       never       never               yes   yes
    coordinator_elsewhere    404         404         404           404       never       never               404   404
    coordinator_who_is_Sam   yes         403         403           404       never       never               404   yes
    coordinator_who_is_Ana   yes         403         403           yes       never       never               404   yes
    Sam                      yes         yes         403           404       before      after               404   404
    Sam_elsewhere            404         404         404           404       never       never               404   404
    another_mentee           404         404         404           404       never       never               404   404
    a_mentee_who_is_Ana      404         404         404           404       never       never               404   404
    Ana                      yes         yes         403           404       before      after               404   404
    Ana_elsewhere            404         404         404           404       never       never               404   404
    another_mentor           404         404         404           404       never       never               404   404
    a_mentor_who_is_Sam      404         404         404           404       never       never               404   404
    the_service              yes         yes         403           404       never       never               404   404
    the_service_elsewhere    404         404         404           404       never       never               404   404
    the_service_nowhere      404         404         404           404       never       never               404   404
    nobody                   404         404         404           404       never       never               404   404
"""
STATES = {
    "confirmed": "before",
    "mentor_accepted": "before",
    "mentee_accepted": "before",
    "accepted": "before",
    "introduced": "after",
    "active": "after",
    "paused": "after",
    "closed": "over",
}


def cells(table: str) -> list[tuple[str, str, str]]:
    """(word that begins the row, word that heads the column, what is written there)."""
    (_, *columns), *rows = [line.split() for line in table.strip().splitlines()]
    return [(row, column, word) for row, *written in rows for column, word in zip(columns, written, strict=True)]


def outcome(asker: Actor, permission: Permission, thing: Any) -> str:
    try:
        if permission in ON_A_COLLECTION:
            require(asker, permission, thing)
        else:
            assert require_on(asker, permission, thing) is thing
    except Forbidden:
        return "403"
    except NotFound:
        return "404"
    return "yes"


# The parties' ids stand in a new match too: someone who is one of the two does not propose it.
@pytest.mark.parametrize(("name", "asker", "written"), cells(COLLECTIONS))
def test_a_collection(name: str, asker: str, written: str) -> None:
    assert outcome(ASKERS[COLLECTION_ASKERS.get(asker, asker)], Permission[name], Match()) == written


@pytest.mark.parametrize("asker", ["coordinator_who_is_Sam", "coordinator_who_is_Ana"])
def test_a_coordinator_does_not_confirm_a_match_with_themselves(asker: str) -> None:
    assert outcome(ASKERS[asker], Permission.MATCH_CONFIRM, Match()) == "403"
    assert outcome(ASKERS[asker], Permission.MATCH_CONFIRM, Match(mentee_id="Kim", mentor_id="Lee")) == "yes"


@pytest.mark.parametrize(("asker", "name", "written"), [*cells(PEOPLE), *cells(INVITATIONS)])
def test_a_person(asker: str, name: str, written: str) -> None:
    person = Person("Ana" if name.startswith("MENTOR") else "Sam")
    assert outcome(ASKERS[asker], Permission[name], person) == written


@pytest.mark.parametrize(("asker", "name", "written"), cells(MATCHES))
@pytest.mark.parametrize("state", STATES)
def test_a_match_in_each_state(asker: str, name: str, written: str, state: str) -> None:
    if written in ("before", "after", "never"):
        written = "yes" if written == STATES[state] else "404"
    assert outcome(ASKERS[asker], Permission[name], Match(state=MatchState(state))) == written


def test_every_permission_has_rules_and_a_place_in_the_tables() -> None:
    assert set(RULES) | DELIBERATELY_NOBODYS == set(Permission)
    on_a_thing = (*cells(PEOPLE), *cells(INVITATIONS), *cells(MATCHES))
    written = {name for name, _, _ in cells(COLLECTIONS)} | {name for _, name, _ in on_a_thing}
    assert written == {permission.name for permission in RULES}
    assert {Permission[name] for name, _, _ in cells(COLLECTIONS)} == ON_A_COLLECTION


def test_every_role_and_every_state_has_a_place_in_the_tables() -> None:
    assert {asker.role for asker in ASKERS.values()} == set(Role)
    for table in (PEOPLE, INVITATIONS, MATCHES):
        assert {asker for asker, _, _ in cells(table)} == set(ASKERS)
    assert set(STATES) == {state.value for state in MatchState}


@pytest.mark.parametrize("permission", Permission)
def test_what_is_not_listed_is_nobodys(permission: Permission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "RULES", {})
    thing = Match(id="Sam")
    assert {outcome(asker, permission, thing) for asker in ASKERS.values()} <= {"403", "404"}
    assert [name for name, asker in ASKERS.items() if visible(asker, permission, [thing])] == []


def test_the_service_itself_has_these_rights_and_no_others() -> None:
    """It finds no profile and reads no card: the rules for it are its own, and no way round those of people."""
    assert _rights(ASKERS["the_service"]) == {
        "PROGRAM_CREATE", "MENTEE_CREATE", "MENTOR_CREATE", "PEOPLE_IMPORT", "SUGGESTIONS", "MATCH_READ", "MATCH_MOVE",
        "MAIL_DELIVER", "DUE_RUN", "WEIGHTS_PROPOSE",
    }  # fmt: skip
    assert _rights(ASKERS["the_service_nowhere"]) == {
        "PROGRAM_CREATE", "MENTEE_CREATE", "MENTOR_CREATE", "PEOPLE_IMPORT", "MAIL_DELIVER", "DUE_RUN",
        "WEIGHTS_PROPOSE",
    }  # fmt: skip


def test_nobody_may_send_in_their_own_form_and_nothing_else() -> None:
    assert _rights(ASKERS["nobody"]) == {"OWN_FORM"}


def _rights(asker: Actor) -> set[str]:
    things = [Match(id=person, state=state) for person in ("Sam", "Ana") for state in MatchState]
    return {each.name for each in Permission if any(allows(asker, each, thing) for thing in things)}


def test_whoever_is_told_403_may_see_the_thing() -> None:
    assert set(SEEN_BY).isdisjoint(ON_A_COLLECTION) and set(SEEN_BY.values()).isdisjoint(ON_A_COLLECTION)
    assert set(SEEN_BY.values()) == {Permission.MENTEE_READ, Permission.MENTOR_READ, Permission.MATCH_READ}


@pytest.mark.parametrize("permission", sorted(set(Permission) - ON_A_COLLECTION))
def test_what_is_not_there_is_not_found_whoever_asks(permission: Permission) -> None:
    assert {outcome(asker, permission, None) for asker in ASKERS.values()} == {"404"}


@pytest.mark.parametrize("permission", sorted(set(Permission) - ON_A_COLLECTION))
def test_a_permission_on_a_thing_is_never_had_on_a_collection(permission: Permission) -> None:
    """A use-case that forgets to name the thing is refused, rather than let through."""
    for asker in ASKERS.values():
        with pytest.raises(Forbidden):
            require(asker, permission, Match(id="Sam"))


def test_a_list_holds_what_the_asker_may_see_in_its_order() -> None:
    other = Match(id="another", mentee_id="Kim", mentor_id="Lee")
    elsewhere = Match(id="elsewhere", program_id=ELSEWHERE)
    things = [other, elsewhere, Match()]
    seen = {name: visible(asker, Permission.MATCH_READ, things) for name, asker in ASKERS.items()}
    assert seen["coordinator"] == [other, Match()]
    assert seen["Sam"] == seen["Ana"] == [Match()]
    assert seen["another_mentee"] == seen["another_mentor"] == [other]
    assert seen["administrator"] == seen["nobody"] == []


SHOWN = """
    state            mentor      mentee
    confirmed        asked       asked
    mentor_accepted  answered    asked
    mentee_accepted  asked       answered
    accepted         answered    answered
    introduced       introduced  introduced
    active           active      active
    paused           paused      paused
    closed           ended       ended
"""
# Two states that differ in nothing but the answer of the other.
UNLIKE_IN_THE_OTHERS_ANSWER = [
    (Party.MENTOR, MatchState.CONFIRMED, MatchState.MENTEE_ACCEPTED),
    (Party.MENTOR, MatchState.MENTOR_ACCEPTED, MatchState.ACCEPTED),
    (Party.MENTEE, MatchState.CONFIRMED, MatchState.MENTOR_ACCEPTED),
    (Party.MENTEE, MatchState.MENTEE_ACCEPTED, MatchState.ACCEPTED),
]


@pytest.mark.parametrize(("state", "party", "shown"), cells(SHOWN))
def test_the_state_that_a_party_is_shown(state: str, party: str, shown: str) -> None:
    assert state_shown(MatchState(state), Party(party)) == ShownState(shown)


@pytest.mark.parametrize("party", [Party.MENTOR, Party.MENTEE])
def test_every_state_shows_a_party_something(party: Party) -> None:
    assert {state_shown(state, party) for state in MatchState} == set(ShownState)


@pytest.mark.parametrize(("party", "without", "with_it"), UNLIKE_IN_THE_OTHERS_ANSWER)
def test_nothing_a_party_sees_or_tries_tells_the_others_answer(
    party: Party, without: MatchState, with_it: MatchState
) -> None:
    assert state_shown(without, party) == state_shown(with_it, party)
    assert MATCH.actions_open_to(without, party) == MATCH.actions_open_to(with_it, party)
    assert _what_each_action_shows(without, party) == _what_each_action_shows(with_it, party)


@pytest.mark.parametrize("party", [Party.MENTOR, Party.MENTEE])
@pytest.mark.parametrize("shown", ShownState)
def test_states_shown_as_one_word_offer_the_same(shown: ShownState, party: Party) -> None:
    states = [state for state in MatchState if state_shown(state, party) == shown]
    assert len({MATCH.actions_open_to(state, party) for state in states}) == 1
    assert len({str(_what_each_action_shows(state, party)) for state in states}) == 1


def _what_each_action_shows(state: MatchState, party: Party) -> dict[str, str]:
    shows = {}
    for action in sorted({row.action for row in MATCH.transitions}):
        try:
            shows[action.value] = state_shown(MATCH.next_state(state, action, party), party).value
        except (NotTheirs, InvalidTransition) as error:
            shows[action.value] = type(error).__name__
    return shows
