"""Lo que dicen las decisiones pasadas, y lo que dejan abierto."""

from api.words.values import Labels, Sentence, Values, always, label, text

_AS_ALIKE = "otras con el mismo parecido"


def _too_few(values: Values, labels: Labels) -> str:
    return (
        f"No hay datos suficientes para saberlo: van {values['decisions']} decisiones y hacen falta {values['least']}. "
        "Solo cuenta cuando se eligió a una persona mentora de una lista con más personas."
    )


def _no_gain(values: Values, labels: Labels) -> str:
    return (
        f"No hay datos suficientes para saberlo. Con {values['decisions']} decisiones, ningún otro peso habría puesto "
        "más arriba con seguridad a quien se eligió."
    )


def _better(values: Values, labels: Labels) -> str:
    return (
        f"Con los pesos de ahora, quien se eligió está entre los tres primeros lugares {values['now']} veces de 100. "
        f"Con estos pesos serían {values['then']} veces. Ustedes deciden si se ponen en uso."
    )


def _group(told: str) -> Sentence:
    def said(values: Values, labels: Labels) -> str:
        return f"{told}: {label(text(values['code']), labels)}."

    return said


SENTENCES: dict[str, Sentence] = {
    "learned.too_few": _too_few,
    "learned.no_gain": _no_gain,
    "learned.better": _better,
    "learned.look_at_groups": always(
        "A algunos grupos de personas mentoras se les eligió más, o menos, que a otras con el mismo parecido. "
        "Los pesos que aprenden de esto pueden seguir igual. Por favor, miren esto primero."
    ),
    "learned.less_often": _group(f"A las personas mentoras de este grupo se les eligió menos que a {_AS_ALIKE}"),
    "learned.more_often": _group(f"A las personas mentoras de este grupo se les eligió más que a {_AS_ALIKE}"),
    "learned.as_expected": _group(
        f"A las personas mentoras de este grupo se les eligió más o menos como a {_AS_ALIKE}"
    ),
    "learned.not_enough_to_tell": _group("No hay datos suficientes para saberlo de este grupo"),
}
