"""My week as a plain list, my days off and my places: what is sent without a script."""

import re
from html import unescape
from typing import Any

import pytest

from api.pages.week import zones
from api.schemas.fields.times import TIME_ZONES
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.making import Making
from tests.visiting import Visitor, coordinator, person

FIELD = re.compile(
    r'<input(?: id="[^"]*")?(?: type="hidden")? name="((?:weekly|time_off)\.\d+\.\w+)"[^>]*value="([^"]*)"'
)
CHICAGO = {"time_zone": "America/Chicago", "shown": ["weekly", "time_off"]}


def inputs(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in FIELD.findall(page.partition("<template")[0]) if value} | {
        name: unescape(value) for name, value in FIELD.findall(page.partition("</template>")[2]) if value
    }


def windows(*rows: str) -> dict[str, Any]:
    """``"tue 18:00 20:00"`` and so on, as the form sends them."""
    sent: dict[str, Any] = dict(CHICAGO)
    for place, row in enumerate(rows):
        for key, value in zip(("day", "from", "to"), row.split(" "), strict=True):
            sent[f"weekly.{place}.{key}"] = value
    return sent


def stored(make: Making, kind: Kind, person_id: str) -> dict[str, Any]:
    found: dict[str, Any] = make.client_of(kind, person_id).get(f"/{kind.value}s/{person_id}").get_json()
    return found


def week_of(availability: dict[str, Any]) -> list[str]:
    return [" ".join(row.values()) for row in availability["weekly"]]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_week_with_quarter_hours_midnight_and_days_off_is_stored_and_shown_again(make: Making, kind: Kind) -> None:
    person_id = make.mentor() if kind == Kind.MENTOR else make.mentee()
    visitor = person(make, kind, person_id)
    assert len(inputs(visitor.get("/my-week"))) == 15
    sent = windows("sat 21:30 00:00", "tue 18:15 19:45", "tue 07:00 08:00", "wed  ")
    sent |= {"time_off.0.from": "2026-12-20", "time_off.0.to": "2027-01-03", "time_off.1.from": ""}
    assert visitor.post("/my-week", **sent, do="save") == "/my-week"
    availability = stored(make, kind, person_id)["availability"]
    assert availability == {
        "time_zone": "America/Chicago",
        "weekly": [
            {"day": "tue", "from": "07:00", "to": "08:00"},
            {"day": "tue", "from": "18:15", "to": "19:45"},
            {"day": "sat", "from": "21:30", "to": "24:00"},
        ],
        "time_off": [{"from": "2026-12-20", "to": "2027-01-03"}],
    }
    page = visitor.get("/my-week")
    assert "Your week is saved." in page
    assert inputs(page)["weekly.2.to"] == "00:00"
    assert inputs(page)["time_off.0.to"] == "2027-01-03"
    assert ("weekday mornings" in page, "weekend evenings" in page, "weekend mornings" in page) == (True, True, False)
    assert ("/my-week/places" in page) == (kind == Kind.MENTOR)


def test_buttons_add_take_away_and_copy_without_losing_or_storing_anything(make: Making) -> None:
    mentor_id = make.mentor()
    visitor = person(make, Kind.MENTOR, mentor_id)
    before = stored(make, Kind.MENTOR, mentor_id)["availability"]
    visitor.get("/my-week")
    revision = visitor.hidden["revision"]
    typed = windows("mon 10:00 11:07", "sun 12:00 13:00") | {"time_off.0.from": "2026-12-20"}

    page = visitor.post("/my-week", 200, **typed, do="add:tue")
    assert re.search(r'id="f-weekly-1-from"[^>]*autofocus', page)
    assert [inputs(page)[f"weekly.{place}.day"] for place in (0, 1, 2)] == ["mon", "tue", "sun"]
    assert inputs(page)["weekly.0.to"] == "11:07"
    assert inputs(page)["time_off.0.from"] == "2026-12-20"

    page = visitor.post("/my-week", 200, **typed, do="copy:mon")
    assert [value for name, value in inputs(page).items() if name.endswith(".to")] == ["11:07"] * 5 + ["13:00"]

    page = visitor.post("/my-week", 200, **typed, do="remove:0")
    assert [value for name, value in inputs(page).items() if name.startswith("weekly")] == ["sun", "12:00", "13:00"]

    page = visitor.post("/my-week", 200, **typed, do="add-off")
    assert re.search(r'id="f-time_off-1-from"[^>]*autofocus', page)
    assert "time_off.0.from" not in inputs(visitor.post("/my-week", 200, **typed, do="remove-off:0"))
    assert "weekly.0.day" in inputs(visitor.post("/my-week", 200, **typed, do="copy:nowhere"))
    assert visitor.hidden["revision"] == revision
    assert stored(make, Kind.MENTOR, mentor_id)["availability"] == before


