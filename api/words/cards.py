"""Sentences that one party reads of the other, made from the codes that both may tell."""

from collections.abc import Mapping, Sequence

Labels = Mapping[str, str]
Shared = Mapping[str, Sequence[str]]

COMMON_GROUND = "A coordinator sees common ground between you."
OWN_WORDS = "own:"
_STARTERS = {
    "interests": "You both like {it}. What got each of you into it?",
    "goals": "You both care about {it}. What would a small first step look like?",
    "pathways": "You both know {it}. What has helped you there?",
    "experiences": "You have both lived with {it}. Share only as much as feels right today.",
    "background": "You have this in common: {it}. What is that like for each of you?",
}
_FIRST_TALK = "What would make a first talk feel easy for you?"


def card_text(shared: Shared, labels: Labels) -> str:
    """What the two have lived through in common; where that may not be told, a sentence that tells nothing."""
    lived = [_label(code, labels) for code in shared["experiences"]]
    if not lived:
        return COMMON_GROUND
    others = [_label(code, labels) for topic in ("interests", "goals") for code in shared[topic]]
    more = f" You also share: {_listed(others)}." if others else ""
    return f"You have both lived with {_listed(lived)}.{more}"


def starters(shared: Shared, labels: Labels) -> list[str]:
    """A few ways to begin a first talk, one for each topic in common, the lightest first."""
    from_shared = [
        sentence.format(it=_label(shared[topic][0], labels)) for topic, sentence in _STARTERS.items() if shared[topic]
    ]
    return [*from_shared, _FIRST_TALK]


def _label(code: str, labels: Labels) -> str:
    return labels.get(code, code.removeprefix(OWN_WORDS))


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
