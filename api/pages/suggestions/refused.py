"""Nobody can be suggested, or these two can't be asked: why, and the next step."""

from collections.abc import Mapping
from typing import Any

from flask import g, render_template

from api.errors import STATUS_AND_CODE
from api.pages.suggestions.names import REASONS
from api.services import audit
from api.services.matches import reading
from api.services.refusals import AlreadyMatched, AtCapacity, NoConsent, NotEligible, NotWaiting, Refused

REFUSALS = (AlreadyMatched, NotWaiting, NoConsent, AtCapacity, NotEligible)


def page(mentee: Mapping[str, Any], error: Refused, pair: Mapping[str, Any] | None = None) -> tuple[str, int]:
    """``pair``: these two as they stand now, with what would change each reason."""
    status, code = STATUS_AND_CODE[type(error)]
    audit.record_refusal(g.act, code)
    match = reading.under_way(g.act, mentee["id"]) if isinstance(error, AlreadyMatched) else None
    return (
        render_template(
            "suggestions/refused.html", mentee=mentee, code=code, match=match, pair=pair, reasons=REASONS, errors={}
        ),
        status,
    )
