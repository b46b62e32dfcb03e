"""My week: a plain list, which a script lays a grid over. Both send the same form."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request
from flask_babel import format_date, get_locale
from flask_babel import format_time as format_time_here
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.week import blueprint, clocks, zones
from api.pages.week.rows import Rows
from api.policy import Permission
from api.schemas.fields.times import DAYS, MIDNIGHT, TIME_ZONES
from api.schemas.profiles import Availability, MenteeForThemselves, MentorForThemselves
from api.services import own_week, revisions
from api.services.refusals import ChangedMeanwhile, IfMatchRequired, InvalidAnswer

SAVE = "save"
A_MONDAY = date(2024, 1, 1)
USUAL_EXAMPLE = {"day": "tue", "from": "18:00"}


@blueprint.get("/my-week")
@asks(Permission.OWN_ACCOUNT)
def show_week() -> Any:
    mine = own_week.read(g.act)
    return _page(mine, Rows.stored(availability_of(mine)), _revision(mine))


@blueprint.post("/my-week")
@asks(Permission.OWN_ACCOUNT)
def save_week() -> Any:
    pressed = request.form.get("do", SAVE)
    rows = Rows.typed(forms.typed(), pressed)
    mine = own_week.read(g.act)
    seen = request.form.get("revision") or _revision(mine)
    if pressed != SAVE:
        return _page(mine, rows, seen, as_list=True)
    try:
        answers = forms.read(Availability(), rows.form())
    except InvalidAnswer as error:
        return _page(mine, rows, seen, errors=error.errors, as_list=True), 422
    if not answers["weekly"] and availability_of(mine)["weekly"] is None:
        answers["weekly"] = None
    try:
        own_week.save(g.act, answers)
    except (ChangedMeanwhile, IfMatchRequired):
        mine = own_week.read(g.act)
        if Availability().dump(answers) != availability_of(mine):
            return _page(mine, rows, _revision(mine), meanwhile=Rows.stored(availability_of(mine))), 422
    flash(_("Your week is saved."))
    return redirect("/my-week", 303)


def availability_of(mine: dict[str, Any]) -> dict[str, Any]:
    """As it is sent out."""
    schema = MentorForThemselves() if mine["places_in_use"] is not None else MenteeForThemselves()
    found: dict[str, Any] = schema.dump(mine["profile"])["availability"]
    return found


def _revision(mine: dict[str, Any]) -> str:
    return revisions.tag(mine["profile"]["revision"])


def _page(
    mine: dict[str, Any],
    rows: Rows,
    revision: str,
    errors: dict[str, list[str]] | None = None,
    meanwhile: Rows | None = None,
    as_list: bool = False,
) -> str:
    zone = rows.time_zone if rows.time_zone in TIME_ZONES else availability_of(mine)["time_zone"]
    language = str(get_locale())
    return render_template(
        "week/week.html",
        rows=rows,
        errors=errors or {},
        typed=forms.Typed(),
        revision=revision,
        meanwhile=meanwhile,
        as_list=as_list,
        days=[(day, format_date(A_MONDAY.replace(day=1 + place), "EEEE")) for place, day in enumerate(DAYS)],
        zones=zones.choices(language, rows.time_zone),
        words=_for_the_grid(),
        city=zones.city(zone, language),
        now_there=_clock(g.act.now.astimezone(ZoneInfo(zone)).time()),
        change=_change(zone, rows, language),
        parts_of_week=mine["parts_of_week"],
        places=mine["profile"].get("capacity"),
        in_use=mine["places_in_use"],
        told=told,
    )


def told(text: str) -> str:
    """``18:00`` as the readers of this language write it."""
    if text == MIDNIGHT:
        return _("midnight")
    return _clock(time.fromisoformat(text))


def _clock(at: time) -> str:
    return format_time_here(datetime.combine(A_MONDAY, at), "short", rebase=False)


def _for_the_grid() -> dict[str, str]:
    """What the script says."""
    return {
        "grid": _("My week, in half hours"),
        "how": _(
            "Click or drag to mark the times when you are free. By keyboard: arrow keys move, Space marks or clears, "
            "Shift with an arrow key goes on over more."
        ),
        "how_by_finger": _("Tap a half hour to mark or clear it."),
        "draw": _("Draw with your finger"),
        "drawing": _("To scroll while drawing is on, touch the hours on the left."),
        "undo": _("Undo"),
        "undone": _("The last marking is undone."),
        "earlier": _("Show earlier hours"),
        "free": _("%(when)s: free", when="{when}"),
        "not_free": _("%(when)s: not free", when="{when}"),
        "span": _("%(from)s to %(to)s", **{"from": "{from}", "to": "{to}"}),
        "partly": _("partly free: %(spans)s", spans="{spans}"),
        "midnight": _("midnight"),
        "not_saved": _("Not saved yet."),
    }


def _change(zone: str, rows: Rows, language: str) -> dict[str, Any] | None:
    """The next change of clocks in words, with a time of this week as the example."""
    change = clocks.next_change(zone, g.act.now)
    if change is None:
        return None
    usual = [row for row in rows.weekly if row.get("day") in DAYS and _is_time(row.get("from", ""))]
    example = (usual or [USUAL_EXAMPLE])[0]
    seen = clocks.seen_elsewhere(change, DAYS.index(example["day"]), time.fromisoformat(example["from"]))
    return {
        "day": format_date(change.at.date(), "long"),
        "forward": change.minutes > 0,
        "by": _("one hour") if abs(change.minutes) == 60 else _("%(num)s minutes", num=abs(change.minutes)),
        "here": _day_and_time(seen.here),
        "before": _day_and_time(seen.before),
        "after": _day_and_time(seen.after),
        "elsewhere": zones.city(clocks.STEADY, language),
    }


def _day_and_time(moment: datetime) -> str:
    return f"{format_date(moment.date(), 'EEEE')} {_clock(moment.time())}"


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True
