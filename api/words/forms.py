"""What people read when their own form has come in, by language."""

from api.words.en.forms import RECEIVED as ENGLISH
from api.words.es.forms import RECEIVED as SPANISH

_RECEIVED = {"en": ENGLISH, "es": SPANISH}


def received(role: str, language: str) -> str:
    """The same words whoever wrote: they tell nothing of what was written, or who is here already."""
    return _RECEIVED[language][role]
