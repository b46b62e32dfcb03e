"""Who has a permission, in words: for whoever reads what may be done here, before they try it."""

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

from api import policy
from api.policy import PARTIES, Actor, Permission, Role
from matcher.lifecycle import MatchState

# These say nothing but which role it is.
OF_THE_ROLE = {
    policy.anyone_signed_in,
    policy.not_signed_in,
    policy.coordinator,
    policy.administrator,
    policy.mentor_or_mentee,
    policy.the_service_itself,
}
RULES_IN_WORDS: Mapping[policy.Rule, str] = {
    policy.same_program: "of the same program",
    policy.the_person: "their own",
    policy.party_of_it: "when they are one of the two",
    policy.not_about_oneself: "when it is not about themselves, in any of their roles",
    policy.not_a_party_of_it: "when they are not one of the two, in any of their roles",
    policy.not_alike_a_party_of_it: "when they are not one of the two, nor have the address of one",
    policy.not_introduced: "before the introduction",
    policy.introduced: "from the introduction until the end",
}
ALWAYS = "yes"


def condition(permission: Permission, role: Role, unsaid: Iterable[policy.Rule] = ()) -> str:
    """Under which condition someone of this role may; empty means never. ``unsaid`` goes without saying."""
    left_out = {*OF_THE_ROLE, *unsaid}
    groups = [group for group in policy.RULES.get(permission, ()) if _may_ever(role, permission, group)]
    return "; or ".join(
        ", ".join(RULES_IN_WORDS[rule] for rule in group if rule not in left_out) or ALWAYS for group in groups
    )


def _may_ever(role: Role, permission: Permission, group: Iterable[policy.Rule]) -> bool:
    """Whether there is any thing for which someone of this role meets every rule of the group."""
    person_id = role.value if role in PARTIES else None
    asker = Actor("an account", role, "a program", person_id=person_id)
    kind = permission.name.partition("_")[0].lower()
    things = [
        SimpleNamespace(id=kind, program_id="a program", mentee_id=Role.MENTEE, mentor_id=Role.MENTOR, state=state)
        for state in MatchState
    ]
    return any(all(rule(asker, thing) for rule in group) for thing in things)
