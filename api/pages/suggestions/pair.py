"""One mentee and one mentor in full, whether they may be matched or not."""

from collections.abc import Mapping
from typing import Any

from flask import g, render_template, request

from api.auth import asks
from api.pages.suggestions import blueprint, refused, telling, week
from api.pages.suggestions.listing import RUN, mentee_of
from api.pages.suggestions.names import MEANINGS, REASONS
from api.policy import Permission
from api.schemas.suggestions import Pair
from api.services.refusals import NoConsent
from api.services.suggestions import one_pair


@blueprint.get("/mentees/<id:mentee_id>/suggestions/<id:mentor_id>")
@asks(Permission.SUGGESTIONS)
def show_pair(mentee_id: str, mentor_id: str) -> Any:
    mentee = mentee_of(mentee_id)
    try:
        pair = looked_at(mentee_id, mentor_id)
    except NoConsent as error:
        return refused.page(mentee, error)
    return render_template(
        "suggestions/pair.html",
        mentee=mentee,
        pair=pair,
        meanings=MEANINGS,
        reasons=REASONS,
        initials=week.initials(),
        run=request.args.get(RUN, "")[:32],
    )


def looked_at(mentee_id: str, mentor_id: str) -> dict[str, Any]:
    """Raises NotFound, Forbidden, NoConsent."""
    found: Mapping[str, Any] = Pair().dump(one_pair.look_at_pair(g.act, mentee_id, mentor_id))
    return telling.told(found)
