"""What two people have lived through and where they come from, as the end of "Las dos personas ..."."""

from collections.abc import Sequence

from api.words.es.parts import cut
from api.words.values import Labels, label

_BACKGROUND = {
    "parent": "tienen hijas o hijos",
    "single_parent": "crían a sus hijas o hijos sin pareja",
    "caregiver": "cuidan a un familiar",
    "veteran": "sirvieron en las fuerzas armadas",
    "first_responder": "trabajan en emergencias",
    "health_worker": "trabajan en servicios de salud",
    "student": "estudian",
    "older_adult": "son personas mayores",
    "lgbtq": "son LGBTQ+",
    "immigrant": "son inmigrantes",
    "refugee": "son personas refugiadas",
    "rural": "vienen del campo o de un pueblo pequeño",
    "indigenous": "son indígenas o de un pueblo originario",
    "black": "son personas negras o afroamericanas",
    "hispanic_latino": "son personas hispanas o latinas",
    "asian": "son de origen asiático",
    "pacific_islander": "son de las islas del Pacífico",
    "mena": "son de Oriente Medio o del norte de África",
    "white": "son personas blancas",
    "multiracial": "son de más de una raza",
    "justice_involved": "han tenido contacto con el sistema de justicia",
    "homelessness": "pasaron una época sin hogar",
    "foster_care": "crecieron en un hogar de acogida",
    "disabled": "tienen una discapacidad",
    "deaf_hoh": "son personas sordas o con dificultades para oír",
    "chronic_illness": "viven con una enfermedad o un dolor de larga duración",
    "neurodivergent": "son neurodivergentes",
    "faith_christian": "son de fe cristiana",
    "faith_muslim": "son de fe musulmana",
    "faith_jewish": "son de fe judía",
    "faith_buddhist": "son de fe budista",
    "faith_hindu": "son de fe hindú",
    "faith_other": "tienen otra fe o camino espiritual",
    "not_religious": "no tienen religión",
}
# Not lived with for a time, but there once, or in somebody close.
_THERE = {
    "overdose": "han vivido de cerca una sobredosis",
    "loved_one_in_recovery": "tienen un ser querido en recuperación",
}


def both_are(codes: Sequence[str], labels: Labels) -> list[str]:
    return [_BACKGROUND.get(code, f"nombraron esto: {label(code, labels)}") for code in _said_once(codes)]


def both_lived(codes: Sequence[str], labels: Labels) -> list[str]:
    """A list after a colon, so that no label has to agree with a verb."""
    lived = [label(code, labels) for code in codes if code not in _THERE]
    first = [f"han pasado por esto: {cut(lived)}"] if lived else []
    return first + [_THERE[code] for code in codes if code in _THERE]


def _said_once(codes: Sequence[str]) -> list[str]:
    """Who raises children without a partner has children: one of the two will do."""
    return [code for code in codes if code != "parent" or "single_parent" not in codes]
