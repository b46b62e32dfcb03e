"""One plan: how far it is; or who it has for whom and why, and for whom nobody."""

from collections.abc import Mapping
from typing import Any

from flask import g, render_template, request

from api.auth import asks
from api.pages import forms
from api.pages.plans import blueprint, telling
from api.pages.plans.names import IN_THE_WAY, MEANINGS, OBJECTIVES, STATES
from api.pages.suggestions.names import REASONS
from api.policy import Permission
from api.services.plans import board

ROWS = 40
FROM = "from"


@blueprint.get("/plans/<id:plan_id>")
@asks(Permission.PLAN)
def show_plan(plan_id: str) -> Any:
    return page(plan_id, forms.Typed(), {})


def page(plan_id: str, typed: forms.Typed, errors: Mapping[str, Any]) -> str:
    first = first_row()
    found = board.one(g.act, plan_id, first, ROWS)
    return render_template(
        "plans/one.html",
        plan=found,
        rows=[telling.row(each) for each in found["rows"]],
        left_over=telling.by_reason(found["left_over"]),
        totals=telling.totals(found),
        first=first,
        most=ROWS,
        objectives=OBJECTIVES,
        meanings=MEANINGS,
        states=STATES,
        in_the_way=IN_THE_WAY,
        reasons=REASONS,
        typed=typed,
        errors=errors,
    )


def first_row() -> int:
    """Where the rows shown begin; what is no number begins at the first."""
    asked = request.args.get(FROM, "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= forms.LONGEST_PLACE
    return int(asked) // ROWS * ROWS if is_number else 0


def address(plan_id: str) -> str:
    """Of the same rows."""
    first = first_row()
    return f"/plans/{plan_id}?{FROM}={first}" if first else f"/plans/{plan_id}"
