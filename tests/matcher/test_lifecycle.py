"""The three lives, cell by cell, as docs and contract have them; nothing here is computed from the tables under test.

In the tables ``no`` means that the action is somebody else's, whatever the state, and ``-`` that it is theirs, but not
from this state.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from matcher.lifecycle import (
    AFTER_INTRODUCTION,
    BEFORE_INTRODUCTION,
    MATCH,
    MENTEE,
    MENTOR,
    OPEN_STATES,
    REASONS_THAT_MAY_BE_GIVEN,
    UNANSWERED,
    EndReason,
    InvalidTransition,
    Lifecycle,
    MatchAction,
    MatchState,
    MenteeAction,
    MenteeStatus,
    MentorAction,
    MentorStatus,
    NotTheirs,
    Party,
    Transition,
    may_be_paired_again,
)

NOT_THEIRS, NOT_FROM_HERE = "no", "-"

A_MATCH = {
    Party.MENTOR: """
        from             accept           decline  withdraw  lapse  introduce  start   pause   resume  close
        confirmed        mentor_accepted  closed   no        no     no         -       -       -       -
        mentor_accepted  -                closed   no        no     no         -       -       -       -
        mentee_accepted  accepted         closed   no        no     no         -       -       -       -
        accepted         -                closed   no        no     no         -       -       -       -
        introduced       -                -        no        no     no         active  -       -       closed
        active           -                -        no        no     no         -       paused  -       closed
        paused           -                -        no        no     no         -       -       active  closed
        closed           -                -        no        no     no         -       -       -       -
    """,
    Party.MENTEE: """
        from             accept           decline  withdraw  lapse  introduce  start   pause   resume  close
        confirmed        mentee_accepted  closed   no        no     no         no      -       -       -
        mentor_accepted  accepted         closed   no        no     no         no      -       -       -
        mentee_accepted  -                closed   no        no     no         no      -       -       -
        accepted         -                closed   no        no     no         no      -       -       -
        introduced       -                -        no        no     no         no      -       -       closed
        active           -                -        no        no     no         no      paused  -       closed
        paused           -                -        no        no     no         no      -       active  closed
        closed           -                -        no        no     no         no      -       -       -
    """,
    Party.COORDINATOR: """
        from             accept           decline  withdraw  lapse  introduce   start   pause   resume  close
        confirmed        no               no       closed    no     -           -       -       -       -
        mentor_accepted  no               no       closed    no     -           -       -       -       -
        mentee_accepted  no               no       closed    no     -           -       -       -       -
        accepted         no               no       closed    no     introduced  -       -       -       -
        introduced       no               no       -         no     -           active  -       -       closed
        active           no               no       -         no     -           -       paused  -       closed
        paused           no               no       -         no     -           -       -       active  closed
        closed           no               no       -         no     -           -       -       -       -
    """,
    # The service takes a proposal back when a status or a consent falls away, and lapses one without an answer.
    Party.SYSTEM: """
        from             accept           decline  withdraw  lapse   introduce  start   pause   resume  close
        confirmed        no               no       closed    closed  no         no      no      no      no
        mentor_accepted  no               no       closed    closed  no         no      no      no      no
        mentee_accepted  no               no       closed    closed  no         no      no      no      no
        accepted         no               no       closed    -       no         no      no      no      no
        introduced       no               no       -         -       no         no      no      no      no
        active           no               no       -         -       no         no      no      no      no
        paused           no               no       -         -       no         no      no      no      no
        closed           no               no       -         -       no         no      no      no      no
    """,
}

A_MENTEE = {
    Party.MENTEE: """
        from     welcome  hold     release  end    return   introduce  wait_again  complete
        new      no       -        no       ended  no       no         no          no
        waiting  no       on_hold  no       ended  no       no         no          no
        on_hold  no       -        no       ended  no       no         no          no
        matched  no       -        no       ended  no       no         no          no
        ended    no       -        no       -      no       no         no          no
    """,
    Party.MENTOR: """
        from     welcome  hold     release  end    return   introduce  wait_again  complete
        new      no       no       no       no     no       no         no          no
        waiting  no       no       no       no     no       no         no          no
        on_hold  no       no       no       no     no       no         no          no
        matched  no       no       no       no     no       no         no          no
        ended    no       no       no       no     no       no         no          no
    """,
    Party.COORDINATOR: """
        from     welcome  hold     release  end    return   introduce  wait_again  complete
        new      waiting  -        -        ended  -        no         no          no
        waiting  -        on_hold  -        ended  -        no         no          no
        on_hold  -        -        waiting  ended  -        no         no          no
        matched  -        -        -        ended  -        no         no          no
        ended    -        -        -        -      waiting  no         no          no
    """,
    # By itself: matched at an introduction; at a close waiting again, or ended when the close says completed.
    Party.SYSTEM: """
        from     welcome  hold     release  end    return   introduce  wait_again  complete
        new      no       no       no       no     no       -          -           -
        waiting  no       no       no       no     no       matched    -           -
        on_hold  no       no       no       no     no       -          -           -
        matched  no       no       no       no     no       -          waiting     ended
        ended    no       no       no       no     no       -          -           -
    """,
}

A_MENTOR = {
    Party.MENTOR: """
        from       screen     train     activate  pause   resume  decline_application  retire   return
        applied    no         no        no        -       -       no                   retired  no
        screening  no         no        no        -       -       no                   retired  no
        training   no         no        no        -       -       no                   retired  no
        active     no         no        no        paused  -       no                   retired  no
        paused     no         no        no        -       active  no                   retired  no
        declined   no         no        no        -       -       no                   -        no
        retired    no         no        no        -       -       no                   -        no
    """,
    Party.MENTEE: """
        from       screen     train     activate  pause   resume  decline_application  retire   return
        applied    no         no        no        no      no      no                   no       no
        screening  no         no        no        no      no      no                   no       no
        training   no         no        no        no      no      no                   no       no
        active     no         no        no        no      no      no                   no       no
        paused     no         no        no        no      no      no                   no       no
        declined   no         no        no        no      no      no                   no       no
        retired    no         no        no        no      no      no                   no       no
    """,
    Party.COORDINATOR: """
        from       screen     train     activate  pause   resume  decline_application  retire   return
        applied    screening  -         -         -       -       declined             retired  -
        screening  -          training  -         -       -       declined             retired  -
        training   -          -         active    -       -       declined             retired  -
        active     -          -         -         paused  -       -                    retired  -
        paused     -          -         -         -       active  -                    retired  -
        declined   -          -         -         -       -       -                    -        -
        retired    -          -         -         -       -       -                    -        paused
    """,
    Party.SYSTEM: """
        from       screen     train     activate  pause   resume  decline_application  retire   return
        applied    no         no        no        no      no      no                   no       no
        screening  no         no        no        no      no      no                   no       no
        training   no         no        no        no      no      no                   no       no
        active     no         no        no        no      no      no                   no       no
        paused     no         no        no        no      no      no                   no       no
        declined   no         no        no        no      no      no                   no       no
        retired    no         no        no        no      no      no                   no       no
    """,
}

LIVES: dict[str, tuple[Lifecycle[Any, Any], dict[Party, str], Any, Any]] = {
    "match": (MATCH, A_MATCH, MatchState, MatchAction),
    "mentee": (MENTEE, A_MENTEE, MenteeStatus, MenteeAction),
    "mentor": (MENTOR, A_MENTOR, MentorStatus, MentorAction),
}
FIRST = {"match": MatchState.CONFIRMED, "mentee": MenteeStatus.NEW, "mentor": MentorStatus.APPLIED}
# Nobody comes back from these: whoever was declined applies anew, and a match that ended is followed by another one.
FINAL = {"match": {MatchState.CLOSED}, "mentee": set(), "mentor": {MentorStatus.DECLINED}}
each_life = pytest.mark.parametrize("life", LIVES)


def cells(life: str) -> Iterable[tuple[str, str, Party, str]]:
    """(state, action, party, what is written there), a cell at a time."""
    for party, table in LIVES[life][1].items():
        (_, *actions), *rows = [line.split() for line in table.strip().splitlines()]
        for state, *targets in rows:
            yield from ((state, action, party, cell) for action, cell in zip(actions, targets, strict=True))


EVERY_CELL = [
    pytest.param(life, *cell, id=f"{life}: {cell[2]} {cell[1]} from {cell[0]}")
    for life in LIVES
    for cell in cells(life)
]


@pytest.mark.parametrize(("life", "state", "action", "party", "written"), EVERY_CELL)
def test_every_cell_is_as_written(life: str, state: str, action: str, party: Party, written: str) -> None:
    lifecycle, _, states, actions = LIVES[life]
    refusal = {NOT_THEIRS: NotTheirs, NOT_FROM_HERE: InvalidTransition}.get(written)
    if refusal is None:
        assert lifecycle.next_state(states(state), actions(action), party) == states(written)
    else:
        with pytest.raises(refusal):
            lifecycle.next_state(states(state), actions(action), party)


@each_life
def test_no_cell_is_left_out_of_what_is_written(life: str) -> None:
    _, _, states, actions = LIVES[life]
    written = [(state, action, party) for state, action, party, _ in cells(life)]
    assert len(written) == len(set(written))
    assert set(written) == {
        (state.value, action.value, party) for state in states for action in actions for party in Party
    }


@each_life
def test_the_buttons_are_the_moves_that_would_work(life: str) -> None:
    lifecycle, _, states, actions = LIVES[life]
    for party in Party:
        for state in states:
            work = {
                actions(action)
                for source, action, by, written in cells(life)
                if (source, by) == (state.value, party) and written not in (NOT_THEIRS, NOT_FROM_HERE)
            }
            buttons = lifecycle.actions_open_to(state, party)
            assert (len(buttons), set(buttons)) == (len(work), work), (state, party)


def reached_from(start: Any, moves: Iterable[Transition[Any, Any]]) -> set[Any]:
    moves, reached, to_look_at = list(moves), {start}, [start]
    while to_look_at:
        state = to_look_at.pop()
        further = {move.target for move in moves if move.source == state} - reached
        reached |= further
        to_look_at += further
    return reached


@each_life
def test_every_state_is_reached_from_the_first(life: str) -> None:
    lifecycle, _, states, _ = LIVES[life]
    assert reached_from(FIRST[life], lifecycle.transitions) == set(states)


@each_life
def test_every_state_but_the_final_one_has_a_way_out_for_a_person(life: str) -> None:
    lifecycle, _, states, _ = LIVES[life]
    left_by_somebody = {move.source for move in lifecycle.transitions if move.by != Party.SYSTEM}
    assert set(states) - left_by_somebody == FINAL[life]
    assert set(states) - {move.source for move in lifecycle.transitions} == FINAL[life]


@each_life
def test_a_party_has_at_most_one_row_for_an_action_from_a_state(life: str) -> None:
    keys = [(move.source, move.action, move.by) for move in LIVES[life][0].transitions]
    assert len(keys) == len(set(keys))


def test_a_confirmation_is_the_only_start() -> None:
    assert set(MatchState) - {move.target for move in MATCH.transitions} == {MatchState.CONFIRMED}


@pytest.mark.parametrize(
    ("action", "party"),
    [
        (MatchAction.ACCEPT, Party.MENTOR),
        (MatchAction.ACCEPT, Party.MENTEE),
        (MatchAction.INTRODUCE, Party.COORDINATOR),
    ],
)
def test_no_path_leads_to_an_introduction_without_each_of_the_three(action: MatchAction, party: Party) -> None:
    """Whoever's word is taken off the map, nothing after the introduction can be reached any more."""
    without = [move for move in MATCH.transitions if (move.action, move.by) != (action, party)]
    assert len(without) < len(MATCH.transitions)
    assert reached_from(MatchState.CONFIRMED, without).isdisjoint(AFTER_INTRODUCTION)


