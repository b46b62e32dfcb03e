"""Who on the waiting list may be matched now."""

from collections.abc import Collection
from typing import Any

from api.services.acts import Act
from data.store import queue


def may_be_matched(act: Act, mentee_ids: Collection[str] | None = None) -> list[Any]:
    """Mentees who wait, agree to matching and have no match under way, who have waited longest first; of these ids.

    Not the asker's own profiles: what staff do is about others. Inside the caller's transaction.
    """
    found, wanted = queue.may_be_matched(act.actor.own_people), set(mentee_ids or ())
    return [row for row in found if mentee_ids is None or row.id in wanted]
