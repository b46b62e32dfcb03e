"""The tables, a file a topic."""

from data.models.matches import CONFIRM, Match, MatchEvent, Run, SealedNote
from data.models.people import Consent, KeptApart, Mentee, Mentor, SealedIdentity
from data.models.programs import (
    Account,
    IdempotencyKey,
    Membership,
    OneTimeSecret,
    Program,
    Token,
    WeightsVersion,
)
from data.models.records import AuditEntry, AuditHead, OutboxMessage

__all__ = [
    "CONFIRM",
    "Account",
    "AuditEntry",
    "AuditHead",
    "Consent",
    "IdempotencyKey",
    "KeptApart",
    "Match",
    "MatchEvent",
    "Membership",
    "Mentee",
    "Mentor",
    "OneTimeSecret",
    "OutboxMessage",
    "Program",
    "Run",
    "SealedIdentity",
    "SealedNote",
    "Token",
    "WeightsVersion",
]
