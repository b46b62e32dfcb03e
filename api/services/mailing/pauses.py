"""How long a mail that could not be delivered waits, and when it is given up."""

from datetime import timedelta

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=6)
# RFC 5321 section 4.5.4.1: "the give-up time generally needs to be at least 4-5 days".
KEEPS_TRYING = timedelta(days=5)


def pause_after(tries: int) -> timedelta:
    """Twice as long after each try that failed. ``tries``: how many there were, 1 or more."""
    doublings = min(tries - 1, (LONGEST // FIRST).bit_length())
    return min(FIRST * 2**doublings, LONGEST)


def is_given_up(tries: int) -> bool:
    """Whether so many tries, with the pauses between them, took the whole time. One late first try never does."""
    return sum((pause_after(each) for each in range(1, tries)), timedelta()) >= KEEPS_TRYING
