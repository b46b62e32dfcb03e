"""The tables, a file a topic."""

from data import pool_versions
from data.models.drafts import Draft
from data.models.matches import CONFIRM, Match, MatchEvent, Run, SealedNote
from data.models.people import Consent, KeptApart, Mentee, Mentor, SealedIdentity
from data.models.plans import Plan, PlanState
from data.models.pools import PoolChange, PoolHead
from data.models.programs import (
    Account,
    BrowserSession,
    IdempotencyKey,
    Membership,
    OneTimeSecret,
    Program,
    SignInTries,
    Token,
    WeightsVersion,
)
from data.models.records import AddressMessage, AuditEntry, AuditHead, OutboxMessage

# Whoever has the tables has what watches over them.
assert pool_versions.WATCHED

__all__ = [
    "CONFIRM",
    "Account",
    "AddressMessage",
    "AuditEntry",
    "AuditHead",
    "BrowserSession",
    "Consent",
    "Draft",
    "IdempotencyKey",
    "KeptApart",
    "Match",
    "MatchEvent",
    "Membership",
    "Mentee",
    "Mentor",
    "OneTimeSecret",
    "OutboxMessage",
    "Plan",
    "PlanState",
    "PoolChange",
    "PoolHead",
    "Program",
    "Run",
    "SealedIdentity",
    "SealedNote",
    "SignInTries",
    "Token",
    "WeightsVersion",
]
