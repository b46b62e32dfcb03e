"""What coordinators have to see to by themselves."""

from typing import Any

from api.auth import current_act
from api.rest.blueprint import Blueprint, listed
from api.schemas.lists import Tasks
from api.schemas.queries import ListQuery, Nothing
from api.schemas.tasks import Task
from api.services import tasks

blueprint = Blueprint("tasks", "What mails can't do")


@blueprint.route("/tasks", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Tasks)
def list_tasks(query: dict[str, Any]) -> dict[str, Any]:
    """People to be called, and mails that did not arrive; the oldest first, those that are done left out."""
    return listed(tasks.oldest_first(current_act(), query["limit"]))


@blueprint.route("/tasks/<id:task_id>/completion", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, Task)
def complete_task(_body: dict[str, Any], task_id: str) -> dict[str, Any]:
    """It is done: it leaves the list."""
    return tasks.complete(current_act(), task_id)
