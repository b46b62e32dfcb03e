"""A limit that a person set, and an answer beside it: what follows "someone who" or "the mentor"."""

from collections.abc import Sequence

from api.words.en.lives import one_is, one_lived
from api.words.en.parts import listed, names
from api.words.values import Labels, label

_TOPICS = {
    "gender": "their gender",
    "age_band": "their age",
    "region": "where they live",
    "shared": "their background",
    "languages": "their languages",
    "experiences": "what they have lived with",
    "pathways": "their ways in recovery",
}
_GENDERS = {"woman": "a woman", "man": "a man", "another": "of another gender"}


def someone(about: str, any_of: Sequence[str], labels: Labels) -> str:
    """Someone who is as asked for: any one of these answers will do."""
    return f"someone who {_end(about, any_of, labels, 'or')}"


def answered(about: str, said: Sequence[str] | None, who: str, labels: Labels) -> str:
    """What the other side said to it."""
    if said is None:
        return f"The {who} has not said anything about {_TOPICS[about]}"
    if not said:
        return f"Asked about {_TOPICS[about]}, the {who} named nothing"
    return f"The {who} {_end(about, said, labels, 'and')}"


def _end(about: str, codes: Sequence[str], labels: Labels, last: str) -> str:
    if about == "shared":
        return one_is(codes, labels, last)
    if about == "experiences":
        return one_lived(codes, labels, last)
    if about == "gender":
        return f"is {listed((_GENDERS.get(code, label(code, labels)) for code in codes), last)}"
    verb = {"age_band": "is aged", "region": "lives in", "languages": "knows", "pathways": "has experience with"}
    return f"{verb[about]} {names(tuple(codes), labels, last)}"
