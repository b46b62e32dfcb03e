"""The pages made from the document: whole without script, nothing from elsewhere, help at the end of each."""

from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask

from api.rest.openapi.serving import FILES
from data import help_lines

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGES = ("/api/docs", "/api/docs/try")
LOADS = {"src", "href", "action", "data", "poster", "srcset"}


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def opened(app: Flask, path: str) -> tuple[Page, Any]:
    response = app.test_client().get(path)
    assert response.status_code == 200 and response.mimetype == "text/html"
    return Page(response.get_data(as_text=True)), response


def test_the_page_to_read_has_every_operation_shape_and_refusal(app: Flask, document: dict[str, Any]) -> None:
    page, _ = opened(app, "/api/docs")
    assert page.all("script") == []
    for path, item in document["paths"].items():
        for verb, described in item.items():
            assert f"{verb.upper()} /api/v1{path}" in page.text
            assert described["operationId"] in page.ids
            assert described["summary"].replace("`", "") in page.text
    schemas = document["components"]["schemas"]
    assert {f"shape-{name}" for name in schemas if "Problem" not in name} <= set(page.ids)
    codes = {schema["properties"]["code"]["const"] for name, schema in schemas.items() if "Problem" in name}
    assert {f"code-{code}" for code in codes} <= set(page.ids)


def test_every_link_within_the_page_leads_somewhere(app: Flask) -> None:
    for path in PAGES:
        page, _ = opened(app, path)
        assert len(set(page.ids)) == len(page.ids)
        within = {link["href"][1:] for link in page.all("a") if (link["href"] or "").startswith("#")}
        assert within <= set(page.ids)
        others = [each["href"] for each in page.all("a", "link") if (each["href"] or "").startswith("/")]
        assert {href: app.test_client().get(href).status_code for href in others if href} == dict.fromkeys(others, 200)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(app: Flask) -> None:
    for path in PAGES:
        page, response = opened(app, path)
        assert page.all("style") == [] and all("src" in script for script in page.all("script"))
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
            for name in LOADS & set(attributes):
                assert (attributes[name] or "").startswith(("/api/", "#", "tel:", "sms:", "data:,")), attributes[name]
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in policy and "http" not in policy
        assert ("script-src 'self'" in policy) == (path == "/api/docs/try")


def test_a_reader_by_keys_or_by_ear_finds_their_way(app: Flask) -> None:
    for path in PAGES:
        page, _ = opened(app, path)
        assert page.all("html") == [{"lang": "en"}]
        assert page.all("a")[0]["href"] == "#main" and "main" in page.ids
        assert len(page.all("header")) == len(page.all("footer")) == len(page.all("h1")) == len(page.all("title")) == 1
        levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1 and all(below - above <= 1 for above, below in pairwise(levels))
    page, _ = opened(app, "/api/docs")
    assert len(page.all("main")) == 1
    assert all("scope" in cell for cell in page.all("th"))


def test_crisis_help_is_at_the_end_of_every_page(app: Flask) -> None:
    for path in PAGES:
        page, _ = opened(app, path)
        for line in help_lines.load():
            assert line["name_en"] in page.text
            assert f"tel:{line['call']}" in [link["href"] for link in page.all("a")]


def test_only_the_files_of_the_list_are_handed_out_and_a_browser_may_keep_them(app: Flask) -> None:
    client = app.test_client()
    for name, (_, mimetype) in FILES.items():
        response = client.get(f"/api/docs/{name}")
        assert response.status_code == 200 and response.mimetype == mimetype
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    for name in (
        "swagger-ui.js",
        "index.css",
        "LICENSE",
        "../serving.py",
        "docs.css/",
        "read.html",
        "oauth2-redirect.html",
    ):
        assert client.get(f"/api/docs/{name}").status_code == 404, name
