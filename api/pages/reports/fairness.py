"""Who waits how long, who has how many mentors to choose from, and who is suggested and introduced, by group."""

from flask import Response, g, render_template

from api.auth import asks
from api.pages.reports import blueprint, by_group, by_month, standing_out
from api.policy import Permission
from api.schemas.reports import Fairness, FairnessRow
from api.schemas.spreadsheet.reports import as_file
from api.services.reports import fairness


@blueprint.get("/reports/fairness")
@asks(Permission.REPORTS)
def show_fairness() -> str:
    found = Fairness().dump(fairness.report(g.act))
    clear, more = standing_out.clear(found["rows"])
    return render_template(
        "reports/fairness.html",
        found=found,
        period=by_month.period(found),
        overall=standing_out.overall(found),
        clear=clear,
        more=more,
        topics=by_group.topics(found["rows"]),
    )


@blueprint.get("/reports/fairness.csv")
@asks(Permission.REPORTS)
def get_fairness_file() -> Response:
    text, headers = as_file(fairness.report(g.act), FairnessRow, "fairness", g.act.language)
    return Response(text, headers=headers)
