"""Help now, and privacy: what anybody may read at any time, with or without our storage."""

from typing import Any

from flask import render_template

from api.auth import public
from api.pages.account import blueprint


@blueprint.get("/help")
@public
def show_help() -> Any:
    return render_template("account/help.html")


@blueprint.get("/privacy")
@public
def show_privacy() -> Any:
    return render_template("account/privacy.html")
