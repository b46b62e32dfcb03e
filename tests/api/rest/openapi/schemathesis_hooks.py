"""Loaded by schemathesis: what it can't know of our formats."""

import schemathesis
from hypothesis import strategies
from schemathesis.core.parameters import ParameterLocation

schemathesis.openapi.format("time-zone", strategies.sampled_from(["America/Chicago", "Europe/Madrid", "UTC"]))


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Leaves out what is sent as a mistake and is none: a rule of a list broken, and then null in the list's place."""
    wrong = [place for place, how in case.meta.components.items() if how.mode.is_negative] if case.meta else []
    if wrong != [ParameterLocation.BODY] or not isinstance(case.body, dict) or None not in case.body.values():
        return True
    return not any(each.is_valid(case.body) for each in case.operation.body if each.media_type == case.media_type)
