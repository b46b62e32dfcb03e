"""Is this plan allowed, is it the best, and does it tell the truth? By other methods than those that made it."""

from matcher.check.asked import Asked
from matcher.check.check import Broken, broken

__all__ = ["Asked", "Broken", "broken"]
