"""Texts that are made in English where something is refused, put into the reader's language at the edge of a page.

A formatted text is known again by its template: ``Please keep this to {most} characters.``
"""

import re
from collections.abc import Mapping
from functools import cache

from api.words.es import errors as spanish
from api.words.es import evidence as spanish_evidence
from api.words.es import plan_errors as spanish_plans
from api.words.es import spreadsheets as spanish_spreadsheets

# By language, each English template and what it is there: with the same names in braces, or fewer of them.
TABLES: Mapping[str, Mapping[str, str]] = {
    "es": spanish.TEMPLATES | spanish_spreadsheets.TEMPLATES | spanish_evidence.TEMPLATES | spanish_plans.TEMPLATES
}
_PLACE = re.compile(r"\{([a-z_]+)\}")


def in_language(text: str, language: str) -> str:
    """The text in that language, the values inside it carried over; itself where its template is not known."""
    table = TABLES.get(language, {})
    if text in table:
        return table[text]
    for pattern, template in _patterns(language):
        if match := pattern.fullmatch(text):
            # A value may be such a text itself: "Entry 3: ..."
            return template.format_map(
                {name: in_language(value, language) for name, value in match.groupdict().items()}
            )
    return text


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Those with values in them, the wordiest first: what fits several is the one that says most."""
    with_values = [(english, there) for english, there in TABLES.get(language, {}).items() if _PLACE.search(english)]
    with_values.sort(key=lambda pair: len(_PLACE.sub("", pair[0])), reverse=True)
    return [(_pattern(english), there) for english, there in with_values]


def _pattern(template: str) -> re.Pattern[str]:
    literal_and_names = _PLACE.split(template)
    parts = [re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+)" for place, part in enumerate(literal_and_names)]
    return re.compile("".join(parts), re.DOTALL)
