"""Those who wait without a good choice: what stands in the way, and whom a program could look for."""

from matcher.supply_gaps.gaps import GOOD_CHOICE, InTheWay, SupplyGaps, supply_gaps
from matcher.supply_gaps.profiles import Profile
from matcher.supply_gaps.recruiting import RECRUITS, Recruit

__all__ = ["GOOD_CHOICE", "RECRUITS", "InTheWay", "Profile", "Recruit", "SupplyGaps", "supply_gaps"]