def test_what_is_wrong_is_said_at_its_row_and_everything_typed_stays(make: Making) -> None:
    mentee_id = make.mentee()
    visitor = person(make, Kind.MENTEE, mentee_id)
    before = stored(make, Kind.MENTEE, mentee_id)["availability"]
    visitor.get("/my-week")
    sent = windows("mon 18:00 20:00", "tue 18:10 19:00", "wed 20:00 18:00", "thu 18:00 ", "sun 10:00 11:00")
    sent |= {"time_off.0.from": "2026-12-20", "time_off.0.to": "2026-12-01", "time_zone": "Mars/Base"}
    page = visitor.post("/my-week", 422, **sent)
    assert "<title>Error:" in page
    wrong = set(re.findall(r'id="f-([\w-]+)-error"', page))
    assert wrong == {"weekly-1-from", "weekly-2-to", "weekly-3-to", "time_off-0-to", "time_zone"}
    for name in wrong:
        assert re.search(rf'id="f-{name}"[^>]*aria-describedby="f-{name}-error" aria-invalid="true"', page), name
        assert f'href="#f-{name}"' in page
    assert inputs(page) == {name: value for name, value in sent.items() if "." in name and value}
    assert stored(make, Kind.MENTEE, mentee_id)["availability"] == before


def test_too_many_rows_are_told_above_the_list(make: Making) -> None:
    visitor = person(make, Kind.MENTOR, make.mentor())
    visitor.get("/my-week")
    page = visitor.post("/my-week", 422, **windows(*["mon 08:00 09:00"] * 101))
    assert "At most 100 entries" in page
    assert 'href="#f-weekly"' in page
    assert 'id="f-weekly"' in page


def test_a_week_that_was_changed_meanwhile_is_shown_beside_what_was_typed_and_saved_when_sent_again(
    make: Making,
) -> None:
    mentor_id = make.mentor()
    visitor = person(make, Kind.MENTOR, mentor_id)
    visitor.get("/my-week")
    theirs = {"time_zone": "America/Denver", "weekly": [{"day": "fri", "from": "13:00", "to": "24:00"}]}
    make.client().put(f"/mentors/{mentor_id}/availability", theirs)
    mine = windows("mon 08:00 09:00")
    page = visitor.post("/my-week", 422, **mine)
    assert "changed meanwhile" in page
    assert re.search(r"Friday: 1:00\sPM – midnight", page)
    assert inputs(page)["weekly.0.from"] == "08:00"
    assert week_of(stored(make, Kind.MENTOR, mentor_id)["availability"]) == ["fri 13:00 24:00"]
    assert visitor.post("/my-week", **mine) == "/my-week"
    assert week_of(stored(make, Kind.MENTOR, mentor_id)["availability"]) == ["mon 08:00 09:00"]


def test_a_second_click_is_told_that_it_is_saved_and_changes_nothing(make: Making) -> None:
    mentor_id = make.mentor()
    visitor = person(make, Kind.MENTOR, mentor_id)
    visitor.get("/my-week")
    ours = dict(visitor.hidden)
    for _click in range(2):
        visitor.hidden = dict(ours)
        assert visitor.post("/my-week", **windows("mon 08:00 09:00")) == "/my-week"
    visitor.get("/my-week")
    assert visitor.hidden["revision"] == "r" + str(int(ours["revision"][1:]) + 1)


