"""Codes of the service in words, for every template of this area."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask_babel import format_date, format_datetime, get_locale
from flask_babel import gettext as _

from api.pages.coordinator import blueprint, labels
from api.services import vocabulary


@blueprint.context_processor
def _for_every_page() -> dict[str, Any]:
    return {
        "day": day,
        "moment": moment,
        "coded": coded,
        "label": label,
        "labels": labels,
        "statuses": statuses,
        "statuses_of": statuses_of,
    }


def day(value: date | datetime | str | None) -> str:
    """``value``: also as a schema writes it."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return "" if found is None else format_date(found, "d MMM y")


def moment(value: datetime) -> str:
    return str(format_datetime(value, "d MMM y, HH:mm"))


def label(code: str) -> str:
    """A code of the vocabulary; own words, which begin with ``own:``, as they were written."""
    found = vocabulary.labels(str(get_locale())).get(code)
    return found if found is not None else code.partition(":")[2] or code


def coded(codes: Iterable[str] | None) -> str:
    return ", ".join(label(code) for code in codes or ())


def statuses(codes: Iterable[str]) -> list[tuple[str, str]]:
    """For a filter: everyone, or those of one status."""
    return [("all", _("everyone")), *statuses_of(codes)]


def statuses_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, str(labels.STATUS[code])) for code in codes]
