"""A forgotten password."""

from api.services import audit
from api.services.acts import Act
from data.db import transaction
from data.store import outbox

ANSWER = (
    "If you have an account with this address, a mail is on its way to you. It can take a few minutes. "
    "The link in it works once, for an hour."
)


def ask(act: Act, email: str, *, mail: bool) -> str:
    """The same words and the same work for every address: whether anybody has it is looked up when the mail is made.

    ``mail``: False where this address was sent enough of them for now.
    """
    with transaction(None):
        if mail:
            outbox.add_to_address(email, "reset", now=act.now)
        audit.record(act, "password_reset_asked")
    return ANSWER
