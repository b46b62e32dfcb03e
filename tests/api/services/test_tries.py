"""How long one waits after so many tries, what counts as one network, and that no try is lost among many at once."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from api.services import tries
from api.services.refusals import TooManyRequests
from data.db import db, reading
from data.models.programs import SignInTries

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMAIL, NETWORK = "casey@example.org", "192.0.2.0/24"
AT_ONCE = 16


def _counted(app: Flask) -> list[int]:
    with app.app_context(), reading(None):
        return sorted(db.session.scalars(select(SignInTries.tries)))


def _wait(app: Flask, now: datetime, email: str = EMAIL, network: str = NETWORK) -> int:
    """Try once; the seconds that one is told to wait, 0 when the try was let through."""
    with app.app_context():
        try:
            tries.count(email, network, now)
        except TooManyRequests as refused:
            return refused.retry_after
    return 0


def test_five_are_free_and_then_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [tries.wait_after(so_far).total_seconds() for so_far in range(18)]
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert tries.wait_after(10**6) == timedelta(minutes=15)


def test_while_one_waits_nothing_is_counted_and_a_day_without_a_try_forgets(app: Flask) -> None:
    now = NOW
    for so_far in range(20):
        wait = tries.wait_after(so_far)
        if wait:
            assert _wait(app, now) == wait.total_seconds()
            assert _wait(app, now + wait - timedelta(milliseconds=1)) == 1
        now += wait
        assert _wait(app, now) == 0
        assert _counted(app) == [so_far + 1]
    assert _wait(app, now + timedelta(seconds=1)) == 899
    # Others are not held up, and their tries sweep away what is forgotten.
    assert _wait(app, now, email="rosa@example.org") == _wait(app, now, network="198.51.100.0/24") == 0
    assert _counted(app) == [1, 1, 20]
    assert _wait(app, now + timedelta(hours=24), email="rosa@example.org") == 0
    assert _counted(app) == [1]
    assert _wait(app, now + timedelta(hours=24)) == 0
    assert _counted(app) == [1, 1]


def test_a_count_is_kept_for_every_way_to_write_an_address_and_shows_neither_address_nor_network(app: Flask) -> None:
    for email in (EMAIL, " Casey@Example.org ", "CASEY@EXAMPLE.ORG"):
        assert _wait(app, NOW, email=email) == 0
    assert _counted(app) == [3]
    with app.app_context(), reading(None):
        (subject,) = db.session.scalars(select(SignInTries.subject))
    assert re.fullmatch("[0-9a-f]{64}", subject)
    plain = (EMAIL, NETWORK, f"{EMAIL}{NETWORK}", json.dumps(["sign-in", EMAIL, NETWORK]))
    assert subject not in {sha256(text.encode()).hexdigest() for text in plain}


def test_of_sixteen_at_once_no_more_pass_than_were_free(app: Flask) -> None:
    """Round after round: with a count that has to be made, one that was forgotten, and ones to sweep away."""
    for number in range(10):
        now = NOW + timedelta(days=number)
        for old in range(3):
            _wait(app, now - timedelta(hours=30), email=f"old{number}-{old}@example.org")
        start = Barrier(AT_ONCE)

        def try_once(_: int, now: datetime = now, start: Barrier = start) -> int:
            start.wait()
            return _wait(app, now)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            waits = sorted(pool.map(try_once, range(AT_ONCE)))
        assert waits == [0] * tries.FREE + [1] * (AT_ONCE - tries.FREE)
        assert _counted(app) == [tries.FREE]


@pytest.mark.parametrize(("address", "network"), [
    ("192.0.2.17", "192.0.2.0/24"),
    ("192.0.2.255", "192.0.2.0/24"),
    ("192.0.3.1", "192.0.3.0/24"),
    ("::ffff:192.0.2.17", "192.0.2.0/24"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
    ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
    ("fe80::1%eth0", "fe80::/64"),
    ("::1", "::/64"),
    ("", "elsewhere"),
    (None, "elsewhere"),
    ("unknown", "elsewhere"),
    ("192.0.2.17:4711", "elsewhere"),
])  # fmt: skip
def test_neighbours_are_one_network(address: str | None, network: str) -> None:
    assert tries.network_of(address) == network
