"""What a client may send along so that nothing is lost and nothing done twice: Idempotency-Key and If-Match."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

from flask import g, request

from api.auth import current_act
from api.body import keyed_digest
from api.services import revisions
from api.services.acts import Retry
from api.services.refusals import InvalidAnswer

View = TypeVar("View", bound=Callable[..., Any])
RETRY_HEADER = "Idempotency-Key"
LONGEST_KEY = 200
_KEY = re.compile(rf"[\x21-\x7e](?:[\x20-\x7e]{{0,{LONGEST_KEY - 2}}}[\x21-\x7e])?", re.ASCII)


def retriable(view: View) -> View:
    """Marks a POST that takes an Idempotency-Key: sent again, it is done once. Stands nearest to the view."""

    @wraps(view)
    def with_key(*args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(RETRY_HEADER)
        if key is not None:
            if not _KEY.fullmatch(key):
                message = f"Send 1 to {LONGEST_KEY} printable ASCII characters, without blanks at the ends."
                raise InvalidAnswer({RETRY_HEADER: [message]})
            g.act = replace(current_act(), retry=Retry(request.method, request.path, key, keyed_digest(g.json)))
        return view(*args, **kwargs)

    with_key.takes_idempotency_key = True  # type: ignore[attr-defined]
    return with_key  # type: ignore[return-value]


def conditional(view: View) -> View:
    """Marks a PATCH or PUT that needs an If-Match. Stands nearest to the view."""

    @wraps(view)
    def with_tags(*args: Any, **kwargs: Any) -> Any:
        if request.headers.get("If-Match", "").strip():
            # A star stands for itself only where it stands alone and bare.
            tags = {revisions.ANY} if request.if_match.star_tag else request.if_match.as_set() - {revisions.ANY}
            g.act = replace(current_act(), if_match=frozenset(tags))
        return view(*args, **kwargs)

    with_tags.needs_if_match = True  # type: ignore[attr-defined]
    return with_tags  # type: ignore[return-value]


def etag(revision: int) -> dict[str, str]:
    return {"ETag": f'"{revisions.tag(revision)}"'}
