"""Which reasons may be sent with which action, for the faces, which take only enums from the matcher."""

from collections.abc import Mapping

from matcher.lifecycle import REASONS_THAT_MAY_BE_GIVEN, EndReason, MatchAction

MAY_BE_GIVEN: Mapping[MatchAction, tuple[EndReason, ...]] = {
    action: tuple(reason for reason in EndReason if reason in reasons)
    for action, reasons in REASONS_THAT_MAY_BE_GIVEN.items()
}
