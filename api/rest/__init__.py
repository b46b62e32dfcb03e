"""The JSON face: /api/v1. Each view reads its arguments, calls one use-case, and dumps for its audience."""

import re

from flask import Flask
from werkzeug.routing import BaseConverter

from api.rest import (
    consents,
    forms,
    invitations,
    kept_apart,
    looking_closer,
    matches,
    me,
    mentees,
    mentors,
    open_to_all,
    openapi,
    operations,
    passwords,
    plans,
    reports,
    staff,
    suggestions,
    supply_gaps,
    tasks,
    tokens,
)
from api.rest import settings as program_settings
from api.rest.blueprint import PREFIX


class IdConverter(BaseConverter):
    """An opaque id; whatever can't be one is an address where nothing is."""

    regex = "[A-Za-z0-9_-]{1,64}"


class SlugConverter(BaseConverter):
    """The short name of a program. What can't be one is nobody's, and finds the route: help comes with every answer."""

    pattern = "[a-z0-9-]{1,60}"

    def to_python(self, value: str) -> str:
        return value if re.fullmatch(self.pattern, value, re.ASCII) else ""


def init_app(app: Flask) -> None:
    # An address with a slash too many is an address where nothing is, not a redirect that anybody may see.
    app.url_map.merge_slashes = False
    app.url_map.converters.update(id=IdConverter, slug=SlugConverter)
    operations.init_app(app)
    for module in (
        open_to_all,
        forms,
        tokens,
        invitations,
        passwords,
        me,
        staff,
        program_settings,
        mentees,
        mentors,
        consents,
        kept_apart,
        suggestions,
        looking_closer,
        supply_gaps,
        plans,
        matches,
        reports,
        tasks,
        openapi,
    ):
        app.register_blueprint(module.blueprint, url_prefix=PREFIX)
    app.register_blueprint(openapi.pages)
