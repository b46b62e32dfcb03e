"""Two who edit the same thing: whoever did not see the other's edit is told to look again, and overwrites nothing."""

from api.policy import Role
from api.services.acts import Act
from api.services.refusals import ChangedMeanwhile, IfMatchRequired

ANY = "*"


def tag(revision: int) -> str:
    """What an ``ETag`` holds between its quotes."""
    return f"r{revision}"


def check(act: Act, revision: int) -> None:
    """Whether the asker edits what they have seen. Raises IfMatchRequired, ChangedMeanwhile.

    The service itself edits what it finds under its lock.
    """
    if act.actor.role == Role.SYSTEM:
        return
    if act.if_match is None:
        raise IfMatchRequired("Send If-Match with the ETag of what you have read, so that nobody's change is lost.")
    if not act.if_match & {ANY, tag(revision)}:
        raise ChangedMeanwhile("Somebody changed this after you read it. Please read it again, then send your change.")
