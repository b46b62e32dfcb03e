"""Whom a program is missing."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.schemas.looking_closer import SupplyGaps
from api.services.reports import supply_gaps

blueprint = Blueprint("supply_gaps", "Reports")


@blueprint.route("/reports/supply-gaps", methods=["GET"])
@blueprint.response(200, SupplyGaps)
@asks(Permission.SUPPLY_GAPS)
def get_supply_gaps() -> dict[str, Any]:
    """For those who wait without a good choice: what stands in the way, and whom to look for."""
    return supply_gaps.report(current_act())
