"""Why one mentor stands above another, what would open a door, and whom a program could look for."""

from collections.abc import Sequence
from typing import cast

from api.words.es.parts import WHO, capital, counted, day_name, listed, names
from api.words.es.short import part_of_week
from api.words.es.wishes import asked_for
from api.words.values import Labels, Sentence, Values, always, plain_number, short_window, text, whole

_FACTORS = {
    "experience": "lo vivido",
    "availability": "horarios para verse",
    "stage": "más camino andado",
    "background": "historia y entorno",
    "interests": "intereses",
    "goals": "metas",
    "pathways": "caminos de recuperación",
    "style": "forma de apoyo",
    "about": "sus palabras",
}
_IN_THE_WAY = {
    "same_person": "La misma persona",
    "no_consent": "Personas mentoras que no han dado permiso",
    "concern_open": "Una preocupación que sigue abierta",
    "kept_apart": "Se deben mantener aparte",
    "declined_before": "Ya se les preguntó antes",
    "training_missing": "Capacitación que falta o venció",
    "screening_missing": "Verificación que falta o venció",
    "too_early": "Personas mentoras con poco tiempo en recuperación",
    "at_capacity": "Sin lugar libre",
    "no_shared_language": "Ningún idioma en común",
    "no_shared_format": "Ninguna forma de contacto en común",
    "no_shared_time": "Ningún horario en común",
    "not_comfortable": "Personas mentoras que no se sienten a gusto con lo que trae la persona",
    "mentee_preference": "Lo que la persona pidió de quien la acompañe",
    "mentor_preference": "Lo que pidieron las personas mentoras",
}
_EVEN = "Sus puntajes son iguales, y entonces"


def _decided(values: Values, labels: Labels) -> str:
    return f"Lo que hizo la diferencia: {_FACTORS[text(values['factor'])]}."


def _turn(values: Values, labels: Labels) -> str:
    factor, now, to = _FACTORS[text(values["factor"])], plain_number(values["now"]), plain_number(values["to"])
    return f"Cambiarían de lugar con un peso de {to} en vez de {now} para esto: {factor}."


def _format(values: Values, labels: Labels) -> str:
    return f"{capital(WHO[text(values['who'])])} podría hablar también {names(values['formats'], labels, 'o')}."


def _time(values: Values, labels: Labels) -> str:
    day, start, end = short_window(values["window"])
    who = capital(WHO[text(values["who"])])
    return f"{who} podría agregar el {day_name(day)} de {start} a {end} a sus horarios, en su propia hora."


def _minimum(values: Values, labels: Labels) -> str:
    asked = counted(whole(values["months"]), "mes", "meses")
    return f"El programa podría pedir {asked} en recuperación en vez de {whole(values['now'])}."


def _wish(values: Values, labels: Labels) -> str:
    limit = asked_for(text(values["about"]), cast(Sequence[str], values["any_of"]), labels)
    return f"Solo la persona acompañada puede decir si dejaría su límite {limit}."


def _in_the_way(values: Values, labels: Labels) -> str:
    reason = values["reason"]
    what = "Ninguna cosa por sí sola" if reason is None else _IN_THE_WAY[text(reason)]
    return f"{what}: {_people(values)}."


def _people(values: Values) -> str:
    return "una persona" if values["people"] == 1 else counted(whole(values["people"]), "persona", "personas")


def _recruit(values: Values, labels: Labels) -> str:
    able = [f"que sepa {names((values['language'],), labels)}"]
    if values["time"] is not None:
        able.append(f"libre en las {part_of_week(values, labels)}")
    if values["format"] is not None:
        able.append(f"que hable {names((values['format'],), labels)}")
    wishes = cast(Sequence[tuple[str, str]], values["wishes"])
    also = f", con esto {'; '.join(asked_for(about, (code,), labels) for about, code in wishes)}" if wishes else ""
    return f"Una persona mentora {listed(able)}{also}, serviría a {_people(values)}."


SENTENCES: dict[str, Sentence] = {
    "decided.factor": _decided,
    "decided.free_places": always(f"{_EVEN} va primero quien tiene más lugares libres."),
    "decided.never_introduced": always(f"{_EVEN} va primero la persona mentora que nunca tuvo una presentación."),
    "decided.introduced_longer_ago": always(f"{_EVEN} va primero la persona mentora con la presentación más lejana."),
    "decided.id": always(f"{_EVEN} nada más las distingue: el orden es por número."),
    "turn": _turn,
    "opening.format": _format,
    "opening.time": _time,
    "opening.minimum_months": _minimum,
    "opening.wish": _wish,
    "in_the_way": _in_the_way,
    "recruit": _recruit,
}
