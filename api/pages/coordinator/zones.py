"""Time zones to choose from: those of the Americas that people name, and whichever is in use already."""

ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "America/Mexico_City",
    "America/Bogota",
    "America/Lima",
    "America/Santiago",
    "America/Argentina/Buenos_Aires",
    "Europe/London",
    "Europe/Madrid",
)


def zones_with(*used: str | None) -> list[tuple[str, str]]:
    """The used ones first, each with its own name."""
    every = dict.fromkeys([zone for zone in used if zone] + list(ZONES))
    return [(zone, zone.replace("_", " ")) for zone in every]
