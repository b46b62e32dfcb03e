"""What a coordinator should know before asking two people."""

from api.words.es.parts import day, hours
from api.words.values import Labels, Sentence, Values, always


def _away(values: Values, labels: Labels) -> str:
    if values["now"]:
        return f"La persona mentora está ausente hasta el {day(values['last'])}."
    if values["first"] == values["last"]:
        return f"La persona mentora estará ausente el {day(values['last'])}."
    return f"La persona mentora estará ausente del {day(values['first'])} al {day(values['last'])}."


def _less_time(values: Values, labels: Labels) -> str:
    wanted = hours(values["wanted"])
    other = (
        f"La persona acompañada pidió {wanted}"
        if values["asked"]
        else f"Contamos con {wanted}, porque la persona acompañada no lo dijo"
    )
    return f"La persona mentora tiene {hours(values['offered'])} por semana. {other}."


SENTENCES: dict[str, Sentence] = {
    "caution.too_little_said": always(
        "La persona acompañada ha dicho muy poco para poder comparar, así que este orden significa poco."
    ),
    "caution.last_free_place": always("No quedaría ningún lugar libre."),
    "caution.away_until": _away,
    "caution.clock_change": lambda values, labels: (
        f"Hay un cambio de hora: en la semana del {day(values['week'])} no coinciden ni media hora."
    ),
    "caution.not_ahead": always("La persona mentora no lleva más tiempo en recuperación que la persona acompañada."),
    "caution.less_time_than_asked": _less_time,
    "caution.training_expires_soon": lambda values, labels: (
        f"La capacitación de la persona mentora vence el {day(values['on'])}."
    ),
    "caution.screening_expires_soon": lambda values, labels: (
        f"La verificación de la persona mentora vence el {day(values['on'])}."
    ),
    "caution.first_match": always("Sería el primer encuentro de la persona mentora aquí."),
    "caution.recently_matched": lambda values, labels: (
        f"La última vez que le presentamos a alguien a la persona mentora fue el {day(values['on'])}."
    ),
}
