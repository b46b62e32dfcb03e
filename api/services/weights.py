"""The weights in force, and those before."""

from collections.abc import Mapping
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, revisions
from api.services.acts import Act
from api.services.pages import Listing, Page, listing
from data.db import reading, transaction
from data.store import programs
from matcher.weights import DEFAULTS, FACTORS, Weights


def in_force(act: Act) -> dict[str, Any]:
    policy.require(act.actor, Permission.WEIGHTS_READ)
    with reading(act.program_id):
        return _dump(programs.current_weights(act.program_id))


def to_rank_with(act: Act) -> Weights:
    """Those in force, as the core takes them. Inside the caller's transaction."""
    found = programs.current_weights(act.program_id)
    return Weights(found.version, {factor: found.weights[factor] for factor in FACTORS})


def change(act: Act, weights: Mapping[str, float]) -> dict[str, Any]:
    """Put other weights in force, as a new version. Raises Forbidden, IfMatchRequired, ChangedMeanwhile."""
    policy.require(act.actor, Permission.WEIGHTS_CHANGE)
    with transaction(act.program_id):
        programs.lock(act.program_id)
        newest = programs.current_weights(act.program_id).version
        revisions.check(act, newest)
        version = newest + 1
        evidence = {factor: _evidence(factor, weights[factor]) for factor in FACTORS}
        programs.add_weights(act.program_id, version, weights, evidence, by=act.actor.account_id, now=act.now)
        audit.record(act, "weights_changed", "program", act.program_id, f"version_{version}")
        return _dump(programs.current_weights(act.program_id))


def evidence_of_defaults() -> dict[str, str]:
    """What speaks for each default weight, with its source."""
    return {factor: _evidence(factor, DEFAULTS[factor].value) for factor in FACTORS}


def versions(act: Act, page: Page) -> Listing:
    """The newest first."""
    policy.require(act.actor, Permission.WEIGHTS_READ)
    with reading(act.program_id):
        return listing(programs.weights_versions(act.program_id, page), _dump)


def _evidence(factor: str, weight: float) -> str:
    default = DEFAULTS[factor]
    stated = f"{default.evidence} ({default.source})"
    if weight == default.value:
        return stated
    return f"{stated} This program chose {weight:g}; the default is {default.value:g}."


def _dump(version: Any) -> dict[str, Any]:
    return {
        "version": version.version,
        "weights": {factor: version.weights[factor] for factor in FACTORS},
        "evidence": {factor: version.evidence[factor] for factor in FACTORS},
        "created_at": version.created_at,
    }
