"""English or Spanish."""

from typing import Any

from flask import redirect, request, session

from api.auth import public
from api.pages.account import blueprint
from api.pages.catalogues import CHOSEN
from api.pages.kept import is_local
from api.services import vocabulary


@blueprint.post("/language")
@public
def choose_language() -> Any:
    if request.form.get("language") in vocabulary.LANGUAGES:
        session[CHOSEN] = request.form["language"]
    back = request.form.get("next", "/")
    return redirect(back if is_local(back) else "/", 303)
