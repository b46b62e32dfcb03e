"""Whom a program is missing, as the API tells it. There is no file of it: nothing of this report is passed on."""

from flask import g, render_template

from api.auth import asks
from api.pages.reports import blueprint
from api.policy import Permission
from api.schemas.looking_closer import SupplyGaps
from api.services.reports import supply_gaps


@blueprint.get("/reports/supply-gaps")
@asks(Permission.SUPPLY_GAPS)
def show_supply_gaps() -> str:
    return render_template("reports/supply_gaps.html", found=SupplyGaps().dump(supply_gaps.report(g.act)))
