"""What would have to be different for two people to be paired after all."""

from collections.abc import Sequence
from typing import cast

from api.words.es.parts import WHO, capital, counted, day, day_name, duration, listed, names, number
from api.words.es.wishes import answered, asked_for
from api.words.values import Labels, Sentence, Values, always, strings, text, whole

_STATUSES = {
    "applied": "Hagan la verificación y la capacitación de esta persona mentora, y después actívenla.",
    "screening": "Terminen la verificación y la capacitación, y después activen a esta persona mentora.",
    "training": "Terminen la capacitación y después activen a esta persona mentora.",
    "paused": "La persona mentora tendría que volver de su pausa.",
    "declined": "La persona tendría que enviar otra solicitud.",
    "retired": "La persona mentora tendría que volver, y habría que activarla de nuevo.",
}
_STAGES = {
    "early": "menos de un año",
    "sustained": "entre uno y cinco años",
    "stable": "cinco años o más",
}
# What comes before "sirve".
_SILENT = {
    ("mentee",): "La persona acompañada dijo que ningún horario le",
    ("mentor",): "La persona mentora dijo que ningún horario le",
    ("mentee", "mentor"): "Las dos personas dijeron que ningún horario les",
}


def _declined_before(values: Values, labels: Labels) -> str:
    if values["on"] is None:
        return "Esto no cambia: estas dos personas no se deben volver a juntar."
    return f"Se pueden volver a juntar desde el {day(values['on'])}."


