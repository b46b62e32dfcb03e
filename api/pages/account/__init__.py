"""What everybody needs: the way in and out, languages, help, and one's own account."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)

from api.pages.account import (  # noqa: E402, F401
    by_link,
    in_plain_words,
    invitations,
    languages,
    leaving,
    my_account,
    passwords,
    roles,
    signing_in,
    welcome,
)
