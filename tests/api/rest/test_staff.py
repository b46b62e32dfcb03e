"""Staff accounts: an administrator adds, reads and removes them, and a program keeps one of its administrators."""

import pytest

from data.db import reading
from data.store import accounts, outbox
from data.store.people import Kind
from tests.api.rest.asking import NOBODY, add_role, administrator, coordinator, counted, elsewhere, seen
from tests.api.rest.signing_in import entries, redeem, secret_for, sign_in
from tests.conftest import answer
from tests.making import Making
from tests.problems import flaws

ROSA = "rosa@harbor.example.org"
pytestmark = pytest.mark.usefixtures("quick_passwords")


def _row(make: Making, email: str) -> dict[str, object]:
    items = answer(administrator(make).get("/staff"), 200)["items"]
    (row,) = [item for item in items if item["email"] == email]
    assert isinstance(row, dict)
    return row


def test_a_colleague_is_added_written_to_and_signs_in(make: Making) -> None:
    response = administrator(make).post("/staff", {"email": ROSA, "role": "coordinator"})
    member = answer(response, 201)
    assert set(member) == {"id", "email", "role", "signed_in", "created_at"}
    assert (member["email"], member["role"], member["signed_in"]) == (ROSA, "coordinator", False)
    assert response.headers["Location"] == f"/api/v1/staff/{member['id']}"
    with make.app.app_context(), reading(make.program_id):
        account = accounts.by_email(ROSA)
        assert account is not None and outbox.newest("account", account.id, "invitation") is not None
    assert redeem(make, secret_for(make, ROSA)).status_code == 204
    assert answer(sign_in(make, ROSA), 201)["role"] == "coordinator"
    assert _row(make, ROSA) == member | {"signed_in": True}
    assert answer(administrator(make).get(f"/staff/{member['id']}"), 200) == member | {"signed_in": True}
    # A look at an address is a look at an identity.
    assert entries(make)[-2:] == [("staff_listed", None), ("identity_read", "account")]


def test_staff_are_listed_in_the_order_they_came_without_anybody_else(make: Making) -> None:
    for number in range(3):
        answer(administrator(make).post("/staff", {"email": f"s{number}@example.org", "role": "administrator"}), 201)
    make.token_of(Kind.MENTOR, make.mentor())
    elsewhere(make)
    listed = answer(administrator(make).get("/staff"), 200)
    emails = [item["email"] for item in listed["items"]]
    assert sorted(emails[:2]) == sorted([make.administrator_email, make.coordinator_email])
    assert emails[2:] == ["s0@example.org", "s1@example.org", "s2@example.org"] and listed["next_cursor"] is None
    assert answer(administrator(make).get("/staff?limit=2"), 200)["items"] == listed["items"][:2]


def test_adding_tells_nobody_whether_an_address_has_an_account_elsewhere(make: Making) -> None:
    other = elsewhere(make)
    token = other.token(other.coordinator_email)
    asked = {email: administrator(make) for email in (other.coordinator_email, "new@lakeside.example.org")}
    answers, rows = [], []
    for email, client in asked.items():
        before = counted(make, "outbox", "audit", "memberships")
        response = client.post("/staff", {"email": email, "role": "coordinator"})
        member = answer(response, 201)
        after = counted(make, "outbox", "audit", "memberships")
        rows.append({table: after[table] - before[table] for table in after})
        status, headers, body = seen(response)
        for varying in (email, member["id"], member["created_at"]):
            body = body.replace(varying.encode(), b"-")
        headers = {name: value for name, value in headers.items() if name not in ("Location", "Content-Length")}
        answers.append((status, headers, body))
    assert answers[0] == answers[1]
    assert rows[0] == rows[1]
    # What an administrator here does signs nobody out of another program.
    answer(other.client(token).get("/mentees"), 200)


