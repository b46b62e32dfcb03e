"""Words that are no sentence: they stand on a card or in a row."""

from api.words.values import Labels, Sentence, Values, text, whole

_YEARS = {1: "un año", 2: "dos años", 5: "cinco años", 10: "diez años", 20: "veinte años"}
_STAGES = {
    "exploring": "pensando en un cambio",
    "early": "menos de un año",
    "sustained": "entre uno y cinco años",
    "stable": "cinco años o más",
}
_DAYS = {"weekday": "entre semana", "weekend": "de fin de semana"}
_TIMES = {"nights": "madrugadas", "mornings": "mañanas", "afternoons": "tardes", "evenings": "noches"}


def _since(values: Values, labels: Labels) -> str:
    years = whole(values["years"])
    return f"más de {_YEARS[years]}" if years else "menos de un año"


def part_of_week(values: Values, labels: Labels) -> str:
    return f"{_TIMES[text(values['time'])]} {_DAYS[text(values['days'])]}"


SENTENCES: dict[str, Sentence] = {
    "part_of_week": part_of_week,
    "stage_words.since": _since,
    "stage_words.stated": lambda values, labels: _STAGES[text(values["stage"])],
}
