"""The link of an invitation, or of a forgotten password: to a password, or to links by mail."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request

from api.auth import public
from api.pages import door, forms
from api.pages.account import blueprint
from api.pages.account.entering import enter
from api.pages.account.my_account import nothing_typed
from api.pages.forms import Typed
from api.policy import NotFound
from api.schemas.accounts import Redemption
from api.services import invitations
from api.services.browser_sessions import Opened
from api.services.refusals import AlreadyExists, InvalidAnswer
from api.throttle import network_of_asker, throttled


@blueprint.get("/invitation/<string:secret>")
@public
def show_invitation(secret: str) -> Any:
    """The same for every secret, since scanners of mails open links too."""
    return _page(secret, {})


@blueprint.post("/invitation/<string:secret>")
@public
@throttled("30 per hour")
def choose_first_password(secret: str) -> Any:
    def redeem() -> Opened | None:
        if not request.form.get("password"):
            raise nothing_typed("password")
        body = forms.read(Redemption(), Typed({"password": request.form["password"]}), secret=secret)
        return invitations.redeem(door.as_nobody(), secret, body["password"], network_of_asker(), enter=True)

    return _redeemed(secret, redeem)


@blueprint.post("/invitation/<string:secret>/without-password")
@public
@throttled("30 per hour")
def go_on_without_password(secret: str) -> Any:
    return _redeemed(secret, lambda: invitations.redeem_without_password(door.as_nobody(), secret))


def _redeemed(secret: str, redeem: Callable[[], Opened | None]) -> Any:
    try:
        opened = redeem()
    except InvalidAnswer as error:
        return _page(secret, error.errors), 422
    except AlreadyExists as error:
        return _page(secret, {"password": [error.detail]}), 409
    except NotFound:
        return render_template("account/invitation_over.html"), 404
    assert opened is not None
    return enter(opened)


def _page(secret: str, errors: dict[str, list[str]]) -> str:
    return render_template("account/invitation.html", secret=secret, typed=Typed(), errors=errors)
