"""The pages: the same use-cases and schemas as the JSON face, for people. A blueprint for each audience.

Endpoints begin with ``pages.``, which is how the doors tell the two faces apart.
"""

from flask import Flask

from api.auth import PAGES
from api.pages import (
    account,
    administrator,
    answers,
    assets,
    catalogues,
    coordinator,
    door,
    filters,
    frame,
    party,
    plans,
    problems,
    reports,
    signing_in,
    suggestions,
    week,
)
from api.pages.blueprint import pages

AREAS = (account, administrator, answers, coordinator, party, plans, reports, suggestions, week)


def init_app(app: Flask) -> None:
    assert pages.name == PAGES
    catalogues.init_app(app)
    signing_in.init_app(app)
    door.init_app(app)
    frame.init_app(app)
    filters.init_app(app)
    problems.init_app(app)
    if not pages._got_registered_once:
        pages.register_blueprint(assets.blueprint)
        for area in AREAS:
            pages.register_blueprint(area.blueprint)
    app.register_blueprint(pages)
