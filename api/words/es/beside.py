"""Por qué se nombra a alguien además de la lista, y qué dice probar otros pesos en todas las listas."""

from api.words.values import Labels, Sentence, Values, always


def _rarely(values: Values, labels: Labels) -> str:
    if values["lists"] == 0:
        return "Casi lo mismo en común, y no estuvo en la lista de nadie más en los últimos 30 días."
    people = "otra persona" if values["lists"] == 1 else f"otras {values['lists']} personas"
    return f"Casi lo mismo en común, y en los últimos 30 días estuvo solo en la lista de {people}."


SENTENCES: dict[str, Sentence] = {
    "tried.note": always(
        "Con otros pesos los puntos se miden de otra manera: más puntos no quiere decir mejor. Mire quién quedaría en "
        "primer lugar y cuántos lugares cambia cada persona. No se ha cambiado nada."
    ),
    "tried.too_many": always(
        "Hay demasiadas personas para planear por todas mientras usted espera. Pida un plan si quiere verlo: se "
        "prepara aparte."
    ),
    "also.different_background": always("Ha vivido cosas muy parecidas y trae una historia distinta."),
    "also.rarely_suggested": _rarely,
}
