"""What a form on a page is filled in with, as its browser would send it."""

from html.parser import HTMLParser

OURS = {"csrf_token", "once", "revision", "next", "language", "shown"}


class FilledIn(HTMLParser):
    """The main part's inputs: name -> values, without those of our own and without blanks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self._select: str | None = None
        self._words: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name not in OURS:
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self._add(name, value)
            self.names.add(name)
        elif tag == "select":
            self._select = name
            self.names.add(name)
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, value)
        elif tag == "textarea":
            self._words = name
            self.names.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._words = None

    def handle_data(self, data: str) -> None:
        if self._words:
            self._add(self._words, data)

    def _add(self, name: str, value: str) -> None:
        if name and value:
            self.found.setdefault(name, []).append(value)


def filled_in(page: str) -> dict[str, list[str]]:
    return FilledIn(page).found
