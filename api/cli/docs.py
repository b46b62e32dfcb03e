"""Pages of docs/ that are printed from the code: the lifecycles, the permissions, the settings.

``make docs`` writes them; a test fails while one of them is stale.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from api import policy
from api.policy import Permission, Role
from api.services import who_may
from api.settings import PREFIX, Settings
from matcher.lifecycle import MATCH, MENTEE, MENTOR, Lifecycle, MatchState, MenteeStatus, MentorStatus, Party

FOLDER = Path(__file__).parents[2] / "docs"
HEAD = "<!-- Printed from {source} by `make docs`; edit that file instead of this one. -->\n"

group = AppGroup("docs", help="The pages of docs/ that are printed from the code.")


@group.command("write", with_appcontext=False)
def write() -> None:
    """Print every such page anew."""
    for name, text in pages().items():
        path = FOLDER / name
        path.write_text(text, encoding="utf-8")
        click.echo(f"docs/{name}")


def pages() -> dict[str, str]:
    return {name: page() for name, page in PAGES.items()}


# --- lifecycle.md ----------------------------------------------------------------------------------------------------

LIVES: Mapping[str, tuple[Lifecycle[Any, Any], Any, str]] = {
    "A match": (
        MATCH,
        MatchState.CONFIRMED,
        "A coordinator confirms it, both are asked, and only when both have said yes a coordinator introduces them.",
    ),
    "A mentee": (
        MENTEE,
        MenteeStatus.NEW,
        "`introduce`, `wait_again` and `complete` follow by themselves from an introduction and from the close of a "
        "match.",
    ),
    "A mentor": (
        MENTOR,
        MentorStatus.APPLIED,
        "Nobody is suggested to a mentee before they were screened, trained and activated, nor while they pause.",
    ),
}


def _lifecycle_page() -> str:
    return _page(
        "matcher/lifecycle.py",
        "The lives of a match, a mentee and a mentor",
        "What may follow what, and by whose word. Whatever is not in a table can't happen: an action that the table "
        "gives to somebody else is refused as not theirs, and one that is theirs, but not from this state, as not "
        'possible now. "System" is the service itself.',
        *(part for title, life in LIVES.items() for part in _life(title, *life)),
        "## What a party is shown of a match",
        "Nobody learns the other's answer before the introduction, and every ending is one word.",
        _table(
            ["State", "The mentor is shown", "The mentee is shown"],
            (
                [state, *(policy.state_shown(state, party) for party in (Party.MENTOR, Party.MENTEE))]
                for state in MatchState
            ),
        ),
    )


def _life(title: str, lifecycle: Lifecycle[Any, Any], first: Any, words: str) -> list[str]:
    by: dict[tuple[Any, Any, Any], list[Party]] = {}
    for row in lifecycle.transitions:
        by.setdefault((row.action, row.source, row.target), []).append(row.by)
    arrows = [
        f"    {source} --> {target}: {action} ({', '.join(parties)})"
        for (action, source, target), parties in by.items()
    ]
    left = {row.source for row in lifecycle.transitions}
    ends = [f"    {state} --> [*]" for state in type(first) if state not in left]
    diagram = "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {first}", *arrows, *ends, "```"])
    who_may: dict[tuple[Any, str, Any], list[Any]] = {}
    for (action, source, target), parties in by.items():
        who_may.setdefault((action, ", ".join(parties), target), []).append(source)
    rows = ([action, who, ", ".join(sources), target] for (action, who, target), sources in who_may.items())
    return [f"## {title}", words, diagram, _table(["Action", "By", "From", "To"], rows)]


# --- permissions.md --------------------------------------------------------------------------------------------------

NOT_THERE = "not found"
NOT_ALLOWED = "forbidden"


def _permissions_page() -> str:
    return _page(
        "api/policy.py",
        "Who may do what",
        "A cell says under which condition a role may do it; an empty one means never. Whoever may not is told "
        "*forbidden* (403) where they may know that the thing is there, and else *not found* (404), in the very words "
        "that they would get if it were not there. A person may hold several roles, and acts in one at a time. "
        '"System" is the service itself: the command line, and what time brings. "Nobody" has not signed in; what '
        "needs no sign-in at all (crisis help, the vocabulary, signing in) asks for no permission.",
        _table(
            ["", *(role.value.title() for role in Role), "Everybody else is told"],
            (
                [permission, *(who_may.condition(permission, role) for role in Role), _refusal(permission)]
                for permission in Permission
            ),
        ),
    )


def _refusal(permission: Permission) -> str:
    if permission in policy.ON_A_COLLECTION:
        return NOT_ALLOWED
    seen_by = policy.SEEN_BY.get(permission)
    return f'{NOT_THERE}; {NOT_ALLOWED} where they may "{seen_by}"' if seen_by else NOT_THERE


# --- settings.md -----------------------------------------------------------------------------------------------------


def _settings_page() -> str:
    rows = (
        [
            f"`{PREFIX}{each.name.upper()}`",
            _default(each.default),
            each.metadata["help"],
        ]
        for each in fields(Settings)
    )
    return _page(
        "api/settings.py",
        "Settings",
        "All of them come from the environment, and an empty one counts as left out. A default stands only where it is "
        "safe in production. `make run` makes what has none for itself, and keeps it in `instance/`, for this machine "
        "alone.",
        _table(["Name", "Default", "Meaning"], rows),
    )


def _default(default: Any) -> str:
    if default is MISSING:
        return "none: it must be given"
    return "empty" if default == "" else f"`{default}`"


# --- what the pages have in common -----------------------------------------------------------------------------------


def _page(source: str, title: str, *parts: str) -> str:
    return "\n\n".join([HEAD.format(source=source) + f"\n# {title}", *parts]) + "\n"


def _table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


PAGES: Mapping[str, Callable[[], str]] = {
    "lifecycle.md": _lifecycle_page,
    "permissions.md": _permissions_page,
    "settings.md": _settings_page,
}
