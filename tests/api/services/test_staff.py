"""Two administrators remove each other at the same moment, round after round: one of them stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from api.policy import Actor, Role
from api.services import staff
from api.services.pages import Page
from api.services.refusals import LastAdministrator
from data.db import reading
from data.store import accounts
from tests.making import Making

ROSA = "rosa@harbor.example.org"
ROUNDS = 20


def _administrators(make: Making) -> dict[str, Actor]:
    """By address."""
    with make.app.app_context(), reading(None):
        found = [accounts.find(account_id) for account_id in accounts.staff(make.program_id, "administrator")]
        return {
            accounts.email_of(account): Actor(account.id, Role.ADMINISTRATOR, make.program_id)
            for account in found
            if account is not None
        }


def test_of_two_administrators_who_remove_each_other_at_once_one_stays(make: Making) -> None:
    for _round in range(ROUNDS):
        ((email, actor),) = _administrators(make).items()
        other = ROSA if email != ROSA else make.administrator_email
        with make.app.app_context():
            staff.add(make.act(actor), other, Role.ADMINISTRATOR)
            ids = {
                each["email"]: each["id"]
                for each in staff.list_all(make.act(actor), Page(100)).items
                if each["role"] == actor.role
            }
        acts = {address: make.act(each) for address, each in _administrators(make).items()}
        start = Barrier(2)

        def remove_the_other(pair: tuple[str, str], acts: dict = acts, ids: dict = ids, start: Barrier = start) -> str:
            by, whom = pair
            with make.app.app_context():
                start.wait()
                try:
                    staff.remove(acts[by], ids[whom])
                except LastAdministrator:
                    return "kept"
            return "removed"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(remove_the_other, [(email, other), (other, email)])) == ["kept", "removed"]
        assert len(_administrators(make)) == 1
