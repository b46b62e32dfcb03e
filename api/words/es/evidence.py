"""What speaks for each weight. Keys of ``SOURCES`` are the sources as ``matcher.weights`` names them."""

SOURCES = {
    "Tillson & Lewis 2024 (100 people, one setting, a pilot)": (
        "Tillson y Lewis 2024 (100 personas, un solo lugar, un piloto)"
    ),
    "Eby et al. 2013 (meta-analysis, 173 samples, mentoring in general)": (
        "Eby et al. 2013 (metaanálisis, 173 muestras, mentoría en general)"
    ),
    "Ensher & Murphy 1997 (mentoring at work)": "Ensher y Murphy 1997 (mentoría en el trabajo)",
    "Practice; no study that we know of": "La práctica; no conocemos ningún estudio",
}

EVIDENCE = {
    "experience": (
        "Haberlo vivido es lo que aporta un par. Compartir la misma sustancia no se notó en cómo las personas "
        "valoraron su vínculo; por eso las experiencias cercanas cuentan en parte."
    ),
    "availability": (
        "Dos personas que no encuentran una hora buena no se ven. Tener varias horas posibles ayuda a empezar y "
        "a seguir."
    ),
    "stage": (
        "Alguien que va un poco más adelante puede mostrar que es posible. Más de dos años de diferencia no suman "
        "nada aquí."
    ),
    "background": (
        "Las personas valoraron su vínculo por tener la misma edad y vida familiar, y no por el género ni la raza."
    ),
    "interests": "Lo que dos personas saben que comparten les ayuda a caerse bien y a empezar a hablar.",
    "goals": "Las actitudes y metas en común fueron de la mano de una mejor mentoría, más que los datos personales.",
    "pathways": "Las personas valoraron su vínculo por haber seguido el mismo camino en la recuperación.",
    "style": (
        "Tener ideas parecidas de cómo trabajar juntas es una de las actitudes que contaron; para los estilos de apoyo "
        "entre pares en particular, es una suposición."
    ),
    "about": (
        "Las palabras en común en lo que escribieron dos personas pueden dar un primer tema de conversación. "
        "Poco más dicen."
    ),
}

CHOSEN = "Este programa eligió {weight:g}; el valor inicial es {default:g}."
