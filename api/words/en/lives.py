"""What people have lived through and where they come from, as the end of "Both ..." and of "someone who ..."."""

from collections.abc import Sequence

from api.words.en.parts import cut, listed
from api.words.values import Labels, label

# As of one person, as of two.
_BACKGROUND = {
    "parent": ("is a parent", "are parents"),
    "single_parent": ("is a single parent", "are single parents"),
    "caregiver": ("cares for a family member", "care for a family member"),
    "veteran": ("is a veteran", "are veterans"),
    "first_responder": ("is a first responder", "are first responders"),
    "health_worker": ("is a health worker", "are health workers"),
    "student": ("is a student", "are students"),
    "older_adult": ("is an older adult", "are older adults"),
    "lgbtq": ("is LGBTQ+", "are LGBTQ+"),
    "immigrant": ("is an immigrant", "are immigrants"),
    "refugee": ("is a refugee", "are refugees"),
    "rural": ("comes from the country or a small town", "come from the country or a small town"),
    "indigenous": ("is Native American or Indigenous", "are Native American or Indigenous"),
    "black": ("is Black or African American", "are Black or African American"),
    "hispanic_latino": ("is Hispanic or Latino", "are Hispanic or Latino"),
    "asian": ("is Asian", "are Asian"),
    "pacific_islander": ("is a Pacific Islander", "are Pacific Islanders"),
    "mena": ("is Middle Eastern or North African", "are Middle Eastern or North African"),
    "white": ("is white", "are white"),
    "multiracial": ("is of more than one race", "are of more than one race"),
    "justice_involved": ("has had contact with the justice system", "have had contact with the justice system"),
    "homelessness": ("has had a time without a home", "have had a time without a home"),
    "foster_care": ("grew up in foster care", "grew up in foster care"),
    "disabled": ("is disabled", "are disabled"),
    "deaf_hoh": ("is Deaf or hard of hearing", "are Deaf or hard of hearing"),
    "chronic_illness": ("lives with long-term illness or pain", "live with long-term illness or pain"),
    "neurodivergent": ("is neurodivergent", "are neurodivergent"),
    "faith_christian": ("is Christian", "are Christian"),
    "faith_muslim": ("is Muslim", "are Muslim"),
    "faith_jewish": ("is Jewish", "are Jewish"),
    "faith_buddhist": ("is Buddhist", "are Buddhist"),
    "faith_hindu": ("is Hindu", "are Hindu"),
    "faith_other": ("has another faith or spiritual path", "have another faith or spiritual path"),
    "not_religious": ("has no religion", "have no religion"),
}
# Not lived with for a time, but there once, or in somebody close.
_THERE = {
    "overdose": ("has been there for an overdose", "have been there for an overdose"),
    "loved_one_in_recovery": ("has a loved one in recovery", "have a loved one in recovery"),
}


def both_are(codes: Sequence[str], labels: Labels) -> list[str]:
    """The ends of "Both ..." for what two people named of their background."""
    return _merged([_background(code, labels)[1] for code in _said_once(codes)], "and")


def one_is(codes: Sequence[str], labels: Labels, last: str) -> str:
    named = codes if last == "or" else _said_once(codes)
    return listed(_merged([_background(code, labels)[0] for code in named], last), last)


def both_lived(codes: Sequence[str], labels: Labels) -> list[str]:
    lived = [label(code, labels) for code in codes if code not in _THERE]
    first = [f"have lived with {cut(lived)}"] if lived else []
    return first + [_THERE[code][1] for code in codes if code in _THERE]


def one_lived(codes: Sequence[str], labels: Labels, last: str) -> str:
    lived = [label(code, labels) for code in codes if code not in _THERE]
    first = [f"has lived with {listed(lived, last)}"] if lived else []
    return listed(first + [_THERE[code][0] for code in codes if code in _THERE], last)


def _background(code: str, labels: Labels) -> tuple[str, str]:
    named = f"named {label(code, labels)}"
    return _BACKGROUND.get(code, (named, named))


def _said_once(codes: Sequence[str]) -> list[str]:
    """A single parent is a parent: one word will do."""
    return [code for code in codes if code != "parent" or "single_parent" not in codes]


def _merged(ends: Sequence[str], last: str) -> list[str]:
    """One "is" or "are" for all that it goes with; the others come after."""
    being = [end.split(maxsplit=1) for end in ends if end.split()[0] in ("is", "are")]
    others = [end for end in ends if end.split()[0] not in ("is", "are")]
    return [f"{being[0][0]} {listed((rest for _, rest in being), last)}", *others] if being else others
