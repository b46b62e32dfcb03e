"""What is said when an answer or a request is refused, by its English."""

_ANSWERS = {
    "Please fill this in.": "Por favor, responda aquí.",
    "This one is needed, so it can't be null.": "Esta respuesta hace falta, no puede quedar vacía.",
    "There is no such field here.": "Aquí no existe este campo.",
    "Send an object here.": "Aquí hace falta un grupo de respuestas.",
    "Send a list here.": "Aquí hace falta una lista.",
    "At most {most} entries, please.": "Elija {most} como máximo, por favor.",
    "Name at least {least}.": "Nombre por lo menos {least}.",
    "Send text here.": "Aquí hace falta un texto.",
    "Leave it out or send null if you'd rather not say.": "Si prefiere no decirlo, déjelo vacío.",
    "There are characters in it that can't be stored or shown. Please type it again without them.": (
        "Hay signos que no se pueden guardar ni mostrar. Por favor, escríbalo otra vez sin ellos."
    ),
    "Please keep this on one line.": "Escriba esto en una sola línea, por favor.",
    "Please keep this to {most} characters.": "Por favor, use {most} caracteres como máximo.",
    "Please write at least {least} characters.": "Por favor, escriba al menos {least} caracteres.",
    "This does not look like an email address. It should look like name@example.org.": (
        "Esto no parece un correo electrónico. Tendría que ser como nombre@example.org."
    ),
    "This does not look like a phone number. Digits, spaces and + ( ) - . / are fine.": (
        "Esto no parece un número de teléfono. Puede usar cifras, espacios y + ( ) - . /"
    ),
    "This is not one of our ids.": "Esta no es una de nuestras claves.",
    "This is not one of the answers to choose from.": "Esta no es una de las respuestas para elegir.",
    "Choose one of: {words}.": "Elija una de estas: {words}.",
    "Write a word of your own after “own:”, or leave it out.": "Escriba una palabra suya después de “own:”, o quítelo.",
    "Your own words can't have a semicolon, a tab or a new line in them.": (
        "Sus propias palabras no pueden llevar punto y coma, tabulador ni línea nueva."
    ),
    "Please keep your own words to {most} characters.": (
        "Por favor, use {most} caracteres como máximo en sus propias palabras."
    ),
    "Send a whole number from {least} to {most}.": "Escriba un número entero de {least} a {most}.",
    "Send a number from {least} to {most}.": "Escriba un número de {least} a {most}.",
    "Send true or false.": "Responda sí o no.",
    "Send a date as year-month-day, for example 2026-03-01.": "Escriba la fecha como año-mes-día: 2026-03-01.",
    "This day has not come yet.": "Ese día todavía no ha llegado.",
    "Send a time zone by its name, for example America/Chicago.": (
        "Escriba la zona horaria por su nombre, por ejemplo America/Chicago."
    ),
    "Send a time on the quarter hour, for example 18:00 or 18:15.": (
        "Escriba una hora en cuartos, por ejemplo 18:00 o 18:15."
    ),
    "This ends before it begins. If it goes past midnight, send two windows, one for each day.": (
        "Esto termina antes de empezar. Si pasa de la medianoche, anote dos horarios, uno para cada día."
    ),
    "This ends before it begins.": "Esto termina antes de empezar.",
    "This expires before it was done.": "Esto vence antes del día en que se hizo.",
    "This day comes before the day it was done.": "Este día es anterior al día en que se hizo.",
    "Send one consent for each purpose.": "Basta un permiso para cada fin.",
    "This consent comes with a yes to a match; it is not given on its own.": (
        "Este permiso se da al decir que sí a un encuentro, no por separado."
    ),
    "There is no such version of this text.": "No existe esa versión de este texto.",
    "At least one weight has to be above 0.": "Al menos un peso tiene que ser mayor que 0.",
    "Give an email or a phone number, so that there is a way to reach this person.": (
        "Escriba un correo electrónico o un teléfono, para que haya una forma de contacto."
    ),
    "This program is for adults, so nothing of what you wrote was kept. You matter, and there is help for you: "
    "talk to an adult you trust, or use one of the lines named here. They are there for young people too.": (
        "Este programa es para personas adultas, por eso no guardamos nada de lo que escribió. Usted importa, y hay "
        "ayuda para usted. Hable con una persona adulta de confianza, o use una de estas líneas. También son para "
        "jóvenes."
    ),
}
_NOT_SENT_HERE = {
    "The service gives each person an id.": "El servicio da una clave a cada persona.",
    "The service gives each program an id.": "El servicio da una clave a cada programa.",
    "Your coordinator moves this on with you.": "Su persona coordinadora avanza en esto con usted.",
    "This begins when your coordinator welcomes you.": (
        "Esto empieza cuando su persona coordinadora le da la bienvenida."
    ),
    "Your coordinator looks after this one.": "De esto se ocupa su persona coordinadora.",
    "A move changes this: POST /api/v1/mentees/{id}/moves.": "Esto cambia con un paso, no aquí.",
    "A move changes this: POST /api/v1/mentors/{id}/moves.": "Esto cambia con un paso, no aquí.",
    "Moves set this.": "Esto cambia con un paso, no aquí.",
    "Send this to POST /api/v1/mentees/{id}/consents.": "Los permisos se dan en su propia página.",
    "Send this to POST /api/v1/mentors/{id}/consents.": "Los permisos se dan en su propia página.",
    "The service counts this: capacity, less the matches under way.": (
        "El servicio lo calcula: los lugares menos los encuentros en curso."
    ),
    "The short name stands in links that people have; it stays.": (
        "El nombre corto está en enlaces que la gente ya tiene, por eso no cambia."
    ),
    "Say whose answer this is, and how you heard it.": "Diga de quién es esta respuesta y cómo la supo.",
    "This goes with accept and decline only.": "Esto solo va con un sí o un no.",
    "No reason goes with this action.": "Este paso no lleva motivo.",
    "A consent goes with accept only.": "El permiso solo va con un sí.",
}
_PASSWORDS = {
    "A password has 1 to 1024 characters.": "Una contraseña tiene de 1 a 1024 caracteres.",
    "Please use {least} characters or more.": "Por favor, use {least} caracteres o más.",
    "This is easy to guess. Choose another: four or five words that have nothing to do with each other, or with you, "
    "are easy to remember.": (
        "Esta es fácil de adivinar. Elija otra: cuatro o cinco palabras sin relación entre ellas ni con usted son "
        "fáciles de recordar."
    ),
    "Please give the password that you have now as well.": "Escriba también la contraseña que tiene ahora, por favor.",
    "This is not the password that you have now.": "Esta no es la contraseña que tiene ahora.",
    "You have no password yet. Please leave this out.": "Todavía no tiene contraseña. Deje esto vacío, por favor.",
    "Here you need a password. Please choose one.": "Aquí se necesita una contraseña. Elija una, por favor.",
    "You have an account with this address. Use its password here; if it is lost, ask for a new one first.": (
        "Ya tiene una cuenta con este correo. Use aquí su contraseña; si la perdió, pida primero una nueva."
    ),
    "This address is in use here already. Please ask your coordinator: everyone needs an address of their own.": (
        "Este correo ya se usa aquí. Pregunte a su persona coordinadora: cada quien necesita un correo propio."
    ),
    "If you have an account with this address, a mail is on its way to you. It can take a few minutes. "
    "The link in it works once, for an hour.": (
        "Si tiene una cuenta con este correo, le llegará un mensaje. Puede tardar unos minutos. El enlace sirve una "
        "sola vez, durante una hora."
    ),
}
_REFUSALS = {
    "not known here": "aquí no se conoce",
    "There were many tries one after another. Please wait a moment, then try again.": (
        "Hubo muchos intentos seguidos. Por favor, espere un momento y pruebe otra vez."
    ),
    "You have more than one role. Say which one you want to sign in with.": (
        "Usted tiene más de un papel aquí. Diga con cuál quiere entrar."
    ),
    "Some answers need another look.": "Algunas respuestas necesitan otra mirada.",
    "These two can't be matched now.": "Ahora no se puede juntar a estas dos personas.",
    "This key was sent with other answers before. Use a new one for these.": (
        "Esta clave ya se envió con otras respuestas. Use una nueva para estas."
    ),
    "This mentee has a match under way.": "Esta persona acompañada ya tiene un encuentro en curso.",
    "This mentee is not on the waiting list now.": "Esta persona no está ahora en la lista de espera.",
    "This mentee has not agreed to matching, or has taken it back.": (
        "Esta persona no ha dado permiso para buscarle un encuentro, o lo retiró."
    ),
    "This mentor has no free place.": "Esta persona mentora no tiene ningún lugar libre.",
    "A match that is {state} can't take this step ({action}).": "Este encuentro no puede dar ese paso ahora.",
    "Someone who is {status} can't take this step ({action}).": "Esta persona no puede dar ese paso ahora.",
    "A consent to matching is missing or was taken back.": (
        "Falta un permiso para buscar un encuentro, o alguien lo retiró."
    ),
    "A consent to this introduction is missing or was taken back.": (
        "Falta un permiso para esta presentación, o alguien lo retiró."
    ),
    "This id is somebody else's already.": "Esta clave ya es de otra persona.",
    "There is a program with this short name already.": "Ya hay un programa con este nombre corto.",
    "There is a program here already; the sample goes into an empty database only.": (
        "Aquí ya hay un programa; el ejemplo solo entra en una base de datos vacía."
    ),
    "There is no email address that this person wants to be written to.": (
        "No hay un correo electrónico al que esta persona quiera que le escriban."
    ),
    "Somebody with this address has this role here already.": "Alguien con este correo ya tiene este papel aquí.",
    "Somebody has to look after this program. Add another administrator first.": (
        "Alguien tiene que cuidar de este programa. Agregue antes a otra persona administradora."
    ),
    "Send If-Match with the ETag of what you have read, so that nobody's change is lost.": (
        "Vuelva a abrir la página antes de cambiar esto, para que no se pierda el cambio de nadie."
    ),
    "Somebody changed this after you read it. Please read it again, then send your change.": (
        "Alguien cambió esto después de que usted lo leyó. Léalo otra vez y envíe su cambio de nuevo, por favor."
    ),
    "This does not belong to this list. Begin again without it.": (
        "Esto no es de esta lista. Empiece otra vez sin ello."
    ),
    "Send this once.": "Envíe esto una sola vez.",
    "There is no such parameter here.": "Aquí no existe este dato.",
    "Send 1 to {most} printable ASCII characters, without blanks at the ends.": (
        "Use de 1 a {most} letras o cifras sencillas, sin espacios al principio ni al final."
    ),
    "The service can't reach its storage just now. Please look again before you send it a second time.": (
        "El servicio no alcanza ahora sus datos. Mire de nuevo antes de enviarlo otra vez, por favor."
    ),
    "Somebody else changed this at the same moment. Nothing was changed; please look again.": (
        "Otra persona cambió esto en el mismo momento. Su cambio no se guardó; mire de nuevo, por favor."
    ),
    "The storage is not ready: {state}.": "Los datos del servicio todavía no están listos.",
}
_TITLES = {
    "There is nothing here": "Aquí no hay nada",
    "This can't be done here": "Esto no se puede hacer aquí",
    "That is too much at once": "Es demasiado a la vez",
    "This form of content is not understood": "No entendemos esta forma de contenido",
    "The request could not be read": "No se pudo leer lo que envió",
    "Please sign in": "Por favor, entre con su cuenta",
    "The email or the password is not right": "El correo o la contraseña no son correctos",
    "Some answers need another look": "Algunas respuestas necesitan otra mirada",
    "This key was used before": "Esta clave ya se usó",
    "Say which version you are changing": "Diga qué versión está cambiando",
    "Somebody else changed this": "Otra persona cambió esto",
    "This is not yours to do": "Esto no le toca a usted",
    "Please try again in a moment": "Pruebe otra vez en un momento, por favor",
    "Something went wrong on our side": "Algo salió mal de nuestro lado",
    "Choose a role": "Elija un papel",
    "This step is not possible now": "Este paso no es posible ahora",
    "There is a match under way": "Ya hay un encuentro en curso",
    "Not on the waiting list": "No está en la lista de espera",
    "A consent is missing": "Falta un permiso",
    "No free place": "No hay lugar libre",
    "These two can't be matched now": "Ahora no se puede juntar a estas dos personas",
    "This is there already": "Esto ya existe",
    "There is no address to write to": "No hay un correo al cual escribir",
    "This is the last administrator": "Es la última persona administradora",
    "Please wait a moment": "Espere un momento, por favor",
    "Somebody else was quicker": "Otra persona fue más rápida",
}
_BODIES = {
    "The body is larger than 256 kB.": "Lo que envió pesa más de 256 kB.",
    "This form has more fields than any of ours.": "Este formulario tiene más campos que los nuestros.",
    "This form did not come from our own page.": "Este formulario no vino de nuestra propia página.",
    "NaN and Infinity are not JSON.": "NaN e Infinity no son JSON.",
    "The body must not begin with a byte order mark.": "Lo que envió no debe empezar con una marca de orden de bytes.",
    "The body has to be a JSON object.": "Lo que envió tiene que ser un objeto JSON.",
    "Send the body as application/json in UTF-8.": "Envíe el contenido como application/json en UTF-8.",
    "A name appears twice in one object of the body.": "Un nombre aparece dos veces en lo que envió.",
    "A number in the body is too large.": "Un número de lo que envió es demasiado grande.",
    "The body has to be UTF-8.": "Lo que envió tiene que estar en UTF-8.",
    "The body is not JSON.": "Lo que envió no es JSON.",
    "The body ended too early.": "Lo que envió llegó incompleto.",
    "The body is nested more than {deepest} deep.": "Lo que envió tiene más de {deepest} niveles.",
}
# Our fields have words of their own for these; they are marshmallow's, should one of them ever come through.
_LIBRARY = {
    "Missing data for required field.": "Por favor, responda aquí.",
    "Field may not be null.": "Esta respuesta hace falta, no puede quedar vacía.",
    "Invalid type.": "Esta no es una respuesta posible aquí.",
    "Invalid value.": "Esta no es una respuesta posible aquí.",
    "Not a valid boolean.": "Responda sí o no.",
    "Not a valid date.": "Esto no es una fecha.",
    "Not a valid integer.": "Esto no es un número entero.",
    "Not a valid list.": "Aquí hace falta una lista.",
    "Not a valid mapping type.": "Aquí hace falta un grupo de respuestas.",
    "Not a valid number.": "Esto no es un número.",
    "Not a valid string.": "Aquí hace falta un texto.",
    "Not a valid utf-8 string.": "Aquí hace falta un texto.",
    "Not a valid {obj_type}.": "Esta no es una respuesta posible aquí.",
    "Not a valid {awareness} {obj_type}.": "Esta no es una respuesta posible aquí.",
    "Number too large.": "Este número es demasiado grande.",
    "Special numeric values (nan or infinity) are not permitted.": "Esto no es un número.",
    '"{input}" cannot be formatted as a date.': "Esto no es una fecha.",
    '"{input}" cannot be formatted as a {obj_type}.': "Esta no es una respuesta posible aquí.",
}

TEMPLATES: dict[str, str] = {
    **_LIBRARY,
    **_ANSWERS,
    **_NOT_SENT_HERE,
    **_PASSWORDS,
    **_REFUSALS,
    **_TITLES,
    # As it stands where there is no more to say than the title.
    **{f"{english}.": f"{spanish}." for english, spanish in _TITLES.items()},
    **_BODIES,
}
