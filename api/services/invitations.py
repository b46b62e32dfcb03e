"""A first password, set by the holder of an invitation."""

from api import policy
from api.services import audit, passwords
from api.services.acts import Act
from api.services.refusals import InvalidAnswer
from data.db import transaction
from data.store import accounts


def redeem(act: Act, secret: str, password: str) -> None:
    """Set the password and end all tokens.

    Raises NotFound for a secret that is unknown, used or too old, InvalidAnswer for a password easy to guess.
    """
    password_hash = passwords.hash_password(password)
    with transaction(None):
        found = accounts.lock_secret(secret, act.now)
        if found is None:
            raise policy.NotFound
        account = accounts.find(found.account_id)
        assert account is not None
        if len(password) < passwords.LEAST_CHARACTERS:
            raise InvalidAnswer({"password": [f"Please use {passwords.LEAST_CHARACTERS} characters or more."]})
        if passwords.is_guessable(password, accounts.email_of(account)):
            raise InvalidAnswer(
                {"password": ["This is easy to guess from the address or from our name. Choose another."]}
            )
        account.password_hash = password_hash
        accounts.use_up_secrets(account.id, act.now)
        accounts.end_tokens(account.id, act.now)
        audit.record(act, "password_set", "account", account.id)
