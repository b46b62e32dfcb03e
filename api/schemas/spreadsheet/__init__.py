"""People from a spreadsheet: one row a person, checked by the same schemas as a POST."""

from api.schemas.spreadsheet.columns import ROLES, Role, columns
from api.schemas.spreadsheet.records import LARGEST
from api.schemas.spreadsheet.rows import read_row, write_row
from api.schemas.spreadsheet.table import Problem, Row, Table, read_table
from api.schemas.spreadsheet.writing import FORMS, Form, write_table

__all__ = [
    "FORMS",
    "LARGEST",
    "ROLES",
    "Form",
    "Problem",
    "Role",
    "Row",
    "Table",
    "columns",
    "read_row",
    "read_table",
    "write_row",
    "write_table",
]
