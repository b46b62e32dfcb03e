"""What a benchmark found, as rows of one table: each a ratio against something named, measured in the same run."""

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("what", "against", "size", "measured", "beside", "ratio", "at least", "aim", "")


@dataclass(frozen=True, slots=True)
class Row:
    """``measured`` and ``beside``: what the two took, with their unit.

    ``ratio``: how many times as fast where ``within`` is false, and of how many times the cost where it is true.
    None in ``at_least`` and ``aim``: nothing was promised.
    """

    what: str
    against: str
    size: str
    measured: str
    beside: str
    ratio: float
    at_least: float | None = None
    aim: float | None = None
    within: bool = False

    @property
    def met(self) -> str:
        """Of what was promised."""
        if self._reaches(self.aim):
            return "aim met"
        if self._reaches(self.at_least):
            return "met"
        return "" if self.at_least is self.aim is None else "NOT met"

    def _reaches(self, asked: float | None) -> bool:
        return asked is not None and (self.ratio <= asked if self.within else self.ratio >= asked)

    def cells(self) -> tuple[str, ...]:
        asked = tuple(
            "" if number is None else f"{'within ' if self.within else ''}{number:g} x"
            for number in (self.at_least, self.aim)
        )
        return self.what, self.against, self.size, self.measured, self.beside, f"{self.ratio:.2f} x", *asked, self.met


def seconds(time: float) -> str:
    """With three figures, in the unit that suits."""
    for unit, times in (("s", 1), ("ms", 1e3)):
        if time * times >= 1:
            return f"{time * times:.3g} {unit}" if time * times < 100 else f"{time * times:,.0f} {unit}"
    return f"{time * 1e6:.3g} us" if time * 1e6 < 100 else f"{time * 1e6:,.0f} us"


def table(rows: Iterable[Row]) -> str:
    """In Markdown, so that it can be kept as it was printed."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([padded[0], rule, *padded[1:]])
