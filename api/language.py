"""Which of the languages that there are a request asks for."""

from collections.abc import Iterable

from flask import request

DEFAULT = "en"


def asked_language(among: Iterable[str]) -> str:
    """The one that ``Accept-Language`` likes best."""
    return str(request.accept_languages.best_match(among, default=DEFAULT))
