"""Mails as files, where there is no mail server: one a message id, readable by their owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from api.services.mailing.transport import Away, Failure, Letter, Line


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    @contextmanager
    def open(self) -> Iterator[Line]:
        yield self

    def send(self, letter: Letter) -> None:
        """A file is there whole or not at all, and once: a mail that was written before is left as it is."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (self.path / f"{letter.message_id}.eml").exists():
                self._write(letter)
        except OSError as error:
            raise Away(Failure.FOLDER_NOT_WRITABLE) from error

    def _write(self, letter: Letter) -> None:
        unfinished = self.path / f".{uuid4().hex}"
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(letter.content)
                file.flush()
                os.fsync(descriptor)
            unfinished.replace(self.path / f"{letter.message_id}.eml")
        finally:
            unfinished.unlink(missing_ok=True)
