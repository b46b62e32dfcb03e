"""A refusal as something to look at again on the page that the form came from."""

from api.errors import STATUS_AND_CODE, write_down
from api.services.refusals import InvalidAnswer, NotEligible, Refused

Errors = dict[str, list[str]]
SHOWN = (409, 412, 422)


def said(error: Refused, at: str) -> Errors:
    """``at``: the id, without its ``f-``, of what the summary leads to where it is about no single input.

    Raises the error itself where it is not the form's to show, but a page of its own.
    """
    status, code = STATUS_AND_CODE[type(error)]
    if status not in SHOWN:
        raise error
    write_down(code, status)
    if isinstance(error, InvalidAnswer):
        return error.errors
    reasons = [reason.text for reason in error.reasons] if isinstance(error, NotEligible) else []
    return {at: [text for text in (error.detail, *reasons) if text]}
