"""The code of a form that was begun: what a person writes down to go on with it, on this device or another."""

import secrets

# Crockford's base 32: letters that are taken for digits are read as those, and U is not used.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR = str.maketrans("OIL", "011")
GROUPS, OF = 3, 4  # 60 bits


def new() -> str:
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(GROUPS * OF)))


def as_typed(text: str) -> str | None:
    """``" kx7m 93qp2trw"`` -> ``"KX7M-93QP-2TRW"``; None for what can't be one."""
    plain = "".join(char for char in text[:100].upper() if char.isalnum()).translate(_TAKEN_FOR)
    if len(plain) != GROUPS * OF or not set(plain) <= set(ALPHABET):
        return None
    return _grouped(plain)


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + OF] for start in range(0, len(plain), OF))
