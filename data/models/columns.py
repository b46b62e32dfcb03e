"""Column types that both databases store the same way."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, ForeignKey, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from data.ids import new_id

ID_LENGTH = 32


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite has no zones and gets the UTC wall time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def document() -> Any:
    """JSON where ``None`` is SQL's NULL: "has not said" looks the same in every column."""
    return JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def one_of(values: type[StrEnum] | Iterable[str], name: str) -> Enum:
    """Text that the database holds to these words."""
    words = [str(value) for value in values]
    if isinstance(values, type):
        return Enum(
            values,
            native_enum=False,
            create_constraint=True,
            name=name,
            length=40,
            values_callable=lambda _: words,
        )
    return Enum(*words, native_enum=False, create_constraint=True, name=name, length=40)


def identifier() -> Mapped[str]:
    return mapped_column(String(ID_LENGTH), primary_key=True, default=new_id)


def reference(target: str, *, index: bool = False, nullable: bool = False) -> Any:
    return mapped_column(String(ID_LENGTH), ForeignKey(target), index=index, nullable=nullable)
