"""Where every page hangs."""

from flask import Blueprint

from api.auth import PAGES

pages = Blueprint(PAGES, __name__, template_folder="templates")
