"""Which groups of a report may be shown, and how its numbers are rounded, so that they tell of no single person.

Decision 20 says what whoever subtracts can do. After Hundepool et al., Statistical Disclosure Control (2012), ch. 5.
"""

from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from itertools import combinations
from math import floor

SMALLEST = 11
# Every number moves in steps of what five people are worth, or not at all.
STEP = 5
# However much somebody works out, a group that is not shown may be this much larger or smaller.
LEEWAY = 5
_LARGEST_HIDDEN = SMALLEST - 1
_DRAWS = 2**64


def one_answer_each(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """The groups to show where each person is in exactly one; the others are to be shown as one row together.

    ``sizes``: people of every group there may be, also of those that nobody is in. Where another has to go with the
    hidden ones it is the last of ``sizes`` that is large enough to be shown: the smallest of them would tell that no
    other is smaller. Nothing is shown where fewer than two rows would be left.
    """
    shown = [group for group, size in sizes.items() if size >= SMALLEST]
    while shown and not _safe_together([size for group, size in sizes.items() if group not in shown]):
        shown.pop()
    rows = len(shown) + any(size for group, size in sizes.items() if group not in shown)
    return tuple(shown) if rows > 1 else ()


def _safe_together(hidden: Collection[int]) -> bool:
    """Whether the sum of what is not shown, which a published total gives away, leaves each of them open.

    Nobody at all is nobody to single out. Ten groups of at most ten people that sum to a hundred are ten each.
    """
    together = sum(hidden)
    if not together or max(hidden) >= SMALLEST:
        return True
    return SMALLEST <= together <= _LARGEST_HIDDEN * len(hidden) - LEEWAY


def several_answers(sizes: Mapping[str, int], people: int, apart: Collection[str] = ()) -> tuple[str, ...]:
    """The groups to show where one person may be in several.

    ``people``: how many there are in all. ``apart``: groups whose people are in no other ("has not said"). Those
    who are not in a group that is shown are a cell as well, and so are they without the groups apart.
    """
    shown = [
        group
        for group, size in sizes.items()
        if size >= SMALLEST
        and all(_nobody_or_many(rest - size) for rest in _without(sizes, people, set(apart) - {group}))
    ]
    while shown and not _safe_beside(sizes, people, shown):
        shown.pop()
    return tuple(shown)


def _without(sizes: Mapping[str, int], people: int, apart: Collection[str]) -> list[int]:
    ways = (some for count in range(len(apart) + 1) for some in combinations(sorted(apart), count))
    return [people - sum(sizes[group] for group in some) for some in ways]


def _nobody_or_many(people: int) -> bool:
    return people == 0 or people >= SMALLEST


def _safe_beside(sizes: Mapping[str, int], people: int, shown: Collection[str]) -> bool:
    """Whoever is in no group that is shown is in one that is not: too many for too few groups would fill them."""
    hidden = len(sizes) - len(shown)
    left = people - sum(sizes[group] for group in shown)
    return left <= 0 or left <= _LARGEST_HIDDEN * hidden - LEEWAY


def rounded(total: float, step: float, members: Iterable[str], key: bytes, what: str) -> float:
    """A multiple of ``step`` next to the total, above or below by a draw that gets the total right on average.

    The draw follows from who is counted, of ``what``, and from the program's ``key`` (at most 64 bytes): asked again,
    the same people give the same number, and one person more gives one that has nothing to do with it.
    Random rounding as by Statistics Canada, made repeatable as the cell keys of the Australian Bureau of Statistics.
    """
    low = floor(total / step)
    over = total / step - low
    drawn = blake2b("\n".join((what, *sorted(members))).encode(), key=key, digest_size=8)
    return (low + (int.from_bytes(drawn.digest()) / _DRAWS < over)) * step
