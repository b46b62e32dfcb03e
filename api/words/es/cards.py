"""What one party reads of the other, and of what waits for them. A list stands after a colon, agreeing with nothing."""

COMMON_GROUND = "Una persona coordinadora ve cosas en común entre ustedes."
LIVED = "Ustedes han pasado por esto: {it}."
MORE = "También comparten: {it}."
STARTERS = {
    "interests": "A ustedes les gusta esto: {it}. ¿Cómo empezó para cada quien?",
    "goals": "A ustedes les importa esto: {it}. ¿Cuál sería un primer paso pequeño?",
    "pathways": "Ustedes conocen esto: {it}. ¿Qué les ha ayudado ahí?",
    "experiences": "Ustedes han pasado por esto: {it}. Cuenten solo lo que hoy quieran contar.",
    "background": "Ustedes tienen esto en común: {it}. ¿Cómo lo vive cada quien?",
}
FIRST_TALK = "¿Qué haría más fácil para usted la primera charla?"
ASKED = {
    "answer": "Alguien podría caminar a su lado. Lea la tarjeta y responda con calma.",
    "first_contact": "Ya les presentamos. Escriba usted primero, por favor.",
}
NO_LONGER_HERE = "una persona que ya no está aquí"
