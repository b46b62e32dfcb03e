"""What people read when their own form has come in."""

_NOBODY_WATCHES = (
    "Nadie vigila este servicio día y noche. Si no está a salvo, use ahora una de las líneas de arriba, por favor."
)

RECEIVED = {
    "mentee": "Gracias. Hemos recibido lo que escribió. Una persona coordinadora lo leerá y se pondrá en contacto con "
    "usted de la manera que pidió. Si nos dio un correo electrónico, le llegará un mensaje. "
    f"{_NOBODY_WATCHES}",
    "mentor": "Gracias por querer acompañar a alguien. Una persona coordinadora leerá lo que escribió y se pondrá en "
    "contacto con usted. Si nos dio un correo electrónico, le llegará un mensaje. "
    f"{_NOBODY_WATCHES}",
}
