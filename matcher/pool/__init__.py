"""The mentors of a program as columns: exact, and changed one mentor at a time."""

from matcher.pool.pool import Pool

__all__ = ["Pool"]
