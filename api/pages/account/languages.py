"""English or Spanish."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, redirect, request, session
from werkzeug.exceptions import HTTPException

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
    return redirect(back if is_local(back) and _is_read(back) else "/", 303)


def _is_read(path: str) -> bool:
    """Whether it can be gone back to: a page that answered a form may be there for forms only."""
    try:
        current_app.url_map.bind("").match(urlsplit(path).path, method="GET")
    except HTTPException:
        return False
    return True
