"""Lists a page at a time, as the use-cases answer them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from data.store.paging import Found
from data.store.paging import Page as Page


@dataclass(frozen=True, slots=True)
class Listing:
    """``next``: where the page after this one begins; None on the last."""

    items: list[Any]
    next: tuple[Any, ...] | None


def listing(found: Found, dump: Callable[[Any], Any], seen: Iterable[Any] | None = None) -> Listing:
    """``seen``: those of the rows found that the asker may see, where that isn't all of them."""
    return Listing([dump(row) for row in (found.rows if seen is None else seen)], found.next)
