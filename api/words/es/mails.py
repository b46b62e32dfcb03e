"""Mails, which say nothing of what they are about."""

SUBJECT = "Tiene un mensaje"

_OPENING = """\
Tiene un mensaje.
Le espera en nuestra página, y allí solo usted puede leerlo.
Si no lo esperaba, puede dejarlo. No pasa nada.
Nadie lee las respuestas a este correo.

Ábralo cuando tenga un momento tranquilo:

"""

NOTICE = _OPENING + "{link}\n"

WITH_LINK = _OPENING + "{link}\n\nEsta dirección sirve una sola vez, durante {lasts}.\n"

WITH_SECRET = (
    _OPENING
    + """\
{link}

Esta dirección sirve una sola vez, durante {lasts}.
Si se le pide un código, es este:

{code}
"""
)

LASTS = {"invitation": "7 días", "reset": "1 hora", "sign_in": "10 minutos", "draft": "7 días"}
