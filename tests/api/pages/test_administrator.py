"""An administrator's pages: settings, staff, weights."""

import re
from typing import Any

from tests.conftest import answer
from tests.making import Making
from tests.visiting import Visitor, administrator, coordinator

SETTINGS: dict[str, Any] = {
    "name": "Harbor", "phone": "", "time_zone": "America/Chicago", "language": "es", "minimum_months": "24",
    "training_required": "false", "screening_required": "true", "days_before_expiry": "30", "smallest_group": "5",
    "days_to_answer": "10",
}  # fmt: skip
WEIGHTS = {
    "experience": "0.2", "availability": "0,1", "stage": "0.1", "background": "0.1", "interests": "0.1",
    "goals": "0.1", "pathways": "0.1", "style": "0.1", "about": "0",
}  # fmt: skip


def weights(**changes: str) -> dict[str, str]:
    return {f"weights.{factor}": value for factor, value in (WEIGHTS | changes).items()}


def test_settings_are_saved_and_read_back(make: Making) -> None:
    visitor = administrator(make)
    visitor.get("/settings")
    assert visitor.post("/settings", **SETTINGS) == "/settings"
    page = visitor.get("/settings")
    assert "Saved." in page
    program = answer(make.client(make.token(make.administrator_email)).get("/program"), 200)
    assert (program["phone"], program["language"], program["minimum_months"]) == (None, "es", 24)
    assert (program["training_required"], program["screening_required"]) == (False, True)


def test_a_wrong_setting_is_told_where_it_is_and_what_was_typed_stays(make: Making) -> None:
    visitor = administrator(make)
    visitor.get("/settings")
    page = visitor.post("/settings", 422, **(SETTINGS | {"smallest_group": "one", "name": "Kept <b>as typed</b>"}))
    assert "<title>Error: Settings" in page
    assert '<a href="#f-smallest_group">' in page
    assert 'value="one"' in page
    assert "Kept &lt;b&gt;as typed&lt;/b&gt;" in page
    assert "Kept" not in visitor.get("/settings")


def test_two_administrators_do_not_overwrite_each_other_unseen(make: Making) -> None:
    first, second = administrator(make), administrator(make)
    first.get("/settings")
    second.get("/settings")
    first.post("/settings", **(SETTINGS | {"name": "First"}))
    page = second.post("/settings", 412, **(SETTINGS | {"name": "Second"}))
    assert "Somebody else changed this" in page
    assert 'value="Second"' in page
    assert second.post("/settings", **(SETTINGS | {"name": "Second"})) == "/settings"


def test_a_coordinator_reads_settings_and_weights_and_changes_no_setting(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/settings")
    visitor.post("/settings", 403, **SETTINGS)
    visitor.get("/weights")
    visitor.get("/staff", 403)


def test_weights_become_a_new_version_with_their_evidence_and_history(make: Making) -> None:
    visitor = administrator(make)
    page = visitor.get("/weights")
    assert "Tillson" in page
    assert visitor.post("/weights", **weights()) == "/weights"
    page = visitor.get("/weights")
    assert "This program chose 0.2; the default is 0.18." in page
    assert re.findall(r"<summary>Version (\d+), since", page) == ["2", "1"]
    page = visitor.post("/weights", 422, **weights(stage="2"))
    assert "#f-weights-stage" in page
    page = visitor.post("/weights", 422, **dict.fromkeys(weights(), "0"))
    assert "At least one weight has to be above 0." in page


def test_the_evidence_is_told_in_spanish_as_well(make: Making) -> None:
    page = administrator(make, "es").get("/weights")
    assert "Tillson y Lewis 2024" in page
    assert "Having lived" not in page


def test_staff_are_added_and_removed_and_the_last_administrator_stays(make: Making) -> None:
    visitor = administrator(make)
    visitor.get("/staff")
    assert visitor.post("/staff", email="robin@example.org", role="coordinator") == "/staff"
    page = visitor.get("/staff")
    assert "robin@example.org" in page
    assert page.count("has not signed in yet") == 1
    assert "is your own address" in visitor.post("/staff", 422, email=make.administrator_email, role="coordinator")
    assert "#f-role" in visitor.post("/staff", 422, email="someone@example.org")
    links = dict(re.findall(r'href="(/staff/[^"]+/remove)">Remove<span class="hidden"> ([^,]+),', page))
    by_email = {email: link for link, email in links.items()}
    assert "robin@example.org" in visitor.get(by_email["robin@example.org"])
    assert visitor.post(by_email["robin@example.org"]) == "/staff"
    assert "robin@example.org" not in visitor.get("/staff")
    assert "Add another administrator first." in visitor.post(by_email[make.administrator_email], 409)
    visitor.get(by_email["robin@example.org"], 404)


def test_nobody_of_another_program_is_removed(make: Making) -> None:
    other = Making(make.app, "elsewhere")
    page = administrator(other).get("/staff")
    link = re.findall(r'href="(/staff/[^"]+/remove)"', page)[0]
    visitor: Visitor = administrator(make)
    visitor.get(link, 404)
    visitor.post(link, 404)
