"""A list as it was shown then."""

from contextlib import suppress
from typing import Any

from flask import g, render_template
from flask_babel import format_datetime

from api.auth import asks
from api.pages.suggestions import blueprint
from api.pages.suggestions.listing import as_told, mentee_of
from api.policy import NotFound, Permission
from api.schemas.suggestions import Run
from api.services.suggestions import asking


@blueprint.get("/runs/<id:run_id>")
@asks(Permission.RUN_READ)
def show_run(run_id: str) -> Any:
    run = asking.read_run(g.act, run_id)
    mentee = None
    # Whoever was looked for may have left since.
    with suppress(NotFound):
        mentee = mentee_of(run["mentee_id"])
    return render_template(
        "suggestions/run.html",
        mentee=mentee,
        shown=as_told(Run().dump(run)),
        when=format_datetime(run["generated_at"], "long"),
        version=run["weights_version"],
    )
