"""Why a plan has nobody for someone."""

from api.words.values import Sentence, always

SENTENCES: dict[str, Sentence] = {
    "left_over.no_one_eligible": always("Por ahora no hay ninguna persona mentora que se pueda juntar con esta."),
    "left_over.only_forbidden": always("Usted dejó fuera a todas las personas mentoras que había para esta."),
    "left_over.places_taken": always("Hay personas mentoras para esta, pero en este plan otras ocupan sus lugares."),
    "left_over.already_matched": always("Esta persona acompañada ya tiene un encuentro en curso."),
    "left_over.not_waiting": always("Esta persona no está ahora en la lista de espera."),
    "left_over.no_consent": always("Esta persona no ha dado permiso para buscarle un encuentro, o lo retiró."),
}
