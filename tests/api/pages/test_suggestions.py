"""The suggestions as a coordinator reads them: the same list, order and numbers as the API's."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from api.pages.suggestions.telling import hundredths
from data.db import transaction
from data.store import accounts
from data.store.people import Kind
from matcher.weights import FACTORS
from tests.browser.test_suggestions import identity, ten_mentors
from tests.conftest import answer
from tests.making import Making
from tests.visiting import administrator, coordinator, person

CARD = re.compile(r'<li class="card"[^\n]*>(.*?)^</li>', re.DOTALL | re.MULTILINE)
WHOSE = re.compile(r'name="with" value="([^"]+)"|<li class="card" id="m-([^"]+)"')
TOGETHER = re.compile(r"\((\d\.\d\d) of \d\.\d\d\)")
SCORE = re.compile(r"<b>(\d\.\d\d)</b> of 1")
PART = re.compile(r"<i>[^<]*: (\d\.\d\d) of (\d\.\d\d)</i>")
WAS = re.compile(r"was number (\d+)|same place as before")
GOALS_ALONE = {f"weights.{factor}": "1" if factor == "goals" else "0" for factor in FACTORS}


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("sqlite_url"))


def order(page: str) -> list[str]:
    return [ticked or marked for ticked, marked in WHOSE.findall(page)]


def said(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def test_the_page_has_the_order_the_scores_and_the_reasons_of_the_api(make: Making) -> None:
    mentee_id, mentors = ten_mentors(make)
    busy = make.mentor(
        capacity=0, identity=identity("Busy"), about="private words", keep_apart_words="nobody reads this"
    )
    page = coordinator(make).get(f"/mentees/{mentee_id}/suggestions")
    api = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)
    assert order(page) == [row["mentor_id"] for row in api["suggestions"]]
    assert len(order(page)) == 10 < len(mentors)
    for card, row in zip(CARD.findall(page), api["suggestions"], strict=True):
        shown = SCORE.search(card)
        assert shown and Decimal(shown[1]) == Decimal(f"{row['score']:.2f}")
        parts = [(Decimal(points), Decimal(most)) for points, most in PART.findall(card)]
        rest = [Decimal(points) for points in TOGETHER.findall(card)]
        assert sum(points for points, _ in parts) + sum(rest) == Decimal(shown[1])
        assert [points for points, _ in parts] == sorted((points for points, _ in parts), reverse=True)
        assert all(points <= most for points, most in parts)
        words = said(card)
        told = [
            part for part in row["factors"] if part["contribution"] > 0.025 and part["factor"] not in row["unknown"]
        ]
        shared = [part["because"] for part in told]
        assert shared and all(because in words for because in shared)
        assert all(caution["text"] in words for caution in row["cautions"])
    assert "1 mentor of 13 is left out" in page
    assert "<b>1</b> no free place" in page
    assert all(secret not in page for secret in (busy, "Busy", "private words", "nobody reads this"))
    assert page.split("<title>")[1].split("</title>")[0] == "Suggestions · Alongside"


def test_parts_are_rounded_so_that_they_add_up() -> None:
    assert hundredths([0.333, 0.333, 0.333], 0.999) == (100, [34, 33, 33])
    assert hundredths([0.005, 0.0049], 0.0099) == (1, [1, 0])
    assert hundredths([], 0) == (0, [])


def test_other_weights_move_the_list_for_one_look_with_script_and_without(make: Making) -> None:
    mentee_id, _ = ten_mentors(make)
    visitor = coordinator(make)
    first = visitor.get(f"/mentees/{mentee_id}/suggestions")
    page = visitor.post(f"/mentees/{mentee_id}/suggestions", 200, **GOALS_ALONE)
    weights = {name.removeprefix("weights."): float(value) for name, value in GOALS_ALONE.items()}
    api = answer(make.client().post(f"/mentees/{mentee_id}/suggestions", {"weights": weights}), 200)
    assert order(page) == [row["mentor_id"] for row in api["suggestions"]] != order(first)
    for card, row in zip(CARD.findall(page), api["suggestions"], strict=True):
        was = WAS.search(card)
        assert was and int(was[1] or row["rank"]) == row["rank_before"]
    assert "For this look only." in page and 'name="weights.goals" type="number"' in page
    assert "Not counted now: " in said(page)
    part = visitor.client.post(
        f"/mentees/{mentee_id}/suggestions", data={**visitor.hidden, **GOALS_ALONE}, headers={"X-Part": "list"}
    ).get_data(as_text=True)
    assert order(part) == order(page)
    assert part.startswith('<div id="list" data-told="') and "<footer" not in part
    assert order(visitor.get(f"/mentees/{mentee_id}/suggestions")) == order(first)


@pytest.mark.parametrize("wrong", ["1.5", "much", "", "nan"])
def test_a_weight_that_is_none_is_told_and_what_was_typed_stays(make: Making, wrong: str) -> None:
    mentee_id = make.mentee()
    visitor = coordinator(make)
    visitor.get(f"/mentees/{mentee_id}/suggestions")
    page = visitor.post(f"/mentees/{mentee_id}/suggestions", 422, **GOALS_ALONE | {"weights.style": wrong})
    assert 'href="#f-weights-style"' in page
    assert f'name="weights.style" type="number" min="0" max="1" step="0.01" value="{wrong}"' in page
    nothing = visitor.post(f"/mentees/{mentee_id}/suggestions", 422, **GOALS_ALONE | {"weights.goals": "0"})
    assert "At least one weight has to be above 0." in nothing


def test_two_side_by_side_and_one_in_full_say_what_the_list_says(make: Making) -> None:
    mentee_id, mentors = ten_mentors(make)
    visitor = coordinator(make)
    first, second = order(visitor.get(f"/mentees/{mentee_id}/suggestions"))[:2]
    both = visitor.get(f"/mentees/{mentee_id}/compare?with={first}&and={second}")
    for mentor_id in (first, second):
        pair = answer(make.client().get(f"/mentees/{mentee_id}/suggestions/{mentor_id}"), 200)
        alone = visitor.get(f"/mentees/{mentee_id}/suggestions/{mentor_id}")
        assert all(part["because"] in said(both) and part["because"] in said(alone) for part in pair["factors"])
        assert f'href="confirm/{mentor_id}"' in both and f'href="../confirm/{mentor_id}"' in alone
    for chosen in (
        "",
        f"?with={first}",
        f"?with={first}&with={first}",
        f"?with={first}&with={second}&and={mentors[0]}",
    ):
        if len(set(re.findall(r"[0-9a-f]{32}", chosen))) != 2:
            assert "Please tick two mentors" in visitor.get(f"/mentees/{mentee_id}/compare{chosen}", 422)
    visitor.get(f"/mentees/{mentee_id}/compare?with={first}&and=nobody", 404)
    assert f'value="{first}"' in visitor.get(f"/mentees/{mentee_id}/one-mentor")
    to = visitor.client.get(f"/mentees/{mentee_id}/one-mentor?mentor={first}").headers["Location"]
    assert to == f"/mentees/{mentee_id}/suggestions/{first}"


def test_two_side_by_side_say_what_decided_and_what_would_turn_them_round(make: Making) -> None:
    mentee_id = make.mentee(goals=["housing"], interests=["hiking"])
    first, second = make.mentor(goals=["housing"], interests=[]), make.mentor(goals=[], interests=["hiking"])
    visitor = coordinator(make)
    page = said(visitor.get(f"/mentees/{mentee_id}/compare?with={first}&and={second}"))
    assert "What made the difference: goals." in page and "The two would change places with a weight of" in page
    better, plain = make.mentor(goals=["housing"], interests=["hiking"]), make.mentor(goals=[], interests=[])
    page = said(visitor.get(f"/mentees/{mentee_id}/compare?with={better}&and={plain}"))
    assert "No change of a single weight would turn the two round." in page
    full = make.mentor(capacity=0)
    assert "What made the difference" not in visitor.get(f"/mentees/{mentee_id}/compare?with={full}&and={second}")


def test_openings_are_a_page_that_the_list_leads_to(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor(support={"formats": ["phone"]})
    visitor = coordinator(make)
    assert f'href="/mentees/{mentee_id}/openings"' in visitor.get(f"/mentees/{mentee_id}/suggestions")
    page = visitor.get(f"/mentees/{mentee_id}/openings")
    assert "The mentee could meet by phone as well. This would open the door to 1 mentor:" in said(page)
    assert f'href="suggestions/{mentor_id}"' in page and "0 mentors of 1 can be asked now." in page
    in_spanish = coordinator(make, "es").get(f"/mentees/{mentee_id}/openings")
    assert "La persona acompañada podría hablar también por teléfono." in said(in_spanish)
    fitting = make.mentee(support={"formats": ["phone"]})
    assert "No single change that may be asked for" in visitor.get(f"/mentees/{fitting}/openings")
    assert f"/mentees/{fitting}/openings" not in visitor.get(f"/mentees/{fitting}/suggestions")
    visitor.get(f"/mentees/{make.mentee(consents=[])}/openings", 409)


def test_a_pair_that_is_left_out_has_every_reason_and_what_would_change_it(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor(capacity=0, languages=["pl"])
    page = coordinator(make).get(f"/mentees/{mentee_id}/suggestions/{mentor_id}")
    pair = answer(make.client().get(f"/mentees/{mentee_id}/suggestions/{mentor_id}"), 200)
    assert len(pair["reasons"]) == 2 and "of 1" not in said(page)
    assert all(each["text"] in said(page) and each["would_change"] in said(page) for each in pair["reasons"])
    assert "Nobody can be suggested just now" in coordinator(make).get(f"/mentees/{mentee_id}/suggestions")


def test_both_are_asked_once_with_a_rationale_and_the_list_that_was_shown(make: Making) -> None:
    mentee_id, _ = ten_mentors(make)
    visitor = coordinator(make)
    shown = visitor.get(f"/mentees/{mentee_id}/suggestions")
    link = re.findall(r'href="(confirm/[^"]+)"', shown)[0]
    form = visitor.get(f"/mentees/{mentee_id}/{link}")
    run_id = link.partition("run=")[2]
    assert f'name="run_id" value="{run_id}"' in form and "my former partner volunteers here" in form
    path = f"/mentees/{mentee_id}/{link.partition('?')[0]}"
    assert "There is something to look at again" in visitor.post(path, 422, run_id=run_id, rationale=" ")
    fields = {"run_id": run_id, "rationale": "Both like the river."}
    once = dict(visitor.hidden)
    to = visitor.post(path, **fields)
    visitor.hidden = once
    assert visitor.post(path, **fields) == to
    match = answer(make.client().get(to), 200)
    assert (match["rationale"], match["run_id"]) == ("Both like the river.", run_id)
    assert f'href="/runs/{run_id}"' in visitor.get(to)
    assert order(visitor.get(f"/runs/{run_id}")) == order(shown)
    taken = visitor.get(f"/mentees/{mentee_id}/suggestions", 409)
    assert f'href="{to}"' in taken and "There is a match under way" in taken


def test_a_list_of_somebody_else_is_claimed_for_no_match(make: Making) -> None:
    mentee_id, other_id, mentor_id = make.mentee(), make.mentee(), make.mentor()
    run_id = answer(make.client().get(f"/mentees/{other_id}/suggestions"), 200)["run_id"]
    for run in (run_id, "nothing"):
        page = coordinator(make).get(f"/mentees/{mentee_id}/confirm/{mentor_id}?run={run}")
        assert 'name="run_id" value=""' in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"consents": []}, "A consent is missing"),
        ({"status": "on_hold"}, "Not on the waiting list now"),
    ],
)
def test_who_can_not_be_looked_for_leads_to_the_next_step(make: Making, changes: dict[str, Any], words: str) -> None:
    mentee_id = make.mentee(**changes)
    page = coordinator(make).get(f"/mentees/{mentee_id}/suggestions", 409)
    assert words in page and f'href="/mentees/{mentee_id}' in page


def test_a_refusal_after_the_form_was_shown_is_told_and_changes_nothing(make: Making) -> None:
    mentee_id, full, wrong = make.mentee(), make.mentor(capacity=0), make.mentor(languages=["pl"])
    visitor = coordinator(make)
    visitor.get(f"/mentees/{mentee_id}/suggestions")
    for mentor_id, words in ((full, "This mentor has no free place now"), (wrong, "One language in common is needed")):
        assert words in said(visitor.post(f"/mentees/{mentee_id}/confirm/{mentor_id}", 409, rationale="They fit."))
    assert answer(make.client().get("/matches"), 200)["items"] == []


def test_these_pages_are_for_coordinators_of_the_program(make: Making) -> None:
    mentee_id, mentor_id, other_id = make.mentee(), make.mentor(), make.mentor()
    two = f"compare?with={mentor_id}&and={other_id}"
    run_id = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)["run_id"]
    for visitor in (person(make, Kind.MENTOR, mentor_id), person(make, Kind.MENTEE, mentee_id), administrator(make)):
        for path in ("suggestions", f"suggestions/{mentor_id}", f"confirm/{mentor_id}", "one-mentor", "openings", two):
            assert visitor.client.get(f"/mentees/{mentee_id}/{path}").status_code in (403, 404), path
        assert visitor.client.get(f"/runs/{run_id}").status_code in (403, 404)


def test_the_list_is_in_the_language_of_the_coordinator(make: Making) -> None:
    mentee_id, _ = ten_mentors(make)
    page = coordinator(make, "es").get(f"/mentees/{mentee_id}/suggestions")
    assert "Personas mentoras para <bdi>Sam</bdi>" in page and "Caminos de recuperación" in page


def test_a_coordinator_does_not_look_at_themselves_as_the_mentor_of_somebody(make: Making) -> None:
    """Whom a card was about that was declined would stand there: "asked before"."""
    mentee, own = make.mentee(), make.mentor()
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.lock_by_email(make.coordinator_email)
        assert account is not None
        accounts.add_membership(account, make.program_id, "mentor", datetime.now(UTC), mentor_id=own)
    other = make.mentor()
    visitor = coordinator(make)
    visitor.get(f"/mentees/{mentee}/suggestions/{other}")
    for page in (f"suggestions/{own}", f"confirm/{own}", f"compare?with={other}&and={own}"):
        visitor.get(f"/mentees/{mentee}/{page}", 403)
