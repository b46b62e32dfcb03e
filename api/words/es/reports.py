"""What the reports that look back say in Spanish."""

NOTES = {
    "fairness": (
        "No se muestran los grupos de menos de 11 personas. A veces otro grupo queda oculto con ellos, para que nadie "
        "pueda deducirlos. Entonces todos están en una sola fila: las demás personas.",
        "El número de personas se redondea a un múltiplo de 5, hacia arriba o hacia abajo. Los otros números también "
        "se redondean, y la espera va en semanas enteras. Un número puede moverse un poco aunque nada haya cambiado.",
        "Lo que pasa este mes se cuenta cuando el mes termina.",
        "Una diferencia pequeña puede ser casualidad. Mire primero las que se marcan como claras.",
        "Una diferencia no dice por qué existe. Puede venir de lo que pide cada quien, o de que faltan mentores.",
        "Una persona puede estar en más de un grupo de idiomas o de caminos. Quien no lo ha dicho también es un grupo.",
        "De quienes aún esperan se cuenta el tiempo hasta ahora. Al final será más largo.",
    ),
    "drift": (
        "Un mes se muestra cuando hubo listas para 11 personas o más. Lo mismo vale para quienes fueron emparejados.",
        "Los números se redondean a un múltiplo de 5. Lo que pasa este mes se cuenta cuando el mes termina.",
        "Un puntaje dice cuánto comparten dos personas de lo que se preguntó. No dice qué tan bien les irá.",
        "Los puntajes se mueven si cambian los pesos, si llegan otras personas o si la gente responde más. Este "
        "informe no dice cuál de estas cosas fue.",
    ),
}
GROUPS = {
    "everyone": "todas las personas",
    "everyone_else": "las demás personas",
    "not_said": "no lo ha dicho",
    "said_none": "dijo que ninguno",
}
COLUMNS = {
    "population": "Personas",
    "topic": "Según",
    "label": "Grupo",
    "people": "Cuántas (más o menos)",
    "measure": "Qué se mide",
    "value": "Valor",
    "ratio_to_best": "Veces el grupo mejor atendido",
    "ratio_from": "Al menos (95 %)",
    "ratio_to": "A lo más (95 %)",
    "clear": "Diferencia clara",
    "month": "Mes",
    "lists": "Listas mostradas (más o menos)",
    "first_score_p10": "Primer puntaje: una décima parte está por debajo",
    "first_score_p50": "Primer puntaje: la mitad está por debajo",
    "first_score_p90": "Primer puntaje: nueve décimas partes están por debajo",
    "shown_score_p10": "Todos los puntajes mostrados: una décima parte está por debajo",
    "shown_score_p50": "Todos los puntajes mostrados: la mitad está por debajo",
    "shown_score_p90": "Todos los puntajes mostrados: nueve décimas partes están por debajo",
    "confirmations": "Confirmados de una lista (más o menos)",
    "first_chosen_share": "Parte en que se eligió al primero",
}
WORDS = {
    "waiting": "personas que esperan",
    "introduced": "personas que fueron presentadas",
    "mentors": "mentores activos",
    "waiting_or_introduced": "personas que esperan o fueron presentadas",
    "everyone": "todas las personas",
    "languages": "idioma",
    "age_band": "edad",
    "gender": "género",
    "region": "región",
    "pathways": "camino",
    "stage": "etapa",
    "days_waited": "días de espera (la mitad esperó más)",
    "eligible_mentors": "mentores que se podrían elegir (promedio)",
    "times_suggested": "veces sugerido (promedio)",
    "times_matched": "veces presentado (promedio)",
    "matched_share": "parte que fue presentada",
    "True": "sí",
    "False": "no",
}
