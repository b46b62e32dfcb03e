"""Files that commands read and write, where they may hold what people said."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """For its owner's eyes only, never in the place of another, and gone again when it could not be finished."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.UsageError(f"There is a file {str(path)!r} already. Choose another name.") from None
    except OSError as error:
        raise click.UsageError(f"{str(path)!r} can't be written: {error.strerror}.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise click.ClickException(f"{str(path)!r} could not be finished: {error.strerror}.") from None
        raise


def read_at_most(path: Path, most: int) -> bytes:
    """One byte more where there is more, however endless the file is."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise click.UsageError(f"{str(path)!r} can't be read: {error.strerror}.") from None
