"""axe-core on a page, with nothing left unexplained."""

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"], "preload": False}

# Where scripts are off timers never ring, and axe waits for them: there they ring at once. Long ones are time limits.
TIMERS = """() => {
    if (matchMedia("(scripting: none)").matches)
        window.setTimeout = (act, wait = 0, ...given) => {
            if (wait < 200) Promise.resolve().then(() => act(...given));
            return 0;
        };
}"""


def axe(page: Page, incomplete: Mapping[str, str] | None = None) -> None:
    """Asserts that axe finds nothing wrong: WCAG 2.0 to 2.2 at A and AA, and its best practices.

    ``incomplete`` has the rules that axe can't decide on this page, each with the reason why the page is right.
    """
    explained = incomplete or {}
    page.evaluate(TIMERS)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(options)", OPTIONS)
    undecided = [result for result in found["incomplete"] if result["id"] not in explained]
    told = [*_told("violation", found["violations"]), *_told("undecided", undecided)]
    assert not told, "\n".join([f"axe on {page.url}:", *told])


def _told(kind: str, results: list[dict[str, Any]]) -> list[str]:
    return [
        f"{kind} {result['id']} ({result['impact']}) at {' '.join(map(str, node['target']))}\n"
        f"    {node['html'][:200]}\n    {_why(node)}"
        for result in results
        for node in result["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
