"""Four workers on one outbox: each mail is sent once."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from data.db import transaction
from data.store import outbox
from data.store.people import Kind
from tests.api.mail.posting import BASE_URL, read, rows
from tests.api.mail.servers import MailServer
from tests.conftest import KEYS, SECRET
from tests.making import Making

ROOT = Path(__file__).parents[3]
MAILS = 80


def test_four_workers_send_each_mail_once(make: Making, database_url: str) -> None:
    mentee_id, now = make.mentee(), datetime.now(UTC)
    with make.app.app_context(), transaction(make.program_id):
        for _ in range(MAILS):
            outbox.add(
                make.program_id, channel="email", recipient_kind=Kind.MENTEE, recipient_id=mentee_id, notice="asked",
                match_id=None, now=now,
            )  # fmt: skip
    with MailServer() as server:
        counted = _four_at_once(database_url, server.url)
    sent = Counter(str(read(mail.content)["Message-ID"]).strip("<>").partition("@")[0] for mail in server.received)
    assert sent == {each.message_id: 1 for each in rows(make)}
    assert len(sent) == MAILS
    assert all(each.sent_at is not None and each.tries == 1 for each in rows(make))
    assert sum(counts.get("sent", 0) for counts in counted) == MAILS
    assert {outcome for counts in counted for outcome in counts} == {"sent"}
    assert sum(bool(counts) for counts in counted) > 1  # they were at it at the same time


def _four_at_once(database_url: str, smtp_url: str) -> list[dict[str, int]]:
    environment = {
        **os.environ,
        "ALONGSIDE_DATABASE_URL": database_url,
        "ALONGSIDE_KEYS": KEYS,
        "ALONGSIDE_SECRET_KEY": SECRET,
        "ALONGSIDE_SMTP_URL": smtp_url,
        "ALONGSIDE_BASE_URL": BASE_URL,
    }
    command = [sys.executable, "-m", "tests.api.mail.one_of_four"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    counts: list[dict[str, int]] = json.loads(done.stdout)
    assert None not in counts, done.stderr
    return counts