def test_a_form_that_comes_after_the_session_ended_keeps_all_its_rows(make: Making) -> None:
    mentor_id = make.mentor()
    visitor = person(make, Kind.MENTOR, mentor_id)
    visitor.get("/my-week")
    visitor.client.delete_cookie("alongside")
    sent = windows("mon 08:00 09:00", "tue 18:15 20:00") | {"do": "save"}
    response = visitor.client.post("/my-week", data={**visitor.hidden, **sent})
    assert response.status_code == 401
    kept = dict(re.findall(r'name="kept:([^"]+)" value="([^"]*)"', response.get_data(as_text=True)))
    assert kept | {"shown": CHICAGO["shown"]} == {**sent, "revision": visitor.hidden["revision"], "once": kept["once"]}


def test_someone_who_never_said_when_still_has_not_when_only_days_off_are_saved(make: Making) -> None:
    mentor_id = make.mentor(availability={"time_zone": "America/Chicago"})
    visitor = person(make, Kind.MENTOR, mentor_id)
    page = visitor.get("/my-week")
    assert "Your times are in Chicago time." in page
    assert "no time of half an hour" in page
    visitor.post("/my-week", **CHICAGO, **{"time_off.0.from": "2026-12-20", "time_off.0.to": "2026-12-20"})
    availability = stored(make, Kind.MENTOR, mentor_id)["availability"]
    assert availability["weekly"] is None
    visitor.get("/my-week")
    visitor.post("/my-week", **windows("mon 08:00 09:00"))
    visitor.get("/my-week")
    visitor.post("/my-week", **CHICAGO)
    assert stored(make, Kind.MENTOR, mentor_id)["availability"]["weekly"] == []


def test_clocks_are_told_in_the_persons_own_zone_and_language(make: Making) -> None:
    zone = {"time_zone": "America/Phoenix", "weekly": [{"day": "tue", "from": "18:00", "to": "19:00"}]}
    mentor_id = make.mentor(availability=zone)
    page = person(make, Kind.MENTOR, mentor_id).get("/my-week")
    assert "Your times are in Phoenix time." in page
    assert "Clocks in Phoenix do not change" in page
    mentee_id = make.mentee(availability=zone | {"time_zone": "Europe/Madrid"})
    page = person(make, Kind.MENTEE, mentee_id, "es").get("/my-week")
    assert "Madrid" in page
    assert "martes 18:00" in page
    assert re.search(r'<option value="Europe/Madrid" selected', page)
    assert page.count(" selected") == 1


def test_an_old_name_of_a_zone_is_kept_and_every_choice_is_one_that_is_taken(make: Making) -> None:
    for _heading, places in zones.choices("en", "US/Central"):
        assert {zone for zone, _name in places} <= TIME_ZONES
    mentor_id = make.mentor(availability={"time_zone": "US/Central", "weekly": []})
    assert '<option value="US/Central" selected' in person(make, Kind.MENTOR, mentor_id).get("/my-week")


def test_places_may_go_below_what_is_in_use_and_only_whole_numbers_are_taken(make: Making) -> None:
    mentor_id = make.mentor()
    match_id = make.match(MatchState.ACTIVE, mentor_id=mentor_id)
    visitor = person(make, Kind.MENTOR, mentor_id)
    page = visitor.get("/my-week/places")
    assert "1 place is in use." in page
    assert "1 is free." in page
    for wrong in ("", "51", "-1", "1.5", "many"):
        page = visitor.post("/my-week/places", 422, capacity=wrong)
        assert 'id="f-capacity-error"' in page
        assert f'value="{wrong}"' in page
    assert stored(make, Kind.MENTOR, mentor_id)["capacity"] == 2
    assert visitor.post("/my-week/places", capacity="0") == "/my-week"
    assert stored(make, Kind.MENTOR, mentor_id)["capacity"] == 0
    assert make.client().get(f"/matches/{match_id}").get_json()["state"] == "active"
    make.client().patch(f"/mentors/{mentor_id}", {"capacity": 4})
    page = visitor.post("/my-week/places", 422, capacity="3")
    assert "changed meanwhile" in page
    assert "Saved now: 4 places." in page
    assert visitor.post("/my-week/places", capacity="3") == "/my-week"


def test_staff_have_no_week_here_and_a_mentee_no_places(make: Making) -> None:
    staff = coordinator(make)
    staff.get("/my-week", 403)
    staff.post("/my-week", 403, **CHICAGO)
    visitor: Visitor = person(make, Kind.MENTEE, make.mentee())
    visitor.get("/my-week/places", 403)
    visitor.post("/my-week/places", 403, capacity="1")
