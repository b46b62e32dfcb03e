"""Codes of the vocabulary as people read them."""

from collections.abc import Iterable

from api.schemas.fields.codes import OWN
from api.services import vocabulary


def labels(codes: Iterable[str], language: str) -> list[str]:
    """Each as it stands within a sentence; a person's own words as they wrote them."""
    known = vocabulary.labels(language)
    return [known.get(code, code.removeprefix(OWN)) for code in codes]
