"""What the program keeps on a person besides their own answers, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from api.pages.filters import day


def in_words(status: str) -> str:
    return {
        "new": _("A coordinator will read what you wrote and get in touch."),
        "waiting": _("We are looking for somebody."),
        "on_hold": _("We are not looking just now, until you or a coordinator say so."),
        "matched": _("You have been introduced to somebody."),
        "ended": _("You have left the program. You are welcome back."),
        "applied": _("A coordinator will read what you wrote and get in touch."),
        "screening": _("The check is under way."),
        "training": _("You are in training."),
        "active": _("You can be matched."),
        "paused": _("You are taking a break."),
        "declined": _("We did not go on with your application."),
        "retired": _("You have left the program. You are welcome back."),
    }[status]


def kept(profile: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Days only, and none of their contents."""
    dates = [
        (_("Waiting since"), profile.get("waiting_since")),
        (_("Training completed"), _of(profile, "training", "completed_on")),
        (_("Training good until"), _of(profile, "training", "expires_on")),
        (_("Check completed"), _of(profile, "screening", "checked_on")),
        (_("Check good until"), _of(profile, "screening", "expires_on")),
    ]
    away = (profile.get("availability") or {}).get("time_off") or ()
    return [
        *((title, day(date)) for title, date in dates if date),
        *((_("Time away"), _("%(first)s to %(last)s", first=day(each["from"]), last=day(each["to"]))) for each in away),
    ]


def _of(profile: Mapping[str, Any], section: str, name: str) -> Any:
    return (profile.get(section) or {}).get(name)
