"""A list a page at a time: the next page begins where this one ended, whatever came or went meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, and_, or_

from data.db import db
from data.models.columns import Instant

Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """``after``: the sort keys of the last row of the page before, as ``Found.next`` told them."""

    limit: int
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """``next`` is None on the last page."""

    rows: Sequence[Any]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Key:
    """A column to sort by. The last key of a list is unique, so that its order is the same every time.

    ``of`` tells what a row has of it, where it is no plain column.
    """

    column: Any
    falling: bool = False
    of: Callable[[Any], Any] | None = None

    def value(self, row: Any) -> Any:
        return getattr(row, self.column.key) if self.of is None else self.of(row)

    def beyond(self, value: Any) -> Any:
        return self.column < value if self.falling else self.column > value


def find(statement: Select[Any], keys: Sequence[Key], page: Page) -> Found:
    """The rows of one page of a statement that selects one kind of row."""
    ordered = statement.order_by(*(key.column.desc() if key.falling else key.column for key in keys))
    if page.after is not None:
        ordered = ordered.where(_after(keys, page.after))
    # One more than is shown tells whether there is another page.
    rows = db.session.scalars(ordered.limit(page.limit + 1)).all()
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    return Found(shown, tuple(_plain(key.value(shown[-1])) for key in keys) if more else None)


def _after(keys: Sequence[Key], place: Place) -> Any:
    """Later in the order: beyond the first key, or the same in it and beyond the second, and so on."""
    values = [_typed(key, value) for key, value in zip(keys, place, strict=True)]
    return or_(
        *(
            and_(
                *(same.column == value for same, value in zip(keys[:number], values, strict=False)),
                key.beyond(values[number]),
            )
            for number, key in enumerate(keys)
        )
    )


def _plain(value: Any) -> Any:
    """As JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def _typed(key: Key, value: Any) -> Any:
    if isinstance(key.column.type, Instant):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(key.column.type, Date) else value
