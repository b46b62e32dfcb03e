"""Where somebody goes who has just signed in."""

from typing import Any

from flask import redirect, url_for

from api.pages import signing_in
from api.pages.frame import start_page
from api.pages.kept import is_local
from api.services.browser_sessions import Opened

LONGEST_PATH = 500


def enter(opened: Opened, wanted: str = "") -> Any:
    """To what they wanted, or where they begin; whoever has several roles says first in which one."""
    signing_in.begin(opened)
    wanted = local(wanted)
    if opened.has_choice:
        return redirect(url_for("pages.account.show_roles", next=wanted or None), 303)
    return redirect(wanted or start_page(opened.role), 303)


def local(path: str) -> str:
    """A path of ours that somebody sent, or nothing."""
    return path if len(path) <= LONGEST_PATH and is_local(path) else ""
