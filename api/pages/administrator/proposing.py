"""What past decisions say of the weights. A person puts them in force, or does not."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from api.auth import asks
from api.pages.administrator import blueprint, would_change
from api.pages.administrator.weights import as_sent
from api.pages.filters import percent
from api.pages.reports.names import opened
from api.policy import Permission
from api.schemas.learning import WeightsProposal
from api.services import revisions
from api.services.learning import proposing
from matcher.learn import Finding

# As people type them: what comes after is nothing that thirty decisions could tell.
PLACES = 3
STANDS_OUT = (Finding.LESS_OFTEN.value, Finding.MORE_OFTEN.value)
HELD_OUT = {
    "first": _l("The chosen mentor is the first of the list"),
    "first_three": _l("The chosen mentor is among the first three"),
}


@blueprint.get("/weights/proposal")
@asks(Permission.WEIGHTS_PROPOSE)
def show_proposal() -> str:
    found = WeightsProposal().dump(proposing.propose_weights(g.act))
    proposed = found["weights"] and {factor: round(weight, PLACES) for factor, weight in found["weights"].items()}
    groups = [{**each, "topic": opened(str(would_change.TOPICS[each["topic"]]))} for each in found["groups"]]
    return render_template(
        "administrator/proposal.html",
        found=found,
        shares=proposed and would_change.shares(found["current"], proposed),
        sent=proposed and as_sent(proposed),
        told=found["would_change"] and would_change.told(found["would_change"]),
        revision=revisions.tag(found["version"]),
        held_out=_held_out(found["held_out"]),
        stand_out=_groups(groups, lambda finding: finding in STANDS_OUT),
        others=_groups(groups, lambda finding: finding not in STANDS_OUT),
    )


def _held_out(found: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    return [
        {
            "words": words,
            "now": percent(found[name]["now"]),
            "then": percent(found[name]["then"]),
            "low": would_change.signed(found[name]["low"]),
            "high": would_change.signed(found[name]["high"]),
        }
        for name, words in HELD_OUT.items()
    ]


def _groups(groups: Sequence[Mapping[str, Any]], wanted: Any) -> list[dict[str, Any]]:
    return [{**each, "numbers": _shares(each["shares"])} for each in groups if wanted(each["finding"])]


def _shares(shares: Mapping[str, float] | None) -> str:
    if shares is None:
        return _("Too few to show numbers, so that nobody can be known by them.")
    chosen = _(
        "Chosen in about %(chosen)s of the decisions; %(expected)s would be as expected.",
        chosen=percent(shares["chosen"]),
        expected=percent(shares["expected"]),
    )
    first = _(
        "First of the list in about %(now)s of them now; %(then)s with weights that learn from the decisions.",
        now=percent(shares["first_now"]),
        then=percent(shares["first_then"]),
    )
    return f"{chosen} {first}"
