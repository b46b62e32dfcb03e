"""The doors of the pages: shut to whoever is not signed in, and to forms that no page of ours sent."""

import re

from flask import Flask
from werkzeug.routing import Rule

from api.auth import is_page, is_public
from tests.making import Making
from tests.visiting import Visitor, coordinator

# What anyone may open. A new one needs a reason that a reviewer agrees to.
PUBLIC = {
    "assets.get_file",  # styles and scripts
    "account.show_welcome",  # what this is
    "account.show_sign_in",
    "account.sign_in",
    "account.choose_language",
    "account.leave_quickly",  # whoever has to, in a hurry
    # whoever is new here fills in a form; the address alone shows its first page only
    *(f"answers.{view}" for view in ("show_start", "show_question", "answer", "show_list", "show_check", "send")),
    *(f"answers.{view}" for view in ("show_sent", "show_younger", "show_help_first", "throw_away")),
    # and goes on with it by a code or a link
    *(f"answers.{view}" for view in ("show_later", "mail_link", "show_return", "go_on", "show_link", "open_link")),
    "account.show_help",
    "account.show_privacy",
    "account.go_on",  # shows a form again that was kept
    "account.ask_for_link",  # these need no more than an address, or the secret of a mail
    "account.show_link_asked",
    "account.show_link",
    "account.use_link",
    "account.show_invitation",
    "account.choose_first_password",
    "account.go_on_without_password",
    "account.show_forgotten",
    "account.ask_for_reset",
    "account.show_reset_asked",
}
NOBODYS_ID = "nobody-has-this-id"


def page_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if is_page(rule.endpoint)]


def path(rule: Rule) -> str:
    return re.sub(r"<[^>]+>", NOBODYS_ID, rule.rule)


def test_the_public_pages_are_those_of_the_list(app: Flask) -> None:
    found = {rule.endpoint.removeprefix("pages.") for rule in page_rules(app) if is_public(app, rule.endpoint)}
    assert found == PUBLIC


def test_a_page_is_read_with_get_and_sent_with_post_and_nothing_else(app: Flask) -> None:
    for rule in page_rules(app):
        assert rule.methods in ({"GET", "HEAD", "OPTIONS"}, {"POST", "OPTIONS"}), rule


def test_every_other_page_leads_to_signing_in_and_back(app: Flask) -> None:
    for rule in page_rules(app):
        if is_public(app, rule.endpoint):
            continue
        response = app.test_client().open(path(rule), method="POST" if "POST" in rule.methods else "GET")
        if "POST" in rule.methods:
            assert response.status_code == 401, rule
            assert "sign in again" in response.get_data(as_text=True), rule
        else:
            assert response.status_code == 303, rule
            assert response.headers["Location"].startswith("/sign-in?next="), rule


def test_every_guarded_page_names_the_permission_that_its_use_case_asks(app: Flask) -> None:
    for rule in page_rules(app):
        if not is_public(app, rule.endpoint):
            assert getattr(app.view_functions[rule.endpoint], "permission", None), rule


def test_a_form_without_its_token_is_shown_again_and_changes_nothing(make: Making) -> None:
    visitor = coordinator(make)
    response = visitor.client.post("/sign-out", data={"words": "what I wrote"})
    assert response.status_code == 400
    assert 'name="words" value="what I wrote"' in response.get_data(as_text=True)
    assert "/today" in visitor.client.get("/").headers["Location"]


def test_a_form_of_another_site_is_refused_and_not_shown_again(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/nowhere", 404)
    headers = {"Sec-Fetch-Site": "cross-site"}
    response = visitor.client.post("/sign-out", data={**visitor.hidden, "words": "theirs"}, headers=headers)
    assert response.status_code == 400
    assert "theirs" not in response.get_data(as_text=True)


def test_a_form_from_an_origin_that_is_no_address_is_refused_as_one_of_another_site(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/nowhere", 404)
    for origin in ("http://[", "null", "https://elsewhere.example"):
        response = visitor.client.post("/sign-out", data=visitor.hidden, headers={"Origin": origin})
        assert response.status_code == 400, origin


def test_a_cookie_opens_no_door_of_the_api_and_a_token_none_of_the_pages(make: Making) -> None:
    visitor = coordinator(make)
    assert visitor.client.get("/api/v1/me").status_code == 401
    headers = {"Authorization": f"Bearer {make.token(make.coordinator_email)}"}
    response = Visitor(make.app).client.post("/sign-out", headers=headers)
    assert response.status_code == 401


def test_signing_out_ends_the_session_and_not_only_the_cookie(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/nowhere", 404)
    with visitor.client.session_transaction() as session:
        secret = session["_user_id"]
    assert visitor.post("/sign-out") == "/"
    assert "Location" not in Visitor(make.app, secret).client.get("/").headers
