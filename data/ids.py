"""Ids: opaque, not to be counted or guessed."""

import secrets


def new_id() -> str:
    """128 random bits as 32 characters."""
    return secrets.token_hex(16)
