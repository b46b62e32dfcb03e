"""A whole list, page after page, where a page of ours needs everybody at once."""

from collections.abc import Callable
from typing import Any

from api.schemas.queries import MOST
from api.services.pages import Listing, Page


def everyone(listed: Callable[[Page], Listing]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    page: Page | None = Page(MOST)
    while page:
        part = listed(page)
        found += part.items
        page = Page(MOST, part.next) if part.next else None
    return found
