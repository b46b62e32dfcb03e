"""Tries to sign in are counted, and slowed down, before any password is looked at.

Per address and network, whether or not anybody has the address: whoever guesses from elsewhere never keeps the owner
from signing in. Each try is written down before its password is compared, so that many at once get no further.
"""

from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil

from api.services.refusals import TooManyRequests
from data.db import transaction
from data.store import passing, tries

FREE = 5
LONGEST_WAIT = timedelta(minutes=15)
_DOUBLINGS = 10  # one second doubled so often is longer than that
ELSEWHERE = "elsewhere"


def count(email: str, network: str, now: datetime) -> None:
    """One more try, in a transaction of its own. Raises TooManyRequests, and counts nothing, while one has to wait."""
    with transaction(None):
        row = tries.lock(email, network, now)
        since = now - row.last_at
        so_far = row.tries if since < passing.KEPT else 0
        wait = wait_after(so_far) - since
        if so_far >= FREE and wait > timedelta(0):
            raise TooManyRequests(ceil(wait.total_seconds()))
        row.tries, row.last_at = so_far + 1, max(now, row.last_at)
        tries.forget_old(now)


def forget(email: str, network: str) -> None:
    """A right password sets the count back; inside the caller's transaction."""
    tries.forget(email, network)


def wait_after(so_far: int) -> timedelta:
    """How long after the last of so many tries the next one may come."""
    if so_far < FREE:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(so_far - FREE, _DOUBLINGS)), LONGEST_WAIT)


def network_of(address: str | None) -> str:
    """The neighbourhood of an address, as large as one customer's usually is: IPv4 /24, IPv6 /64."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return ELSEWHERE
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return str(ip_network((int(ip), 24 if isinstance(ip, IPv4Address) else 64), strict=False))


def pseudonym(kind: str, text: str) -> str:
    """What a count can be kept under wherever it is kept: neither an address nor a network can be read from it."""
    return tries.pseudonym(kind, text)
