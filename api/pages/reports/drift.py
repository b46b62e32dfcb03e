"""How scores, and how often the first of a list was chosen, move from month to month."""

from flask import Response, g, render_template

from api.auth import asks
from api.pages.reports import blueprint, by_month
from api.policy import Permission
from api.schemas.reports import Drift, DriftRow
from api.schemas.spreadsheet.reports import as_file
from api.services.reports import drift


@blueprint.get("/reports/drift")
@asks(Permission.REPORTS)
def show_drift() -> str:
    found = Drift().dump(drift.report(g.act))
    return render_template(
        "reports/drift.html",
        found=found,
        period=by_month.period(found),
        findings=by_month.findings(found["rows"]),
        months=[by_month.told(row) for row in found["rows"]],
        bars=by_month.bars(found["rows"]),
    )


@blueprint.get("/reports/drift.csv")
@asks(Permission.REPORTS)
def get_drift_file() -> Response:
    text, headers = as_file(drift.report(g.act), DriftRow, "drift", g.act.language)
    return Response(text, headers=headers)
