"""What two people had in common when a coordinator confirmed: codes and phrase keys, kept with the match.

The blind card reads it instead of the answers of the day. Otherwise whoever holds a card could change their own
answers, look again, and learn the other's one by one.
"""

from datetime import date
from typing import Any

from api.services import vocabulary
from data.store import known
from matcher import explain
from matcher.parts_of_week import parts_of_week
from matcher.people import Person

# Topics that may be told, and where the answers to each are kept.
TOPICS = {
    "experiences": "experiences",
    "pathways": "pathways",
    "interests": "interests",
    "goals": "goals",
    "background": "shared",
}


def found(mentee: Any, mentor: Any, as_of: date) -> dict[str, Any]:
    """``asked``: whether that side set a limit. It was met, or there would have been nothing to confirm."""
    one, other = known.person(mentee), known.person(mentor)
    return {
        "shared": {topic: common(mentee, mentor, column) for topic, column in TOPICS.items()},
        "formats": common(mentee, mentor, "formats"),
        "mentee": {"parts_of_week": _parts(one, other, as_of), "asked": bool(mentee.must)},
        "mentor": {"parts_of_week": _parts(other, one, as_of), "asked": bool(mentor.must)},
    }


def common(one: Any, other: Any, column: str) -> list[str]:
    """The codes that both have in this column, in the order of the forms."""
    places = vocabulary.places((column,))
    codes = set(getattr(one, column) or ()) & set(getattr(other, column) or ())
    return sorted(codes, key=lambda code: (places.get(code, len(places)), code))


def _parts(one: Person, other: Person, as_of: date) -> list[explain.PhraseJson]:
    return [explain.to_json(part) for part in parts_of_week(one, other, as_of)]
