"""Reports that look back. With `Accept: text/csv` the same rows come as a file for a spreadsheet."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.rest.tables import VARIES, also_as_csv, as_asked
from api.schemas.reports import Drift, DriftRow, Fairness, FairnessRow
from api.services.reports import drift, fairness

blueprint = Blueprint("reports", "Reports")


@blueprint.route("/reports/fairness", methods=["GET"])
@blueprint.response(200, Fairness, headers=VARIES)
@asks(Permission.REPORTS)
@also_as_csv(
    {
        "population": "waiting",
        "topic": "languages",
        "label": "Spanish",
        "people": 15,
        "measure": "days_waited",
        "value": 42.0,
        "ratio_to_best": 2.0,
        "ratio_from": 0.9,
        "ratio_to": 4.4,
        "clear": False,
    }
)
def get_fairness() -> Any:
    """Who waits how long, how many mentors they could choose from, and who is suggested and matched, by group.

    Of the last twelve whole months. Groups of fewer than 11 people are not shown, nor can they be worked out from the
    others; numbers are rounded for the same reason. There are no filters.
    """
    return as_asked(fairness.report(current_act()), FairnessRow, "fairness")


@blueprint.route("/reports/drift", methods=["GET"])
@blueprint.response(200, Drift, headers=VARIES)
@asks(Permission.REPORTS)
@also_as_csv({"month": "2026-10-01", "lists": 40, "first_score_p50": 0.71, "first_chosen_share": 0.6})
def get_drift() -> Any:
    """How scores, and how often the first of a list was chosen, move from month to month.

    Of the last twelve whole months. What rests on fewer than 11 people is null.
    """
    return as_asked(drift.report(current_act()), DriftRow, "drift")
