"""About whom a coordinator may ask more than the list shows."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services.acts import Act
from api.services.refusals import NoConsent
from data.store import consents, people
from data.store.people import Kind


def mentee_beside(act: Act, mentee_id: str, *mentor_ids: str) -> Any:
    """The mentee, whatever their status, for a look at them beside these mentors.

    Raises NotFound, Forbidden, NoConsent (the mentee's).
    """
    mentee = policy.require_on(act.actor, Permission.SUGGESTIONS, people.find(Kind.MENTEE, mentee_id))
    for mentor_id in mentor_ids:
        mentor = policy.require_on(act.actor, Permission.MENTOR_READ, people.find(Kind.MENTOR, mentor_id))
        if mentor.id in act.actor.own_people:
            # "Asked before" would say with whom a card without a name was, and that it was the other who said no.
            raise policy.Forbidden
    if consents.in_force(Kind.MENTEE, mentee.id, "matching") is None:
        raise NoConsent("This mentee has not agreed to matching, or has taken it back.")
    return mentee
