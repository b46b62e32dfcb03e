"""Strict field types. None of them converts, guesses, or repeats an answer in what it says is wrong."""

from api.schemas.fields.as_is import AsIs
from api.schemas.fields.codes import Code, CodeList, EnumWord, Must, Word, WordList
from api.schemas.fields.numbers import Flag, JsonInt, JsonNumber, QueryFlag, QueryInt
from api.schemas.fields.structure import ListOf, OneOf, Section, Shape, Strict
from api.schemas.fields.text import Email, NewPassword, OpaqueId, Password, Phone, Text
from api.schemas.fields.times import Instant, IsoDate, TimeOff, TimeZone, Window

__all__ = [
    "AsIs",
    "Code",
    "CodeList",
    "Email",
    "EnumWord",
    "Flag",
    "Instant",
    "IsoDate",
    "JsonInt",
    "JsonNumber",
    "ListOf",
    "Must",
    "NewPassword",
    "OneOf",
    "OpaqueId",
    "Password",
    "Phone",
    "QueryFlag",
    "QueryInt",
    "Section",
    "Shape",
    "Strict",
    "Text",
    "TimeOff",
    "TimeZone",
    "Window",
    "Word",
    "WordList",
]
