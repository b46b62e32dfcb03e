"""A limit that a person set, and an answer beside it: topic and labels, which agree with nothing around them."""

from collections.abc import Sequence

from api.words.es.parts import WHO, capital, names
from api.words.values import Labels

_TOPICS = {
    "gender": "el género",
    "age_band": "la edad",
    "region": "el lugar donde vive",
    "shared": "la historia y el entorno",
    "languages": "los idiomas",
    "experiences": "lo que ha vivido",
    "pathways": "los caminos de recuperación",
}


def asked_for(about: str, any_of: Sequence[str], labels: Labels) -> str:
    """Any one of these answers will do."""
    return f"sobre {_TOPICS[about]}: {names(tuple(any_of), labels, 'o')}"


def answered(about: str, said: Sequence[str] | None, who: str, labels: Labels) -> str:
    """What the other side said to it."""
    if said is None:
        return f"{capital(WHO[who])} no ha dicho nada sobre {_TOPICS[about]}"
    if not said:
        return f"Cuando le preguntamos sobre {_TOPICS[about]}, {WHO[who]} no nombró nada"
    return f"{capital(WHO[who])} respondió: {names(tuple(said), labels)}"
