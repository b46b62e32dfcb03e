"""How often one network, or one asker, may knock at a door that costs us something.

``@throttled("10 per hour")`` stands under ``@blueprint.arguments``: what is wrong with the fields is told first and
counts for nothing; then comes the count, before anything is looked up, hashed or stored.
"""

import time
from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any, TypeVar

from flask import Flask, g, request
from flask_limiter import Limiter, RateLimitExceeded
from limits import parse

from api.services import tries
from api.services.refusals import TooManyRequests
from api.settings import BadSetting

View = TypeVar("View", bound=Callable[..., Any])


def network_of_asker() -> str:
    return tries.network_of(request.remote_addr)


def by_network() -> str:
    return tries.pseudonym("network", network_of_asker())


def may_be_mailed(address: str) -> bool:
    """Whether strangers have not asked for too many mails to this address. Counts this one.

    It decides about the mail and never about the answer: else whoever asks could learn that somebody else had asked,
    and could keep its owner from asking.
    """
    return bool(limiter.limiter.hit(_MAILS, tries.pseudonym("address", address)))


def by_account() -> str:
    return tries.pseudonym("account", g.act.actor.account_id)


_MAILS = parse("5 per hour")
limiter = Limiter(by_network, strategy="fixed-window", in_memory_fallback_enabled=True)


def init_app(app: Flask, storage: str) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = storage
    try:
        if storage.startswith("async"):
            raise ValueError
        limiter.init_app(app)
    except Exception:  # whatever the storage's own library raises for an address, or for not being there
        raise BadSetting(
            "ALONGSIDE_THROTTLE_STORAGE is not the address of a storage that can be used here, such as `memory://`."
        ) from None


def throttled(limit: str, by: Callable[[], str] = by_network) -> Callable[[View], View]:
    """At most so many requests, in Flask-Limiter's words ("10 per hour"), for each of what ``by`` tells apart.

    Raises TooManyRequests.
    """

    def decorate(view: View) -> View:
        limited = limiter.limit(limit, key_func=by)(view)

        @wraps(limited)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                return limited(*args, **kwargs)
            except RateLimitExceeded:
                broken = limiter.current_limit
                raise TooManyRequests(max(1, ceil(broken.reset_at - time.time())) if broken else 1) from None

        guarded.is_throttled = True  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate
