"""What is said of a list of people that comes as a file, by its English."""

_CELLS = {
    "Write times as “tue 18:00-20:00; thu 09:00-10:30”.": (
        "Escriba los horarios así: “tue 18:00-20:00; thu 09:00-10:30”."
    ),
    "Write days away as “2026-12-20/2027-01-03”.": "Escriba los días de ausencia así: “2026-12-20/2027-01-03”.",
    "Write a limit as “gender=woman|nonbinary”.": "Escriba un límite así: “gender=woman|nonbinary”.",
    "Write a consent as “matching:paper:2026-11-01”.": "Escriba un permiso así: “matching:paper:2026-11-01”.",
    "This cell holds a formula. Put in the value itself (copy, then “paste values”).": (
        "Esta celda tiene una fórmula. Ponga el valor mismo (copie y luego elija “pegar valores”)."
    ),
    "This cell shows an error. Put in the value itself, or leave it empty.": (
        "Esta celda muestra un error. Ponga el valor mismo o déjela vacía."
    ),
    "Entry {place}: {message}": "Valor {place}: {message}",
}
_TABLES = {
    "There is no such column.": "No existe esa columna.",
    "This column is missing.": "Falta esta columna.",
    "This column is there more than once.": "Esta columna está más de una vez.",
    "A column has no name.": "Una columna no tiene nombre.",
    "A column for an email or for a phone number is missing.": "Falta una columna para el correo o para el teléfono.",
    "The columns have to be separated by commas, not by semicolons.": (
        "Las columnas se separan con comas, no con punto y coma."
    ),
    "The header has {columns} columns. “people template” prints those there are.": (
        "El encabezado tiene {columns} columnas. “people template” muestra las que existen."
    ),
    "This row has {cells} cells, and the header has {columns}.": (
        "Esta fila tiene {cells} celdas, y el encabezado tiene {columns}."
    ),
    "Line {line} has the same external_id.": "La línea {line} tiene el mismo external_id.",
    "This row is too long, or its quotes are not closed.": (
        "Esta fila es demasiado larga, o le faltan comillas al final."
    ),
    "Nothing was imported.": "No se importó nada.",
}
_FILES = {
    "The file is empty.": "El archivo está vacío.",
    "The file is larger than {size} MB.": "El archivo pesa más de {size} MB.",
    "The file has more than {most} rows. Please split it.": (
        "El archivo tiene más de {most} filas. Divídalo, por favor."
    ),
    "The file has more than {most} lines. Please split it.": (
        "El archivo tiene más de {most} líneas. Divídalo, por favor."
    ),
    "The file is not UTF-8. Save it as “CSV UTF-8” and try again.": (
        "El archivo no está en UTF-8. Guárdelo como “CSV UTF-8” y pruebe otra vez."
    ),
    "From here on, lines end in another way than before. Save the file anew as “CSV UTF-8” and try again.": (
        "Desde aquí las líneas terminan de otra manera. Guarde el archivo como “CSV UTF-8” y pruebe otra vez."
    ),
    "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.": (
        "Este es un archivo antiguo de Excel (.xls) o tiene contraseña. Guárdelo como .xlsx sin contraseña."
    ),
    "This workbook can't be read. Save it anew as .xlsx, or as “CSV UTF-8”.": (
        "Este libro no se puede leer. Guárdelo de nuevo como .xlsx o como “CSV UTF-8”."
    ),
    "This is not an Excel workbook (.xlsx). Save it as one, or as “CSV UTF-8”.": (
        "Este no es un libro de Excel (.xlsx). Guárdelo así o como “CSV UTF-8”."
    ),
    "This workbook is damaged. Open it in a spreadsheet program, save it anew as .xlsx and try again.": (
        "Este libro está dañado. Ábralo en una hoja de cálculo, guárdelo de nuevo como .xlsx y pruebe otra vez."
    ),
    "This workbook has a password. Save it without one and try again.": (
        "Este libro tiene contraseña. Guárdelo sin ella y pruebe otra vez."
    ),
    "This workbook holds far more than a list of people. Copy the list into a new one and try again.": (
        "Este libro tiene mucho más que una lista de personas. Copie la lista en uno nuevo y pruebe otra vez."
    ),
    "There is another file inside this workbook. Copy the list into a new one and try again.": (
        "Hay otro archivo dentro de este libro. Copie la lista en uno nuevo y pruebe otra vez."
    ),
    "There are declarations (DTD) in this workbook. Copy the list into a new one and try again.": (
        "Hay declaraciones (DTD) en este libro. Copie la lista en uno nuevo y pruebe otra vez."
    ),
    "More than one sheet has something in it; some may be hidden. Keep the one with the people alone.": (
        "Hay más de una hoja con algo escrito; alguna puede estar oculta. Deje solo la de las personas."
    ),
    "There is something in column {column} of this row, beyond the end of any list. Delete it and try again.": (
        "Hay algo en la columna {column} de esta fila, más allá de la lista. Bórrelo y pruebe otra vez."
    ),
}

TEMPLATES: dict[str, str] = {**_CELLS, **_TABLES, **_FILES}
