"""The blind card, and that nothing which names one party reaches the other before the introduction."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from data.store.people import Kind
from matcher.lifecycle import MatchState, Party
from tests.api.rest.asking import NOBODY, YES, administrator, elsewhere, for_each, seen
from tests.conftest import answer
from tests.making import Client, Making

CARD = {"stage_words", "story", "formats", "parts_of_week", "meets_what_you_asked", "shared", "text"}
PHONES = {Kind.MENTEE: "+1 555 010 7771", Kind.MENTOR: "+1 555 010 7772"}
COMMON_GROUND = "A coordinator sees common ground between you."


def _canaries(kind: Kind) -> dict[str, Any]:
    """A profile whose every word that could name somebody begins with zq."""
    return {
        "identity": {
            "preferred_name": f"Zq{kind}name",
            "pronouns": f"zq{kind}/pronoun",
            "email": f"zq{kind}@mail.example.org",
            "phone": PHONES[kind],
            "contact": {"channel": "email", "email_ok": True, "text_ok": True, "voicemail_ok": True},
            **({"full_name": "Zqfull Name"} if kind == Kind.MENTOR else {}),
        },
        "interests": ["hiking", "own:zqhobby"],
        "background": {"shared": ["parent"], "gender": "another", "age_band": "25-34", "region": "us-ak"},
        "about": f"Zq{kind} wrote this.",
        "keep_apart_words": f"zq{kind} keeps away",
        "external_id": f"zq-{kind}-7",
        **({"story": "Zqstory not approved.", "story_approved": False} if kind == Kind.MENTOR else {}),
    }


def _pair(make: Making, mentee: dict[str, Any] | None = None, mentor: dict[str, Any] | None = None) -> dict[str, str]:
    return {"mentee_id": make.mentee(**(mentee or {})), "mentor_id": make.mentor(**(mentor or {}))}


def _card(client: Client, match_id: str) -> dict[str, Any]:
    card: dict[str, Any] = answer(client.get(f"/matches/{match_id}/card"), 200)
    return card


def _everything_asked(party: Client, kind: Party, pair: dict[str, str], match_id: str) -> Iterator[tuple[str, Any]]:
    """All that a party may send about a match without moving it, and what comes back."""
    path = f"/matches/{match_id}"
    other = Kind.MENTOR if kind == Party.MENTEE else Kind.MENTEE
    for each in (path, f"{path}/card", f"{path}/introduction", f"{path}/events", "/matches", "/me", "/tokens"):
        yield each, party.get(each)
    for state in ("asked", "answered", "introduced", "active", "paused", "ended"):
        yield state, party.get(f"/matches?state={state}")
    for section in ("", "/consents", "/suggestions"):
        yield section, party.get(f"/{other}s/{pair[f'{other}_id']}{section}")
        yield section, party.get(f"/{kind}s/{pair[f'{kind}_id']}{section}")
    for action in ("withdraw", "introduce", "lapse", "start", "pause", "resume", "close"):
        yield action, party.post(f"{path}/moves", {"action": action})
    yield "unknown text", party.post(f"{path}/moves", {"action": "accept", "consent": {"text_version": 77}})


def test_nothing_that_names_one_reaches_the_other_before_the_introduction(make: Making) -> None:
    pair = _pair(make, _canaries(Kind.MENTEE), _canaries(Kind.MENTOR))
    match_id = make.match(**pair)
    parties = make.party_clients(match_id)

    of_the_other = {
        Party.MENTOR: ["zqmentee", "zq-mentee", PHONES[Kind.MENTEE], pair["mentee_id"]],
        Party.MENTEE: ["zqmentor", "zq-mentor", "zqfull", "zqstory", PHONES[Kind.MENTOR], pair["mentor_id"]],
    }

    def check(party: Party, what: str, response: Any) -> None:
        text = response.get_data(as_text=True).lower() + str(response.headers).lower()
        for words in of_the_other[party]:
            assert words not in text, (party, what)
        if what != "/me" and f"/{party}s/" not in response.request.path:
            assert "zqhobby" not in text, (party, what)

    for mover in (None, Party.MENTEE, Party.MENTOR):
        if mover is not None:
            check(mover, "accept", parties[mover].post(f"/matches/{match_id}/moves", YES))
        for party, client in parties.items():
            for what, response in _everything_asked(client, party, pair, match_id):
                assert response.status_code < 500
                check(party, what, response)
    check(Party.MENTEE, "decline", parties[Party.MENTEE].post(f"/matches/{match_id}/moves", {"action": "decline"}))
    for party, client in parties.items():
        for what, response in _everything_asked(client, party, pair, match_id):
            check(party, what, response)


@for_each(Kind)
def test_one_partys_view_is_the_same_to_the_byte_whether_or_not_the_other_has_answered(
    make: Making, asked: Kind
) -> None:
    party = Party(asked.value)
    other = Party.MENTOR if party == Party.MENTEE else Party.MENTEE

    def views(client: Client, pair: dict[str, str], match_id: str) -> list[Any]:
        return [seen(response) for _, response in _everything_asked(client, party, pair, match_id)]

    pair = _pair(make)
    match_id = make.match(**pair)
    clients, path = make.party_clients(match_id), f"/matches/{match_id}/moves"
    before = views(clients[party], pair, match_id)
    answer(clients[other].post(path, YES), 200)
    assert views(clients[party], pair, match_id) == before

    # Answering reads the same first and second, and what is seen after it does not change with the other's answer.
    answered_second = seen(clients[party].post(path, YES))
    twin = _pair(make)
    twin_id = make.match(**twin)
    twins = make.party_clients(twin_id)
    answered_first = seen(twins[party].post(f"/matches/{twin_id}/moves", YES))
    assert answered_first[:2] == answered_second[:2]
    assert answered_first[2].replace(twin_id.encode(), b"-") == answered_second[2].replace(match_id.encode(), b"-")
    alone = views(twins[party], twin, twin_id)
    again = seen(twins[party].post(f"/matches/{twin_id}/moves", YES))
    answer(twins[other].post(f"/matches/{twin_id}/moves", YES), 200)
    assert views(twins[party], twin, twin_id) == alone
    assert seen(twins[party].post(f"/matches/{twin_id}/moves", YES)) == again


def test_a_card_is_about_the_other_and_has_exactly_its_fields(make: Making) -> None:
    story = {"story": "Small steps.", "story_approved": True}
    match_id = make.match(**_pair(make, mentor=story))
    parties = make.party_clients(match_id)
    of_mentor, of_mentee = (_card(parties[party], match_id) for party in (Party.MENTEE, Party.MENTOR))
    assert of_mentor == {
        "stage_words": "more than five years",
        "story": "Small steps.",
        "formats": ["video"],
        "parts_of_week": ["weekday evenings"],
        "meets_what_you_asked": None,
        "shared": [],
        "text": COMMON_GROUND,
    }
    assert of_mentee == of_mentor | {"stage_words": None, "story": None}
    assert set(of_mentor) == CARD


def test_a_story_is_shown_only_while_it_is_approved(make: Making) -> None:
    pair = _pair(make, mentor={"story": "Small steps.", "story_approved": False})
    match_id = make.match(**pair)
    mentee, mentor = (make.party_clients(match_id)[party] for party in (Party.MENTEE, Party.MENTOR))
    path = f"/mentors/{pair['mentor_id']}"
    assert _card(mentee, match_id)["story"] is None
    answer(make.client().patch(path, {"story_approved": True}), 200)
    assert _card(mentee, match_id)["story"] == "Small steps."
    answer(mentor.patch(path, {"story": "My phone is 555 0100."}), 200)
    assert _card(mentee, match_id)["story"] is None


def test_whether_the_other_is_as_one_asked_is_told_and_no_more(make: Making) -> None:
    wish = {"preferences": {"must": [{"about": "gender", "any_of": ["woman"]}]}}
    pair = _pair(make, mentee=wish, mentor={"background": {"gender": "woman"}})
    match_id = make.match(**pair)
    parties = make.party_clients(match_id)
    card = _card(parties[Party.MENTEE], match_id)
    assert card["meets_what_you_asked"] is True
    assert "woman" not in str(card)
    assert _card(parties[Party.MENTOR], match_id)["meets_what_you_asked"] is None


def test_changing_ones_own_profile_reads_nothing_out_of_the_other(make: Making) -> None:
    answers = {"interests": ["hiking", "books"]}
    for _ in range(5):
        make.mentee(**answers)
    pair = _pair(make, {"interests": []}, answers)
    match_id = make.match(**pair)
    mentee, path = make.party_clients(match_id)[Party.MENTEE], f"/mentees/{pair['mentee_id']}"
    before = seen(mentee.get(f"/matches/{match_id}/card"))
    for patch in (
        {"interests": ["hiking", "books"]},
        {"preferences": {"must": [{"about": "gender", "any_of": ["woman"]}]}},
        {"availability": {"weekly": [{"day": "tue", "from": "17:00", "to": "17:30"}]}},
        {"support": {"formats": ["in_person", "video", "phone", "text"]}},
    ):
        answer(mentee.patch(path, patch), 200)
        assert seen(mentee.get(f"/matches/{match_id}/card")) == before


def test_only_what_five_people_of_the_program_have_is_told(make: Making) -> None:
    answers = {
        "interests": ["hiking", "books"],
        "recovery_stage": {"since": date(2020, 3, 1), "experiences": ["alcohol"]},
    }
    pair = _pair(make, answers, answers)
    match_id = make.match(**pair)
    mentee = make.party_clients(match_id)[Party.MENTEE]
    # With the two: four who count, and four who don't.
    make.mentor(interests=["hiking"], recovery_stage=None)
    make.mentee(interests=["hiking"], recovery_stage=None)
    for status in ("paused", "retired"):
        make.mentor(status=status, interests=["hiking"])
    for status in ("new", "ended"):
        make.mentee(status=status, interests=["hiking"])
    elsewhere(make).mentee(interests=["hiking"])
    assert _card(mentee, match_id) | {"parts_of_week": []} == {
        "stage_words": "more than five years",
        "story": None,
        "formats": ["video"],
        "parts_of_week": [],
        "meets_what_you_asked": None,
        "shared": [],
        "text": COMMON_GROUND,
    }
    matched = make.mentee(interests=["hiking"])
    make.match(MatchState.INTRODUCED, mentee_id=matched)
    card = _card(mentee, match_id)
    # Alcohol is what only four have: the two, and the two of the other match.
    assert (card["shared"], card["text"]) == (["hiking"], COMMON_GROUND)
    make.mentee()
    card = _card(mentee, match_id)
    assert card["shared"] == ["alcohol", "hiking"]
    assert card["text"] == "You have both lived with alcohol. You also share: hiking."


def test_only_what_both_agreed_to_tell_is_told(make: Making) -> None:
    answers = {
        "interests": ["hiking"],
        "goals": ["housing"],
        "background": {"shared": ["parent"]},
        "recovery_stage": {"since": date(2020, 3, 1), "experiences": ["alcohol"], "pathways": ["therapy"]},
    }
    every = ["experiences", "pathways", "interests", "goals", "background"]
    for _ in range(3):
        make.mentee(**answers)
    pair = _pair(make, answers | {"may_tell": every}, answers | {"may_tell": every})
    match_id = make.match(**pair)
    mentee = make.party_clients(match_id)[Party.MENTEE]
    everything = ["alcohol", "therapy", "hiking", "housing", "parent"]
    assert _card(mentee, match_id)["shared"] == everything
    mentor_path, mentee_path = f"/mentors/{pair['mentor_id']}", f"/mentees/{pair['mentee_id']}"
    for path in (mentor_path, mentee_path):
        for left_out, code in zip(every, everything, strict=True):
            answer(make.client().patch(path, {"may_tell": [topic for topic in every if topic != left_out]}), 200)
            card = _card(mentee, match_id)
            assert card["shared"] == [each for each in everything if each != code]
            assert (card["text"] == COMMON_GROUND) == (left_out == "experiences")
        answer(make.client().patch(path, {"may_tell": every}), 200)
    for may_tell in (None, []):
        answer(make.client().patch(mentor_path, {"may_tell": may_tell}), 200)
        assert (_card(mentee, match_id)["shared"], _card(mentee, match_id)["text"]) == ([], COMMON_GROUND)


def test_own_words_are_never_told_however_many_share_them(make: Making) -> None:
    answers = {"interests": ["hiking", "own:sourdough"]}
    for _ in range(4):
        make.mentee(**answers)
    match_id = make.match(**_pair(make, answers, answers))
    for party in make.party_clients(match_id).values():
        card = _card(party, match_id)
        assert "hiking" in card["shared"]
        assert "sourdough" not in str(card)


@for_each(MatchState)
def test_a_card_is_there_from_the_confirmation_until_the_introduction(make: Making, state: MatchState) -> None:
    match_id = make.match(state)
    there = state in {
        MatchState.CONFIRMED,
        MatchState.MENTOR_ACCEPTED,
        MatchState.MENTEE_ACCEPTED,
        MatchState.ACCEPTED,
    }
    staff = [make.client(), administrator(make), elsewhere(make).client()]
    others = [make.client_of(Kind.MENTOR, make.mentor()), make.client_of(Kind.MENTEE, make.mentee())]
    for client in make.party_clients(match_id).values():
        assert client.get(f"/matches/{match_id}/card").status_code == (200 if there else 404)
    for client in (*staff, *others, *(() if there else make.party_clients(match_id).values())):
        refused = client.get(f"/matches/{match_id}/card")
        assert refused.status_code == 404
        assert seen(refused) == seen(client.get(f"/matches/{NOBODY}/card"))
