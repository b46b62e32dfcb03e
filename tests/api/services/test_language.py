"""An act says in which language its answer is; the JSON face says nothing of it, and answers in English."""

import re
from dataclasses import replace
from typing import Any

import pytest

from api.policy import Actor
from api.services import consents, me
from api.services.acts import Act
from api.services.matches import cards, confirming
from api.services.refusals import NotEligible
from api.services.reports import supply_gaps
from api.services.suggestions import against, asking, one_pair, openings
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.making import Making
from tests.plain_words import words_that_hurt

ENGLISH = re.compile(r"\b(the|of|and|is|are|have|has|not|this|they|both|said|with|you|mentor|mentee|read)\b")
SHARED: dict[str, Any] = {"interests": ["hiking", "cooking"], "goals": ["housing"]}


def in_spanish(make: Making, actor: Actor | None = None) -> Act:
    return replace(make.act(actor), language="es")


def assert_spanish(texts: list[str]) -> None:
    assert texts
    assert [text for text in texts if ENGLISH.search(text) or words_that_hurt(text, "es")] == []


def test_a_coordinator_reads_suggestions_pairs_and_refusals_in_spanish(make: Making) -> None:
    mentee_id, mentor_id, full = make.mentee(**SHARED), make.mentor(**SHARED), make.mentor(**SHARED, capacity=0)
    act = in_spanish(make)
    with make.app.app_context():
        shown = asking.suggest(act, mentee_id, 10)
        again = asking.read_run(act, shown["run_id"])
        pair = one_pair.look_at_pair(act, mentee_id, full)
    (row,) = shown["suggestions"]
    assert row["mentor_id"] == mentor_id
    assert again["suggestions"] == shown["suggestions"]
    assert_spanish([factor["because"] for factor in row["factors"]])
    assert_spanish([caution["text"] for caution in row["cautions"]])
    assert row["mentor"]["stage_words"] == "más de cinco años"
    assert_spanish([text for reason in pair["reasons"] for text in (reason["text"], reason["would_change"])])
    no_language = make.mentor(**SHARED, languages=["fr"])
    with make.app.app_context(), pytest.raises(NotEligible) as refused:
        confirming.confirm(act, mentee_id, no_language, None, "Cosas en común.")
    assert [reason.text for reason in refused.value.reasons] == ["No tienen ningún idioma en común."]


def test_a_coordinator_reads_what_was_looked_at_closer_in_spanish(make: Making) -> None:
    mentee_id, first, second = (
        make.mentee(**SHARED),
        make.mentor(goals=[], interests=["hiking"]),
        make.mentor(goals=["housing"], interests=[]),
    )
    make.mentor(support={"formats": ["phone"]})
    act = in_spanish(make)
    with make.app.app_context():
        compared = against.set_against(act, mentee_id, first, second)
        opened = openings.look_for_openings(act, mentee_id)
        report = supply_gaps.report(act)
    assert compared["decided"] == "Lo que hizo la diferencia: metas."
    assert_spanish([compared["turn"]["text"], *(each["other_because"] for each in compared["factors"])])
    assert_spanish([change["text"] for changes in opened["changes"].values() for change in changes])
    assert_spanish([each["text"] for each in report["in_the_way"] + report["recruits"]])


def test_the_two_read_card_introduction_and_what_is_asked_in_spanish(make: Making) -> None:
    people = {"mentee_id": make.mentee(**SHARED), "mentor_id": make.mentor(**SHARED)}
    for _others in range(4):
        make.mentee(**SHARED)
    match_id = make.match(**people)
    mentee = in_spanish(make, make.person_actor(Kind.MENTEE, people["mentee_id"]))
    with make.app.app_context():
        card = cards.card(mentee, match_id)
        (asked,) = me.read(mentee)["asked"]
        texts = consents.texts(mentee)
    assert card["text"] == (
        "Ustedes han pasado por esto: alcohol. También comparten: senderismo, cocinar y la vivienda."
    )
    assert card["parts_of_week"] == ["noches entre semana"]
    assert_spanish([card["stage_words"], asked["text"], *(text["text"] for text in texts)])
    introduced = make.match(MatchState.INTRODUCED, mentee_id=make.mentee(**SHARED), mentor_id=people["mentor_id"])
    with make.app.app_context():
        mentor = in_spanish(make, make.person_actor(Kind.MENTOR, people["mentor_id"]))
        assert_spanish(cards.introduction(mentor, introduced)["starters"])


def test_the_json_face_answers_in_english(make: Making) -> None:
    match_id = make.match(mentee_id=make.mentee(**SHARED))
    for party in make.party_clients(match_id).values():
        card = party.get(f"/matches/{match_id}/card", headers={"Accept-Language": "es"}).get_json()
        assert card["text"] == "A coordinator sees common ground between you."
        assert card["parts_of_week"] == ["weekday evenings"]