def _in_force(what: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        if values["state"] == "never":
            return f"Anoten la fecha de la {what} de esta persona mentora."
        if values["state"] == "later":
            return f"Esperen hasta el {day(values['on'])}, cuando la {what} empieza a valer."
        return f"Renueven la {what}: venció el {day(values['on'])}."

    return told


def _too_early(values: Values, labels: Labels) -> str:
    asked = counted(whole(values["minimum_months"]), "mes", "meses")
    if values["case"] == "dated":
        return (
            f"El {day(values['on'])} la persona mentora tendrá el tiempo en recuperación que pide el programa: {asked}."
        )
    if values["stage"] is None:
        return f"Pregunten a la persona mentora cuándo empezó su recuperación. El programa pide al menos {asked}."
    ask = "Pregunten a la persona mentora cuánto tiempo lleva ahora en recuperación"
    if values["stage"] == "exploring":
        return f"{ask}. Cualquier respuesta basta."
    return f"{ask}. Basta con {_STAGES[text(values['stage'])]}, o con una fecha de hace al menos {asked}."


def _at_capacity(values: Values, labels: Labels) -> str:
    capacity, in_use, needed = (whole(values[name]) for name in ("capacity", "places_in_use", "needed"))
    if capacity == 0:
        now = f", y {number(in_use, 'uno')} {_in_use(in_use)} todavía" if in_use else ""
        return f"Ofrezcan {_places(needed)}: esta persona mentora no recibe a nadie más por ahora{now}."
    if in_use > capacity:
        offers = f"esta persona mentora ofrece {number(capacity, 'uno')}"
        return f"Liberen {_places(needed)}: {number(in_use)} {_in_use(in_use)}, y {offers}."
    of_all = (
        "el único lugar está ocupado"
        if capacity == 1
        else f"{number(in_use, 'uno')} de {number(capacity)} lugares {_in_use(in_use)}"
    )
    return f"Liberen un lugar: {of_all}."


def _places(count: int) -> str:
    return counted(count, "lugar", "lugares")


def _in_use(count: int) -> str:
    return "está ocupado" if count == 1 else "están ocupados"


def _languages(values: Values, labels: Labels) -> str:
    mentee, mentor = (_would(who, "sabe", "ninguno", "y", values, labels) for who in ("mentee", "mentor"))
    return f"Hace falta un idioma en común. {capital(mentee)}; {mentor}."


def _formats(values: Values, labels: Labels) -> str:
    mentee, mentor = (_would(who, "eligió:", "ninguna", "o", values, labels) for who in ("mentee", "mentor"))
    return f"Hace falta una forma de contacto en común. {capital(mentee)}; {mentor}."


def _would(who: str, verb: str, none: str, last: str, values: Values, labels: Labels) -> str:
    told = f"{verb} {names(values[who], labels, last)}" if values[who] else f"no {verb.rstrip(':')} {none}"
    return f"{WHO[who]} {told}"


def _times(values: Values, labels: Labels) -> str:
    if values["case"] == "no_times":
        return f"{_SILENT[tuple(strings(values['who']))]} sirve. Pregunten por otro que pueda servir."
    if values["case"] == "too_short":
        windows = cast(Sequence[tuple[str, str, str]], values["windows"])
        shared = listed(f"el {day_name(day)} de {start} a {end}" for day, start, end in windows[:3])
        return f"Comparten {shared}; hace falta media hora."
    return _apart(values)


def _apart(values: Values) -> str:
    earlier, later = (_at(*_moment(values, name)) for name in ("earlier", "later"))
    first, second = ("mentee", "mentor") if values["first"] == "mentee" else ("mentor", "mentee")
    by_clock = "La hora es la de la persona acompañada."
    if not values["minutes"]:
        return f"El tiempo de {WHO[first]} termina {earlier}, justo cuando empieza el de {WHO[second]}. {by_clock}"
    return (
        f"Los momentos más cercanos son {earlier} y {later}: {duration(values['minutes'])} de diferencia. "
        f"{capital(WHO[first])} está libre hasta el primero; {WHO[second]}, desde el segundo. {by_clock}"
    )


def _moment(values: Values, name: str) -> tuple[str, str]:
    return cast(tuple[str, str], values[name])


def _at(day: str, clock: str) -> str:
    return f"el {day_name(day)} {'a la' if clock.startswith('01:') else 'a las'} {clock}"


def _not_comfortable(values: Values, labels: Labels) -> str:
    if not values["answered"]:
        return "Pregunten a la persona mentora si se siente cómoda con alguien que toma medicamentos."
    return f"La persona mentora tendría que sentirse cómoda con esto: {names(values['codes'], labels)}."


def _wish(whose: str, other: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        unmet = cast(Sequence[tuple[str, Sequence[str], Sequence[str] | None]], values["unmet"])
        return " ".join(_one_wish(whose, other, *wish, labels) for wish in unmet)

    return told


def _one_wish(whose: str, other: str, about: str, any_of: Sequence[str], said: Sequence[str] | None, la: Labels) -> str:
    ask = "; se le puede preguntar." if said is None else ". Habría que cambiar ese límite."
    limit = f"{capital(WHO[whose])} puso un límite {asked_for(about, any_of, la)}."
    return f"{limit} {answered(about, said, other, la)}{ask}"


SENTENCES: dict[str, Sentence] = {
    "change.not_active": lambda values, labels: _STATUSES[text(values["status"])],
    "change.same_person": always("Si son dos personas, corrijan la cuenta o el correo electrónico de una de ellas."),
    "change.no_consent": always("La persona mentora tendría que dar permiso para buscarle un encuentro."),
    "change.concern_open": always("Primero resuelvan la preocupación abierta."),
    # Never who asked, nor why.
    "change.kept_apart": always("Habría que retirar la nota que separa a estas dos personas."),
    "change.declined_before": _declined_before,
    "change.training_missing": _in_force("capacitación"),
    "change.screening_missing": _in_force("verificación"),
    "change.too_early": _too_early,
    "change.at_capacity": _at_capacity,
    "change.no_shared_language": _languages,
    "change.no_shared_format": _formats,
    "change.no_shared_time": _times,
    "change.not_comfortable": _not_comfortable,
    "change.mentee_preference": _wish("mentee", "mentor"),
    "change.mentor_preference": _wish("mentor", "mentee"),
}
