"""Because: a sentence or two for a factor, made from what two people share.

A list stands after a colon, so that it agrees with nothing; how many of the wished for these are is a sentence of
its own.
"""

from collections.abc import Sequence
from typing import cast

from api.words.es.lives import both_are, both_lived
from api.words.es.parts import cut, days_name, listed, number
from api.words.values import Labels, Sentence, Values, always, label, strings, whole

_TIMES_NAMED = 3
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LEADS = [(18, "más de un año y medio"), (12, "más de un año"), (6, "más de medio año")]


def _with_codes(one: str, several: str, rest: str = "", gender: str = "a") -> Sentence:
    """``rest``: what follows "una de las tres ..."; ``gender``: the ending of what is counted there."""

    def told(values: Values, labels: Labels) -> str:
        codes = strings(values["codes"])
        told = f"{one if len(codes) == 1 else several}: {cut([label(code, labels) for code in codes])}."
        return f"{told} {_of_those(values, gender)} {rest}." if rest else told

    return told


def _of_those(values: Values, gender: str) -> str:
    """Son dos de las cinco; es uno de los tres."""
    many = len(strings(values["codes"]))
    verb, one, those = ("Es" if many == 1 else "Son"), f"un{gender}", f"l{gender}s"
    return f"{verb} {number(many, one)} de {those} {number(whole(values['wanted']), one)}"


def _lived(values: Values, labels: Labels) -> str:
    first, *others = both_lived(strings(values["codes"]), labels)
    more = f" También {listed(others)}." if others else ""
    return f"Las dos personas {first}.{more}"


def _lived_in_part(values: Values, labels: Labels) -> str:
    return f"{_lived(values, labels)} {_of_those(values, 'a')} cosas que nombró la persona acompañada."


def _silent(what: str) -> Sentence:
    return always(f"La persona mentora no ha dicho {what}, así que aquí contamos un valor medio.")


def _meet(values: Values, labels: Labels) -> str:
    windows = cast(Sequence[tuple[str, str, str]], values["windows"])
    by_day: dict[str, list[str]] = {}
    for day, start, end in windows:
        by_day.setdefault(day, []).append(f"de {start} a {end}")
    alike: dict[tuple[str, ...], list[str]] = {}
    for day, times in by_day.items():
        alike.setdefault(tuple(times), []).append(day)
    parts = [f"{_on(days)} {listed(times[:_TIMES_NAMED])}" for times, days in alike.items()]
    more = len(parts) > _TIMES_NAMED or any(len(times) > _TIMES_NAMED for times in alike)
    told = listed(parts[:_TIMES_NAMED])
    return f"Podrían verse {told}, y también en otros momentos." if more else f"Podrían verse {told}."


def _on(days: Sequence[str]) -> str:
    if tuple(days) == _WEEK:
        return "todos los días"
    return "de lunes a viernes," if tuple(days) == _WEEK[:5] else f"los {listed(days_name(day) for day in days)}"


def _background(values: Values, labels: Labels) -> str:
    parts = both_are(strings(values["codes"]), labels)
    if values["age"]:
        parts.append("son del mismo grupo de edad" if values["age"] == "same" else "tienen edades cercanas")
    if values["same_region"]:
        parts.append("viven en la misma región")
    return f"Las dos personas {listed(parts)}."


def _ahead(values: Values, labels: Labels) -> str:
    months = whole(values["months"])
    lead = next((words for least, words in _LEADS if months >= least), "un poco")
    return f"La persona mentora empezó su recuperación {lead} antes."


_LIKED = ("Tienen este gusto en común", "Tienen estos gustos en común")
_HELPS = ("La persona mentora puede ayudar con esto",) * 2
_WAYS = ("Las dos personas conocen este camino", "Las dos personas conocen estos caminos")

SENTENCES: dict[str, Sentence] = {
    "experience.shared": _lived,
    "experience.partly": _lived_in_part,
    "experience.near": always("Lo que han vivido no es igual, pero sí cercano."),
    "experience.nothing": always("No nombraron ninguna vivencia en común."),
    "experience.unknown": _silent("qué ha vivido"),
    "availability.shared": _meet,
    "availability.partly": _meet,
    "availability.nothing": always("No tienen ningún horario en común."),
    "availability.unknown": _silent("cuándo tiene tiempo"),
    "stage.shared": always("La persona mentora empezó su recuperación al menos dos años antes."),
    "stage.partly": _ahead,
    "stage.nothing": always("La persona mentora no lleva más tiempo en recuperación que la persona acompañada."),
    "stage.unknown": _silent("cuánto tiempo lleva en recuperación"),
    "background.shared": _background,
    "background.partly": _background,
    "background.nothing": always("No nombraron nada en común sobre la historia y el entorno."),
    "background.unknown": _silent("cuál es su historia y su entorno"),
    "interests.shared": _with_codes(*_LIKED),
    "interests.partly": _with_codes(*_LIKED, rest="cosas que le gustan a la persona acompañada"),
    "interests.nothing": always("No nombraron ningún gusto en común."),
    "interests.unknown": _silent("qué le gusta"),
    "goals.shared": _with_codes(*_HELPS),
    "goals.partly": _with_codes(*_HELPS, rest="cosas en las que la persona acompañada quiere apoyo"),
    "goals.nothing": always("La persona mentora no nombró nada de lo que la persona acompañada busca."),
    "goals.unknown": _silent("con qué puede ayudar"),
    "pathways.shared": _with_codes(*_WAYS),
    "pathways.partly": _with_codes(*_WAYS, rest="caminos que nombró la persona acompañada", gender="o"),
    "pathways.nothing": always("No nombraron ningún camino de recuperación en común."),
    "pathways.unknown": _silent("qué caminos de recuperación ha seguido"),
    "style.shared": _with_codes(*("La persona mentora ofrece el apoyo que la persona acompañada espera",) * 2),
    "style.partly": _with_codes(
        *("La persona mentora ofrece esto",) * 2, rest="formas de apoyo que espera la persona acompañada"
    ),
    "style.nothing": always("La persona mentora no nombró ninguna forma de apoyo que la persona acompañada espera."),
    "style.unknown": _silent("qué apoyo ofrece"),
    "about.partly": always("Usaron algunas palabras iguales para describirse."),
    "about.nothing": always("Usaron palabras distintas para describirse."),
    "about.unknown": _silent("nada de sí misma con sus propias palabras"),
}
