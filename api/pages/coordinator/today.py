"""Today: one queue, each line with its next step."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages.coordinator import blueprint
from api.policy import Permission
from api.services import tasks, today


@blueprint.get("/today")
@asks(Permission.TASK_LIST)
def show_today() -> Any:
    return render_template("coordinator/today.html", **today.read(g.act))


@blueprint.post("/today/tasks/<id:task_id>/done")
@asks(Permission.TASK)
def complete_task(task_id: str) -> Any:
    tasks.complete(g.act, task_id)
    flash(_("Done. Thank you for seeing to it."))
    return redirect("/today", 303)
