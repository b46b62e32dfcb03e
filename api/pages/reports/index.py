"""What each report answers, of those that the asker may read."""

from flask import g, render_template

from api import policy
from api.auth import asks
from api.pages.reports import blueprint
from api.policy import Permission


@blueprint.get("/reports")
@asks(Permission.REPORTS)
def show_reports() -> str:
    policy.require(g.act.actor, Permission.REPORTS)
    return render_template("reports/index.html", with_gaps=policy.allows(g.act.actor, Permission.SUPPLY_GAPS))
