"""Without a mail server mails are files: whole, once, and for their owner's eyes alone."""

from pathlib import Path

import pytest

from api.mail.folder import Folder
from api.services.mailing.transport import Away, Letter
from tests.api.mail.posting import Clock, deliver, files, mailroom_for, promise_to_mentee, row
from tests.making import Making

LETTER = Letter("0a1b", "us@example.org", "sam@example.org", b"To: sam\r\n\r\nA mail\r\n")


def test_a_mail_is_a_file_named_by_its_message_id(make: Making, tmp_path: Path) -> None:
    promise_to_mentee(make, "sam@example.org")
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"sent": 1}
    assert files(tmp_path) == [tmp_path / "mail" / f"{row(make).message_id}.eml"]
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert files(tmp_path)[0].stat().st_mode & 0o777 == 0o600


def test_the_same_message_is_written_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new" / "mail")
    for content in (LETTER.content, b"another time"):
        with folder.open() as line:
            line.send(LETTER._replace(content=content))
    (file,) = folder.path.iterdir()
    assert file.read_bytes() == LETTER.content


def test_a_folder_that_can_not_be_written_to_loses_nothing(make: Making, tmp_path: Path) -> None:
    clock = Clock()
    promise_to_mentee(make, "sam@example.org")
    (tmp_path / "mail").write_text("a file stands where the folder should be")
    report = deliver(make.app, mailroom_for(clock, tmp_path))
    assert (report.away, report.counts) == ("folder_not_writable", {"later": 1})
    (tmp_path / "mail").unlink()
    clock.forward(minutes=1)
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"sent": 1}


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    """The mail was written beside its place, and could not take it."""
    with pytest.raises(Away), Folder(tmp_path).open() as line:
        line.send(LETTER._replace(message_id="no-such-folder/0a1b"))
    assert list(tmp_path.iterdir()) == []
