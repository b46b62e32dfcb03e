"""The words of the pages in each language: English where they stand, other languages in ``translations``.

A file an area of the pages (``es/mentee.po`` for ``templates/mentee`` and ``api/pages/mentee``), written by
``make words`` and filled in by people. They are read as they are: nothing is compiled beforehand.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.support import Translations
from flask import Flask, has_request_context, session
from flask_babel import Babel, Domain, get_locale

from api.language import DEFAULT, asked_language
from api.services import vocabulary

PAGES = Path(__file__).parent
TRANSLATIONS = PAGES / "translations"
CHOSEN = "language"
# Everything that belongs to no area of its own.
FRAME = "frame"
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "_l": None}


class Catalogues(Domain):
    """All areas of a language as one."""

    def get_translations(self) -> Translations:
        language = str(get_locale() or DEFAULT)
        if language not in self.cache:
            self.cache[language] = _together(language)
        found: Translations = self.cache[language]
        return found


class Words(Babel):
    """Flask-Babel, reading our catalogues in the place of its own."""

    domain_instance = Catalogues()


def init_app(app: Flask) -> None:
    Words(app, default_locale=DEFAULT, locale_selector=language_of_asker)


def language_of_asker() -> str:
    """The one that they chose, else the one that their browser asks for."""
    chosen = session.get(CHOSEN) if has_request_context() else DEFAULT
    return chosen if chosen in vocabulary.LANGUAGES else asked_language(vocabulary.LANGUAGES)


def areas() -> list[str]:
    """Each has a folder of templates, of views, or both."""
    folders = (*(PAGES / "templates").iterdir(), *PAGES.iterdir())
    names = {path.name for path in folders if path.is_dir() and not path.name.startswith("_")}
    return [FRAME, *sorted(names - {"templates", "static", "translations"})]


def extracted(area: str) -> Catalog:
    """What of an area has to be translated."""
    found = Catalog()
    for folder in _folders(area):
        for _file, _line, message, comments, context in extract_from_dir(
            folder,
            method_map=[("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")],
            keywords=_KEYWORDS,
            directory_filter=None if area != FRAME else _nothing_below(folder),
        ):
            found.add(message, auto_comments=comments, context=context)
    return found


def read(language: str, area: str) -> Catalog:
    path = _path(language, area)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> Iterator[Path]:
    """Bring every file up to date with what is extracted; which were written."""
    for language in sorted(set(vocabulary.LANGUAGES) - {DEFAULT}):
        for area in areas():
            catalog = read(language, area)
            catalog.update(extracted(area), no_fuzzy_matching=True)
            catalog.obsolete.clear()
            path = _path(language, area)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalog, width=100, omit_header=True, no_location=True, sort_output=True)
            yield path


def _together(language: str) -> Translations:
    every = Translations()
    for path in sorted((TRANSLATIONS / language).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        one = Translations(compiled)
        every.merge(one)
        every.plural = one.plural
    return every


def _folders(area: str) -> list[Path]:
    if area == FRAME:
        return [PAGES, PAGES / "templates"]
    return [folder for folder in (PAGES / area, PAGES / "templates" / area) if folder.is_dir()]


def _nothing_below(folder: Path):  # type: ignore[no-untyped-def]
    return lambda path: Path(path) == folder


def _path(language: str, area: str) -> Path:
    return TRANSLATIONS / language / f"{area}.po"
