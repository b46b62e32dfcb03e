"""Codes of the service in words, for every template of this area."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from api.pages import filters
from api.pages.coded import labels as in_words
from api.pages.coordinator import blueprint, labels


@blueprint.context_processor
def _for_every_page() -> dict[str, Any]:
    return {
        "day": day,
        "coded": coded,
        "label": label,
        "labels": labels,
        "statuses": statuses,
        "statuses_of": statuses_of,
    }


def day(value: Any) -> str:
    return filters.day(value, "medium")


def label(code: str) -> str:
    """A code of the vocabulary; own words, which begin with ``own:``, as they were written."""
    return in_words([code], str(get_locale()))[0]


def coded(codes: Iterable[str] | None) -> str:
    return ", ".join(in_words(codes or (), str(get_locale())))


def statuses(codes: Iterable[str]) -> list[tuple[str, str]]:
    """For a filter: everyone, or those of one status."""
    return [("all", _("everyone")), *statuses_of(codes)]


def statuses_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, str(labels.STATUS[code])) for code in codes]
