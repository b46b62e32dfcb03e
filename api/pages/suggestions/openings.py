"""What stands between one person and the mentors, and which single change would open a door."""

from typing import Any

from flask import g, render_template
from flask_babel import lazy_gettext as _l

from api.auth import asks
from api.pages.suggestions import blueprint, refused
from api.pages.suggestions.listing import mentee_of
from api.pages.suggestions.names import REASONS
from api.policy import Permission
from api.schemas.looking_closer import Openings
from api.services.refusals import NoConsent
from api.services.suggestions import openings

# Who would have to change something, in the order in which it stands.
BY = {
    "mentee": _l("What the mentee could change"),
    "mentor": _l("What a mentor could change"),
    "program": _l("What the program could change"),
}


@blueprint.get("/mentees/<id:mentee_id>/openings")
@asks(Permission.SUGGESTIONS)
def show_openings(mentee_id: str) -> Any:
    mentee = mentee_of(mentee_id)
    try:
        found = Openings().dump(openings.look_for_openings(g.act, mentee_id))
    except NoConsent as error:
        return refused.page(mentee, error)
    return render_template("suggestions/openings.html", mentee=mentee, found=found, titles=BY, reasons=REASONS)
