"""What people say of themselves: an intake, an application, and their answers ever after, question by question."""

from datetime import date

from flask import Blueprint
from flask_babel import format_date

blueprint = Blueprint("answers", __name__)


@blueprint.app_template_filter("long_day")
def _long_day(day: date) -> str:
    return format_date(day, "long")


from api.pages.answers import asking, coming_back, mine, sending  # noqa: E402, F401
