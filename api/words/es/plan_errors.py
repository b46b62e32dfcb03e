"""What is said where a plan for the waiting list is refused, by its English."""

TEMPLATES: dict[str, str] = {
    "This mentor has fewer free places than you pinned people to them.": (
        "Esta persona mentora tiene menos lugares libres que las personas que usted le fijó."
    ),
    "That is too much for one plan. Please name fewer mentees.": (
        "Es demasiado para un solo plan. Nombre a menos personas."
    ),
    "This plan is not ready: there is nothing in it to confirm.": (
        "Este plan no está listo: no hay en él nada que confirmar."
    ),
    "This mentee is named twice.": "Esta persona aparece dos veces.",
    "Name this mentee in mentee_ids too.": "Nombre a esta persona también en mentee_ids.",
    "This pair is both pinned and forbidden.": "Estas dos personas están fijadas y excluidas a la vez.",
    "This is not ready": "Esto no está listo",
    "This is not ready.": "Esto no está listo.",
}