def test_the_only_way_into_an_introduction_is_the_coordinators_from_two_yeses() -> None:
    into = [move for move in MATCH.transitions if move.target == MatchState.INTRODUCED]
    assert into == [Transition(MatchAction.INTRODUCE, Party.COORDINATOR, MatchState.ACCEPTED, MatchState.INTRODUCED)]


def test_nothing_that_is_after_the_introduction_leads_back_before_it() -> None:
    for state in AFTER_INTRODUCTION:
        assert reached_from(state, MATCH.transitions).isdisjoint(BEFORE_INTRODUCTION)
    assert reached_from(MatchState.CLOSED, MATCH.transitions) == {MatchState.CLOSED}


def test_the_groups_of_states_are_what_their_names_say() -> None:
    assert [state.value for state in BEFORE_INTRODUCTION] == [
        "confirmed", "mentor_accepted", "mentee_accepted", "accepted",
    ]  # fmt: skip
    assert [state.value for state in AFTER_INTRODUCTION] == ["introduced", "active", "paused"]
    assert set(OPEN_STATES) == set(MatchState) - {MatchState.CLOSED}
    assert [state.value for state in UNANSWERED] == ["confirmed", "mentor_accepted", "mentee_accepted"]


def test_the_reasons_that_a_person_may_give() -> None:
    assert {
        action.value: {reason.value for reason in given} for action, given in REASONS_THAT_MAY_BE_GIVEN.items()
    } == {
        "decline": {"not_now", "times_changed", "prefer_someone_else", "know_each_other", "safety"},
        "withdraw": {"not_now", "times_changed", "prefer_someone_else", "know_each_other", "safety"},
        "close": {"not_now", "times_changed", "prefer_someone_else", "know_each_other", "safety", "completed"},
    }


