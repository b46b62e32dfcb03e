"""Weights proposed from the program's own decisions: worked out and answered, never put in force."""

from dataclasses import asdict
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, trials
from api.services.acts import Act
from api.services.learning import decisions
from api.services.learning.shares import rounded_shares
from api.services.pairs import in_words
from api.services.reports.period import rounding_key
from api.services.weights import to_rank_with
from data.db import reading, transaction
from matcher.explain import Phrase
from matcher.learn import LEAST_DECISIONS, Finding, GroupShares, HeldOut, Proposal, Verdict, propose


def propose_weights(act: Act) -> dict[str, Any]:
    """What the decisions speak for, beside the weights in force. Raises Forbidden.

    Nothing is kept but the audit's entry, and nothing waits while it is worked out. Decisions about the asker, in
    whichever of their roles, are left out. What would change for whom is told where there are weights to tell it of.
    """
    policy.require(act.actor, Permission.WEIGHTS_PROPOSE)
    with reading(act.program_id):
        in_force = to_rank_with(act)
        past = decisions.of_program(act.actor.everyone_alike)
    proposal = propose(past, in_force.values)
    would_change = None
    if proposal.verdict == Verdict.BETTER:
        with reading(act.program_id):
            would_change = trials.what_would_change(act, in_force.values, proposal.fitted)
    with transaction(act.program_id):
        audit.record(act, "weights_proposed", "program", act.program_id, proposal.verdict.value)
    return {"version": in_force.version, **_dump(act, proposal), "would_change": would_change}


def _dump(act: Act, proposal: Proposal) -> dict[str, Any]:
    better = proposal.verdict == Verdict.BETTER
    return {
        "decisions": proposal.decisions,
        "verdict": proposal.verdict,
        "text": in_words(act, _verdict(proposal)),
        "current": proposal.current,
        "weights": proposal.fitted if better else None,
        "held_out": _held_out(proposal.held_out),
        "groups": [_group(act, shares, proposal.decisions) for shares in proposal.groups],
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


def _group(act: Act, shares: GroupShares, decisions_in_all: int) -> dict[str, Any]:
    what, key = f"chosen {shares.topic} {shares.group}", rounding_key(act.program_id)
    return {
        "topic": shares.topic,
        "group": shares.group,
        "finding": shares.finding,
        "text": in_words(act, Phrase(f"learned.{shares.finding.value}", {"code": shares.group})),
        "shares": None if shares.numbers is None else rounded_shares(shares.numbers, decisions_in_all, what, key),
    }


def _unexplained(proposal: Proposal) -> bool:
    return any(each.finding in (Finding.LESS_OFTEN, Finding.MORE_OFTEN) for each in proposal.groups)
