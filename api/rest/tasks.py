"""What coordinators have to see to by themselves."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.lists import Tasks
from api.schemas.queries import ListQuery, Nothing
from api.schemas.tasks import Task
from api.services import tasks

blueprint = Blueprint("tasks", "What mails can't do")


@blueprint.route("/tasks", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Tasks)
@asks(Permission.TASK_LIST)
def list_tasks(query: dict[str, Any]) -> dict[str, Any]:
    """People to be called, and mails that did not arrive: whoever is not safe first, then the oldest."""
    return listed(tasks.urgent_first(current_act(), page_of(query)), query)


@blueprint.route("/tasks/<id:task_id>/completion", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, Task)
@asks(Permission.TASK)
@retriable
def complete_task(_body: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Say that a task is done: it leaves the list."""
    return tasks.complete(current_act(), task_id)