# Whether the two may be suggested to each other again: on the same day, 89 and 90 days after, and ten years after.
AGAIN = """
    decline   not_now              no   no   yes  yes
    decline   times_changed        no   no   yes  yes
    decline   prefer_someone_else  no   no   no   no
    decline   know_each_other      no   no   no   no
    decline   safety               no   no   no   no
    decline   (none)               no   no   yes  yes
    withdraw  not_now              no   no   yes  yes
    withdraw  times_changed        no   no   yes  yes
    withdraw  prefer_someone_else  no   no   no   no
    withdraw  know_each_other      no   no   no   no
    withdraw  safety               no   no   no   no
    withdraw  status_changed       yes  yes  yes  yes
    withdraw  consent_revoked      yes  yes  yes  yes
    withdraw  (none)               no   no   yes  yes
    lapse     lapsed               no   no   yes  yes
    close     not_now              no   no   yes  yes
    close     times_changed        no   no   yes  yes
    close     prefer_someone_else  no   no   no   no
    close     know_each_other      no   no   no   no
    close     safety               no   no   no   no
    close     completed            yes  yes  yes  yes
    close     (none)               yes  yes  yes  yes
"""
CLOSED_ON = date(2026, 11, 23)


@pytest.mark.parametrize(("action", "reason", "words"), [line.split(maxsplit=2) for line in AGAIN.strip().splitlines()])
def test_when_two_may_be_paired_again(action: str, reason: str, words: str) -> None:
    given = None if reason == "(none)" else EndReason(reason)
    answers = [
        may_be_paired_again(MatchAction(action), given, CLOSED_ON, CLOSED_ON + timedelta(days=days))
        for days in (0, 89, 90, 3650)
    ]
    assert answers == [word == "yes" for word in words.split()]


def test_ninety_days_are_days_of_the_calendar() -> None:
    closed_on = date(2027, 12, 1)  # over the end of a year, with a 29 February in it
    not_yet, again = date(2028, 2, 28), date(2028, 2, 29)
    assert not may_be_paired_again(MatchAction.DECLINE, EndReason.NOT_NOW, closed_on, not_yet)
    assert may_be_paired_again(MatchAction.DECLINE, EndReason.NOT_NOW, closed_on, again)
