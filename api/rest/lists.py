"""Lists a page at a time, as they go out."""

from collections.abc import Mapping
from typing import Any

from api import cursors
from api.auth import current_act
from api.services.pages import Listing, Page


def page_of(query: Mapping[str, Any]) -> Page:
    """Raises InvalidAnswer for a cursor that was not given to this asker for this list."""
    return cursors.page_of(current_act().actor, query)


def listed(listing: Listing, query: Mapping[str, Any]) -> dict[str, Any]:
    return {"items": listing.items, "next_cursor": cursors.next_of(current_act().actor, listing, query)}
