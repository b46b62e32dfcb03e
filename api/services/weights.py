"""The weights in force, and those before."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services.acts import Act
from data.db import reading
from data.store import programs
from matcher.weights import FACTORS


def in_force(act: Act) -> dict[str, Any]:
    policy.require(act.actor, Permission.WEIGHTS_READ)
    with reading(act.program_id):
        return _dump(programs.current_weights(act.program_id))


def versions(act: Act, limit: int) -> list[dict[str, Any]]:
    """The newest first."""
    policy.require(act.actor, Permission.WEIGHTS_READ)
    with reading(act.program_id):
        return [_dump(version) for version in programs.weights_versions(act.program_id, limit)]


def _dump(version: Any) -> dict[str, Any]:
    return {
        "version": version.version,
        "weights": {factor: version.weights[factor] for factor in FACTORS},
        "evidence": {factor: version.evidence[factor] for factor in FACTORS},
    }
