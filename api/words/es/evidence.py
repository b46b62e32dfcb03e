"""What speaks for a weight, by its English: it is kept with each version of the weights, in English."""

_STUDIES = {
    "Tillson & Lewis 2024 (100 people, one setting, a pilot)": (
        "Tillson y Lewis 2024 (100 personas, un solo lugar, un estudio piloto)"
    ),
    "Eby et al. 2013 (meta-analysis, 173 samples, mentoring in general)": (
        "Eby y otras personas 2013 (metaanálisis, 173 muestras, mentoría en general)"
    ),
    "Ensher & Murphy 1997 (mentoring at work)": "Ensher y Murphy 1997 (mentoría en el trabajo)",
    "Practice; no study that we know of": "Práctica; no conocemos ningún estudio",
}
_OF_THIS_PROGRAM = {
    "{stated} This program chose {weight}; the default is {default}.": (
        "{stated} Este programa eligió {weight}; el valor inicial es {default}."
    ),
}
_EVIDENCE = {
    "Having lived through it is what a peer brings. Sharing the same substance did not show in how peers judged "
    "their alliance, so close experiences count in part.": (
        "Haberlo vivido es lo que trae una persona par. La misma sustancia no cambió cómo valoraron su vínculo, por "
        "eso lo cercano cuenta en parte."
    ),
    "Two people who find no good time do not meet. A choice of times makes it easier to begin and to go on.": (
        "Dos personas que no encuentran un buen horario no se ven. Poder elegir hace más fácil empezar y seguir."
    ),
    "A mentor some way ahead can show that it is possible. Beyond two years more time adds nothing here.": (
        "Una persona mentora que lleva más camino muestra que se puede. Más de dos años no suma nada aquí."
    ),
    "Peers judged their alliance by the same age and family life, and not by gender or race.": (
        "Al valorar su vínculo contaron la misma edad y la vida familiar, y no el género ni la raza."
    ),
    "What people know they share helps them to like each other and to begin to talk.": (
        "Saber qué se tiene en común ayuda a caerse bien y a empezar a hablar."
    ),
    "Attitudes and goals in common went with better mentoring more than demographics did.": (
        "Las actitudes y metas en común fueron de la mano con una mejor mentoría, más que los datos personales."
    ),
    "Peers judged their alliance by having taken the same way in recovery.": (
        "Al valorar su vínculo contó haber seguido el mismo camino de recuperación."
    ),
    "Similar ideas of how to work together belong to the attitudes that mattered; for styles of peer support "
    "in particular this is a guess.": (
        "Tener ideas parecidas sobre cómo trabajar juntos es parte de lo que importó. Para los estilos de apoyo es "
        "una suposición."
    ),
    "Words in common in what two people wrote may give a first thing to talk about. They say little more.": (
        "Las palabras en común en lo que escribieron pueden dar un primer tema. Dicen poco más."
    ),
}

TEMPLATES: dict[str, str] = {
    **_STUDIES,
    **_OF_THIS_PROGRAM,
    **{f"{english} ({{study}})": f"{spanish} ({{study}})" for english, spanish in _EVIDENCE.items()},
}
