"""Staff accounts: who works here, in which role."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.administrator import blueprint
from api.policy import Forbidden, Permission, Role
from api.schemas.accounts import NewStaff, StaffMember
from api.services import staff
from api.services.pages import Page
from api.services.refusals import AlreadyExists, InvalidAnswer, LastAdministrator

MOST = 100


@blueprint.get("/staff")
@asks(Permission.STAFF)
def list_staff() -> str:
    return _page(forms.Typed(), {})


@blueprint.post("/staff")
@asks(Permission.STAFF)
def add_staff() -> Any:
    typed = forms.typed()
    try:
        new = forms.read(NewStaff(), typed)
        staff.add(g.act, new["email"], Role(new["role"]))
    except InvalidAnswer as error:
        return _page(typed, error.errors), 422
    except AlreadyExists as error:
        return _page(typed, {"email": [error.detail]}), 422
    except Forbidden:
        return _page(
            typed, {"email": [_("This is your own address. Ask another administrator for another role.")]}
        ), 422
    flash(_("A mail with a link is on its way. It works for 7 days."))
    return redirect("/staff", 303)


@blueprint.get("/staff/<id:member_id>/remove")
@asks(Permission.STAFF)
def ask_to_remove(member_id: str) -> str:
    return render_template("administrator/remove.html", member=StaffMember().dump(staff.read(g.act, member_id)))


@blueprint.post("/staff/<id:member_id>/remove")
@asks(Permission.STAFF)
def remove_staff_member(member_id: str) -> Any:
    try:
        staff.remove(g.act, member_id)
    except LastAdministrator as error:
        return _page(forms.Typed(), {"members": [error.detail]}), 409
    flash(_("Removed. They are signed out of this program."))
    return redirect("/staff", 303)


def _page(typed: forms.Typed, errors: dict[str, list[str]]) -> str:
    found = staff.list_all(g.act, Page(MOST))
    return render_template(
        "administrator/staff.html",
        members=StaffMember(many=True).dump(found.items),
        has_more=found.next is not None,
        typed=typed,
        errors=errors,
    )
