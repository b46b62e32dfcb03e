"""Why two people may not be paired."""

from collections.abc import Sequence
from typing import cast

from api.words.es.parts import WHO, capital, counted, day, names
from api.words.es.wishes import asked_for
from api.words.values import Labels, Sentence, Values, always, text, whole

_STATUSES = {
    "applied": "Esta persona mentora envió su solicitud y todavía no puede empezar.",
    "screening": "La verificación de esta persona mentora todavía no termina.",
    "training": "Esta persona mentora todavía está en capacitación.",
    "paused": "Esta persona mentora se ha tomado una pausa.",
    "declined": "La solicitud de esta persona no llevó a la mentoría.",
    "retired": "Esta persona ya dejó de ser mentora.",
}


def _not_in_force(what: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        if values["state"] == "never":
            return f"No hay fecha de la {what} de esta persona mentora."
        happens = "venció" if values["state"] == "expired" else "todavía no vale: empieza"
        return f"La {what} de esta persona mentora {happens} el {day(values['on'])}."

    return told


def _too_early(values: Values, labels: Labels) -> str:
    if values["months"] is None:
        return "Esta persona mentora no ha dicho cuánto tiempo lleva en recuperación."
    asked = counted(whole(values["minimum_months"]), "mes", "meses")
    return f"El programa pide {asked} en recuperación para ser mentora, y esta persona todavía no llega."


def _not_comfortable(values: Values, labels: Labels) -> str:
    if not values["answered"]:
        return "Esta persona mentora no ha dicho si se siente cómoda con los medicamentos, así que no la proponemos."
    return f"Esta persona mentora prefiere no hablar de esto: {names(values['codes'], labels, 'ni')}."


def _unmet(whose: str, other: str) -> Sentence:
    def told(values: Values, labels: Labels) -> str:
        unmet = cast(Sequence[tuple[str, Sequence[str]]], values["unmet"])
        wishes = "; ".join(asked_for(about, any_of, labels) for about, any_of in unmet)
        return f"{capital(WHO[whose])} puso un límite {wishes}. Lo que nos dijo {WHO[other]} no lo cumple."

    return told


SENTENCES: dict[str, Sentence] = {
    "reason.not_active": lambda values, labels: _STATUSES[text(values["status"])],
    "reason.same_person": always("Los dos perfiles son de la misma persona."),
    "reason.no_consent": always("Esta persona mentora no ha dado permiso para buscarle un encuentro, o lo retiró."),
    "reason.concern_open": always("Primero hay que resolver una preocupación seria."),
    # Never who asked, nor why.
    "reason.kept_apart": always("Estas dos personas no se deben juntar."),
    "reason.declined_before": always("La forma en que terminó un encuentro anterior de las dos impide uno nuevo."),
    "reason.training_missing": _not_in_force("capacitación"),
    "reason.screening_missing": _not_in_force("verificación"),
    "reason.too_early": _too_early,
    "reason.at_capacity": always("Esta persona mentora no tiene ningún lugar libre."),
    "reason.no_shared_language": always("No tienen ningún idioma en común."),
    "reason.no_shared_format": always("No tienen ninguna forma de contacto en común."),
    "reason.no_shared_time": always("Nunca tienen libre la misma media hora."),
    "reason.not_comfortable": _not_comfortable,
    "reason.mentee_preference": _unmet("mentee", "mentor"),
    "reason.mentor_preference": _unmet("mentor", "mentee"),
}
