"""Weights proposed from the program's own decisions: worked out and answered, never put in force."""

from dataclasses import asdict
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit
from api.services.acts import Act
from api.services.learning import decisions
from api.services.pairs import in_words
from data.db import reading, transaction
from data.store import programs
from matcher.explain import Phrase
from matcher.learn import LEAST_DECISIONS, Finding, GroupShares, HeldOut, Proposal, Verdict, propose
from matcher.weights import FACTORS


def propose_weights(act: Act) -> dict[str, Any]:
    """What the decisions speak for, beside the weights in force. Raises Forbidden.

    Nothing is kept but the audit's entry, and nothing waits while it is worked out. Decisions about the asker, in
    whichever of their roles, are left out.
    """
    policy.require(act.actor, Permission.WEIGHTS_PROPOSE)
    with reading(act.program_id):
        in_force = programs.current_weights(act.program_id)
        version, weights = in_force.version, {factor: in_force.weights[factor] for factor in FACTORS}
        past = decisions.of_program(act.actor.everyone_alike)
    proposal = propose(past, weights)
    with transaction(act.program_id):
        audit.record(act, "weights_proposed", "program", act.program_id, proposal.verdict.value)
    return {"version": version, **_dump(act, proposal)}


def _dump(act: Act, proposal: Proposal) -> dict[str, Any]:
    better = proposal.verdict == Verdict.BETTER
    return {
        "decisions": proposal.decisions,
        "verdict": proposal.verdict,
        "text": in_words(act, _verdict(proposal)),
        "current": proposal.current,
        "weights": proposal.fitted if better else None,
        "held_out": _held_out(proposal.held_out),
        "groups": [_group(act, shares) for shares in proposal.groups],
        "caution": in_words(act, Phrase("learned.look_at_groups")) if _unexplained(proposal) else None,
    }


def _verdict(proposal: Proposal) -> Phrase:
    if proposal.decisions < LEAST_DECISIONS:
        return Phrase("learned.too_few", {"decisions": proposal.decisions, "least": LEAST_DECISIONS})
    if proposal.verdict == Verdict.NOT_ENOUGH or proposal.held_out is None:
        return Phrase("learned.no_gain", {"decisions": proposal.decisions})
    three = proposal.held_out.first_three
    return Phrase("learned.better", {"now": _hundredths(three.now), "then": _hundredths(three.then)})


def _hundredths(share: float) -> int:
    return round(100 * share)


def _held_out(held_out: HeldOut | None) -> dict[str, Any] | None:
    return None if held_out is None else asdict(held_out)


def _group(act: Act, shares: GroupShares) -> dict[str, Any]:
    return {
        "topic": shares.topic,
        "group": shares.group,
        "finding": shares.finding,
        "text": in_words(act, Phrase(f"learned.{shares.finding.value}", {"code": shares.group})),
        "shares": None if shares.numbers is None else asdict(shares.numbers),
    }


def _unexplained(proposal: Proposal) -> bool:
    return any(each.finding in (Finding.LESS_OFTEN, Finding.MORE_OFTEN) for each in proposal.groups)
