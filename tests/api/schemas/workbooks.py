"""Workbooks for tests: good ones, and ones of which a part was changed as no spreadsheet program would."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

LEAST = {
    "identity.preferred_name": "Sam",
    "identity.email": "sam@example.org",
    "availability.time_zone": "America/Chicago",
}
HEADER, ROW = list(LEAST), list(LEAST.values())
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook(*rows: Sequence[Any], beside: Sequence[Sequence[Any]] = ()) -> bytes:
    """One sheet of these rows; ``beside``: those of a second."""
    made = Workbook()
    first = made.worksheets[0]
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            first.cell(number, place, value)
    if beside:
        second = made.create_sheet("beside")
        for row in beside:
            second.append(row)
    return _saved(made)


def with_sheet(inner: str, **changes: Any) -> bytes:
    """The least there is, and this XML after its two rows."""
    return with_parts({SHEET: sheet().replace("</sheetData>", f"{inner}</sheetData>")}, **changes)


def with_parts(
    parts: Mapping[str, str | bytes | None], *, level: int = 9, packing: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The least there is with these parts in the place of its own, or beside them; None leaves one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing, compresslevel=level) as packed:
        for name, content in {**_parts(), **parts}.items():
            if content is not None:
                packed.writestr(name, content)
    return out.getvalue()


def saying_of_itself(content: bytes, part: str, size: int) -> bytes:
    """The directory at the end of the file tells another size of this part."""
    place = content.rindex(part.encode()) - 46 + 24
    return content[:place] + size.to_bytes(4, "little") + content[place + 4 :]


def sheet() -> str:
    return _parts()[SHEET].decode()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook(HEADER, ROW))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
