"""Every page that there is, found in the URL map, on a small phone in the dark, in Spanish and without script."""

from collections.abc import Iterator

import pytest
from flask import Flask

from api.auth import is_page
from api.pages.party.answering import ASKED_ABOUT
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.browser.axe import axe
from tests.browser.checks import assert_reflows, assert_targets
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter, secret_for, secret_of

# Right to left, and longer than anybody's: names that break what is not built for them.
NAMES = ("عبد الرحمن بن محمد", "Wolfeschlegelsteinhausenbergerdorff" * 2)
NOT_LOOKED_AT = {
    "pages.assets.get_file",  # no page
    "pages.account.leave_quickly",  # leads elsewhere
    "pages.reports.get_fairness_file",  # no page, but a file
    "pages.reports.get_drift_file",
}
# Of each question of the forms there is a test of its own: these are of other kinds.
ONE_OF_EACH = {
    "key": ["adult", "right-now", "reach", "languages", "interests", "week", "may-tell", "consent", "about"],
    "answer": sorted(ASKED_ABOUT),
    "step": ["break", "leave"],
    "way": ["join", "apply"],
}
# axe can't see past a box that scrolls, or a picture under words.
UNDECIDED = {"color-contrast": "the table of two side by side scrolls in its box; the colours are those of every page"}


@pytest.fixture
def ids(make: Making) -> dict[str, list[str]]:
    """Of people and matches in several states, by the names that addresses have for them."""
    names = [{"preferred_name": name, "email": f"p{place}@example.org"} for place, name in enumerate(NAMES)]
    waiting, other = (make.mentee(identity=identity) for identity in names)
    mentor = make.mentor(identity={**names[0], "full_name": NAMES[1]}, capacity=5)
    introduced = make.match(MatchState.INTRODUCED, mentee_id=other, mentor_id=mentor)
    asked = make.match(mentor_id=mentor)
    paused = make.match(MatchState.PAUSED, mentor_id=mentor)
    ready = make.match(MatchState.ACCEPTED, mentor_id=mentor)
    client = make.client()
    run = client.get(f"/mentees/{waiting}/suggestions").get_json()["run_id"]
    consent = client.get(f"/mentees/{other}/consents").get_json()["items"][0]["id"]
    plan = client.post("/plans", {"mentee_ids": [waiting, other]}).get_json()["id"]
    staff = make.client(make.token(make.administrator_email)).get("/staff").get_json()["items"][0]["id"]
    return {
        "mentee_id": [waiting], "mentor_id": [mentor], "person_id": [waiting, other, mentor],
        "match_id": [introduced, asked, paused, ready], "run_id": [run], "plan_id": [plan], "consent_id": [consent],
        "member_id": [staff], "slug": ["harbor"], "secret": ["a-secret-that-opens-nothing"], **ONE_OF_EACH,
    }  # fmt: skip


def addresses(app: Flask, ids: dict[str, list[str]]) -> Iterator[str]:
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if is_page(rule.endpoint) and "GET" in (rule.methods or ()) and rule.endpoint not in NOT_LOOKED_AT:
                for values in _combined(sorted(rule.arguments), ids):
                    found = rule.build(values)
                    assert found is not None
                    yield found[1]


def _combined(names: list[str], ids: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    if not names:
        yield {}
        return
    for rest in _combined(names[1:], ids):
        for value in ids[names[0]]:
            yield {names[0]: value, **rest}


def _askers(make: Making, ids: dict[str, list[str]]) -> dict[str, str | None]:
    other, mentor = ids["person_id"][1], ids["mentor_id"][0]
    return {
        "nobody": None,
        "mentee": secret_of(make, Kind.MENTEE, other),
        "mentor": secret_of(make, Kind.MENTOR, mentor),
        "coordinator": secret_for(make, make.coordinator_email, "coordinator"),
        "administrator": secret_for(make, make.administrator_email, "administrator"),
    }


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", ["nobody", "mentee", "mentor", "coordinator", "administrator"])
def test_every_page_of_everybody_is_accessible(
    browse: Browse, app: Flask, make: Making, ids: dict[str, list[str]], who: str
) -> None:
    page = browse("phone", script=False, scheme="dark", locale="es", expect=[403, 404, 422, 409])
    if (secret := _askers(make, ids)[who]) is not None:
        enter(page, app, secret, language="es")
    seen = set()
    for address in addresses(app, ids):
        answer = page.goto(address)
        assert answer is not None
        landed = page.url.split("?")[0]
        if answer.status in (403, 404) or landed in seen:
            continue
        seen.add(landed)
        axe(page, UNDECIDED if "/compare" in page.url else None)
        assert_targets(page)
        assert_reflows(page)
    assert len(seen) > 5, seen
    print(f"{who}: {len(seen)} pages")
