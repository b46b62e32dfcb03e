"""What speaks for the weight of a factor, with its source."""

from api.words import DEFAULT_LANGUAGE
from api.words.es import evidence as spanish
from matcher.weights import DEFAULTS

_CHOSEN = {
    "en": "This program chose {weight:g}; the default is {default:g}.",
    "es": spanish.CHOSEN,
}


def evidence_for(factor: str, weight: float, language: str = DEFAULT_LANGUAGE) -> str:
    default = DEFAULTS[factor]
    text, source = default.evidence, default.source
    if language == "es":
        text, source = spanish.EVIDENCE[factor], spanish.SOURCES[source]
    stated = f"{text} ({source})"
    if weight == default.value:
        return stated
    chosen = _CHOSEN.get(language, _CHOSEN[DEFAULT_LANGUAGE]).format(weight=weight, default=default.value)
    return f"{stated} {chosen}"