def test_only_an_administrator_has_to_do_with_staff(make: Making) -> None:
    member_id = _row(make, make.coordinator_email)["id"]
    clients = [
        coordinator(make),
        make.client_of(Kind.MENTEE, make.mentee()),
        make.client_of(Kind.MENTOR, make.mentor()),
    ]
    for client in clients:
        for verb, path, body in (
            ("GET", "/staff", None),
            ("POST", "/staff", {"email": ROSA, "role": "coordinator"}),
            ("GET", f"/staff/{member_id}", None),
            ("GET", f"/staff/{NOBODY}", None),
            ("DELETE", f"/staff/{member_id}", None),
        ):
            assert flaws(client.send(verb, path, **({"json": body} if body else {})), 403) == []


def test_nobody_grants_themselves_anything(make: Making) -> None:
    before = counted(make, "memberships", "outbox")
    for role in ("administrator", "coordinator"):
        for email in (make.administrator_email, make.administrator_email.upper()):
            refused = administrator(make).post("/staff", {"email": email, "role": role})
            assert flaws(refused, 403) == []
    assert counted(make, "memberships", "outbox") == before


def test_a_role_is_given_once_and_is_one_of_staff(make: Making) -> None:
    body = {"email": make.coordinator_email, "role": "coordinator"}
    before = counted(make, "memberships", "outbox", "accounts")
    refused = administrator(make).post("/staff", body)
    assert flaws(refused, 409) == [] and refused.get_json()["code"] == "already_exists"
    for slip in ({"role": "mentor"}, {"role": "mentee"}, {"role": "auditor"}, {"email": "nobody"}, {"id": NOBODY}):
        assert set(answer(administrator(make).post("/staff", body | slip), 422)["errors"]) == set(slip)
    assert counted(make, "memberships", "outbox", "accounts") == before


def test_whoever_is_not_of_this_programs_staff_is_not_there(make: Making) -> None:
    other = elsewhere(make)
    mentor_id = make.mentor()
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    with make.app.app_context(), reading(None):
        membership = accounts.membership_for(mentor_id)
        assert membership is not None
        of_a_mentor = membership.id
    theirs = answer(administrator(other).get("/staff"), 200)["items"][0]["id"]
    for verb in ("GET", "DELETE"):
        nowhere = administrator(make).send(verb, f"/staff/{NOBODY}")
        assert flaws(nowhere, 404) == []
        for member_id in (of_a_mentor, theirs):
            assert seen(administrator(make).send(verb, f"/staff/{member_id}")) == seen(nowhere)


def test_whoever_is_removed_is_out_at_once_in_all_their_roles(make: Making) -> None:
    ids = {}
    for role in ("administrator", "coordinator"):
        ids[role] = answer(administrator(make).post("/staff", {"email": ROSA, "role": role}), 201)["id"]
    clients = [make.client(make.token(ROSA, role)) for role in ids]
    assert administrator(make).delete(f"/staff/{ids['coordinator']}").status_code == 204
    for client in clients:
        answer(client.get("/me"), 401)
    answer(administrator(make).delete(f"/staff/{ids['coordinator']}"), 404)
    assert entries(make)[-2:] == [("role_taken", "account"), ("refused", None)]
    # The other role stays theirs.
    answer(make.client(make.token(ROSA)).get("/staff"), 200)
    # What they were in may be given to them again, and they have not signed in with it yet.
    again = answer(administrator(make).post("/staff", {"email": ROSA, "role": "coordinator"}), 201)
    assert again["id"] != ids["coordinator"] and again["signed_in"] is False


def test_the_last_administrator_stays(make: Making) -> None:
    own = _row(make, make.administrator_email)["id"]
    refused = administrator(make).delete(f"/staff/{own}")
    assert flaws(refused, 409) == [] and refused.get_json()["code"] == "last_administrator"
    # A coordinator is no administrator, and one elsewhere is none here.
    elsewhere(make)
    answer(administrator(make).post("/staff", {"email": ROSA, "role": "coordinator"}), 201)
    answer(administrator(make).delete(f"/staff/{own}"), 409)
    answer(administrator(make).post("/staff", {"email": ROSA, "role": "administrator"}), 201)
    assert administrator(make).delete(f"/staff/{own}").status_code == 204
