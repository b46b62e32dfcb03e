"""A refusal as something to look at again on the page that the form came from."""

from api.errors import STATUS_AND_CODE, write_down
from api.services.refusals import InvalidAnswer, NotEligible, Refused

Errors = dict[str, list[str]]


def said(error: Refused, at: str) -> Errors:
    """``at``: the id, without its ``f-``, of what the summary leads to where it is about no single input."""
    status, code = STATUS_AND_CODE[type(error)]
    write_down(code, status)
    if isinstance(error, InvalidAnswer):
        return error.errors
    reasons = [reason.text for reason in error.reasons] if isinstance(error, NotEligible) else []
    return {at: [text for text in (error.detail, *reasons) if text]}


def is_shown(error: Refused) -> bool:
    """Whether it is the form's to show. What is not, is a page of its own."""
    return STATUS_AND_CODE[type(error)][0] in (409, 412, 422)
