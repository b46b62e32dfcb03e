"""How Spanish says it: genders, plurals, "e" and "u", lists that agree with nothing."""

import pytest

from api.words import sentence
from api.words.cards import asked, card_text, no_longer_here, starters
from api.words.es.parts import duration, hours, listed
from data.vocabulary import load
from matcher.explain import Phrase
from tests.matcher.made import DAYS

LABELS = load().labels("es")
NOTHING_SHARED: dict[str, list[str]] = {
    topic: [] for topic in ("experiences", "interests", "goals", "pathways", "background")
}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (
            Phrase("experience.partly", {"codes": ("alcohol", "eating", "overdose"), "wanted": 4}),
            "Las dos personas han pasado por esto: alcohol y dificultades con la comida. "
            "También han vivido de cerca una sobredosis. "
            "Son tres de las cuatro cosas que nombró la persona acompañada.",
        ),
        (
            Phrase("experience.partly", {"codes": ("overdose",), "wanted": 3}),
            "Las dos personas han vivido de cerca una sobredosis. "
            "Es una de las tres cosas que nombró la persona acompañada.",
        ),
        (
            Phrase("availability.shared", {"windows": (("tue", "18:00", "19:30"), ("sat", "09:00", "10:00"))}),
            "Podrían verse los martes de 18:00 a 19:30 y los sábados de 09:00 a 10:00.",
        ),
        (
            Phrase("availability.shared", {"windows": tuple((day, "18:00", "19:00") for day in DAYS[:5])}),
            "Podrían verse de lunes a viernes, de 18:00 a 19:00.",
        ),
        (
            Phrase("availability.shared", {"windows": tuple((day, "18:00", "19:00") for day in DAYS)}),
            "Podrían verse todos los días de 18:00 a 19:00.",
        ),
        (
            Phrase("background.partly", {"codes": ("caregiver",), "age": "near", "same_region": True}),
            "Las dos personas cuidan a un familiar, tienen edades cercanas y viven en la misma región.",
        ),
        (
            Phrase("interests.partly", {"codes": ("own:masa madre",), "wanted": 3}),
            "Tienen este gusto en común: masa madre. Es una de las tres cosas que le gustan a la persona acompañada.",
        ),
        (
            Phrase("pathways.partly", {"codes": ("medication",), "wanted": 2}),
            "Las dos personas conocen este camino: tratamiento con medicamentos. "
            "Es uno de los dos caminos que nombró la persona acompañada.",
        ),
        (
            Phrase("goals.shared", {"codes": tuple(f"own:{letter}" for letter in "abcdefg"), "wanted": 7}),
            "La persona mentora puede ayudar con esto: a, b, c, d y tres más.",
        ),
        (Phrase("stage.partly", {"months": 13}), "La persona mentora empezó su recuperación más de un año antes."),
        (
            Phrase("reason.mentor_preference", {"unmet": (("gender", ("woman", "another")), ("languages", ("es",)))}),
            "La persona mentora puso un límite sobre el género: mujer u otro género; sobre los idiomas: español. "
            "Lo que nos dijo la persona acompañada no lo cumple.",
        ),
        (
            Phrase("change.mentee_preference", {"unmet": (("age_band", ("25-34",), None),)}),
            "La persona acompañada puso un límite sobre la edad: de 25 a 34 años. "
            "La persona mentora no ha dicho nada sobre la edad; se le puede preguntar.",
        ),
        (
            Phrase("change.at_capacity", {"capacity": 1, "places_in_use": 2, "needed": 2}),
            "Liberen dos lugares: dos están ocupados, y esta persona mentora ofrece uno.",
        ),
        (
            Phrase("change.no_shared_language", {"mentee": ("es", "it"), "mentor": ()}),
            "Hace falta un idioma en común. "
            "La persona acompañada sabe español e italiano; la persona mentora no sabe ninguno.",
        ),
        (
            Phrase(
                "change.no_shared_time",
                {
                    "case": "apart",
                    "earlier": ("sun", "18:00"),
                    "later": ("wed", "01:00"),
                    "minutes": 55 * 60,
                    "first": "mentee",
                },
            ),
            "Los momentos más cercanos son el domingo a las 18:00 y el miércoles a la 01:00: 2 días y 7 horas de "
            "diferencia. La persona acompañada está libre hasta el primero; la persona mentora, desde el segundo. "
            "La hora es la de la persona acompañada.",
        ),
        (
            Phrase("caution.less_time_than_asked", {"offered": 0.5, "wanted": 1.5, "asked": False}),
            "La persona mentora tiene media hora por semana. "
            "Contamos con una hora y media, porque la persona acompañada no lo dijo.",
        ),
        (
            Phrase("caution.away_until", {"first": "2026-12-01", "last": "2027-01-03", "now": False}),
            "La persona mentora estará ausente del 1 de diciembre de 2026 al 3 de enero de 2027.",
        ),
        (Phrase("part_of_week", {"days": "weekend", "time": "mornings"}), "mañanas de fin de semana"),
    ],
)
def test_a_phrase_is_said_like_this(phrase: Phrase, text: str) -> None:
    assert sentence(phrase, "es", LABELS) == text


def test_and_and_or_change_before_their_own_sound() -> None:
    assert listed(["inglés", "italiano"]) == "inglés e italiano"
    assert listed(["agua", "hielo"]) == "agua y hielo"
    assert listed(["mujer", "hombre"], "o") == "mujer u hombre"
    assert listed(["costura y tejido", "baile"]) == "costura y tejido, y baile"


def test_lengths_of_time_are_said_as_people_say_them() -> None:
    assert [hours(each) for each in (0.5, 1.0, 2.5, 3.25)] == [
        "media hora",
        "una hora",
        "dos horas y media",
        "3.25 horas",
    ]
    told = ["45 minutos", "una hora", "2 horas y 1 minuto", "2 días y 1 hora"]
    assert [duration(minutes) for minutes in (45, 60, 121, 49 * 60)] == told


def test_the_two_are_told_what_they_share() -> None:
    shared = NOTHING_SHARED | {"experiences": ["alcohol", "grief"], "interests": ["hiking"], "goals": ["work"]}
    assert card_text(shared, "es", LABELS) == (
        "Ustedes han pasado por esto: alcohol y duelo. También comparten: senderismo y el trabajo."
    )
    assert card_text(NOTHING_SHARED, "es", LABELS) == "Una persona coordinadora ve cosas en común entre ustedes."
    assert starters(shared, "es", LABELS)[0] == "A ustedes les gusta esto: senderismo. ¿Cómo empezó para cada quien?"
    assert len(starters(shared, "es", LABELS)) == len(starters(shared, "en", LABELS)) == 4
    assert asked("first_contact", "es") == "Ya les presentamos. Escriba usted primero, por favor."
    assert no_longer_here("es") == "una persona que ya no está aquí"
