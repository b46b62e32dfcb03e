"""Time zones by names that people know: those of most of our people first, then every place of the tz database."""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from api.schemas.fields.times import TIME_ZONES

COMMON = {
    "America/New_York": _l("Eastern time (New York)"),
    "America/Chicago": _l("Central time (Chicago)"),
    "America/Denver": _l("Mountain time (Denver)"),
    "America/Phoenix": _l("Arizona (Phoenix)"),
    "America/Los_Angeles": _l("Pacific time (Los Angeles)"),
    "America/Anchorage": _l("Alaska (Anchorage)"),
    "Pacific/Honolulu": _l("Hawaii (Honolulu)"),
    "America/Puerto_Rico": _l("Puerto Rico (San Juan)"),
    "America/Mexico_City": _l("Central Mexico (Mexico City)"),
}

Group = tuple[str, list[tuple[str, str]]]


def choices(language: str, chosen: str | None) -> list[Group]:
    """(heading, [(zone, name)]). The one that is chosen is among them, whatever its name."""
    common = [(zone, str(name)) for zone, name in COMMON.items()]
    others = _places(language)
    if chosen in TIME_ZONES and chosen not in dict(common + others):
        common.insert(0, (chosen, chosen))
    return [(_("Common ones"), common), (_("Other places"), others)]


@cache
def city(time_zone: str, language: str) -> str:
    """Where the clock of this zone stands, as it is called in that language."""
    return get_timezone_location(ZoneInfo(time_zone), locale=language, return_city=True) or time_zone


@cache
def _places(language: str) -> list[tuple[str, str]]:
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[2] for line in lines if line and not line.startswith("#")]
    others = TIME_ZONES.intersection(names) - set(COMMON)
    return sorted(((name, city(name, language)) for name in others), key=lambda each: each[1])
