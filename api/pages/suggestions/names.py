"""What factors, reasons and answers are called on these pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _l

from api.pages import coded

FACTORS = {
    "experience": _l("Lived experience"),
    "availability": _l("Times to meet"),
    "stage": _l("Further along"),
    "background": _l("Background"),
    "interests": _l("Interests"),
    "goals": _l("Goals"),
    "pathways": _l("Ways in recovery"),
    "style": _l("Kind of support"),
    "about": _l("Own words"),
}
MEANINGS = {
    "experience": _l("How much of what the mentee has lived with, the mentor has lived with too."),
    "availability": _l("How many hours a week suit both. Four times as much as the mentee wants counts in full."),
    "stage": _l("How much longer the mentor has been in recovery. Two years more counts in full."),
    "background": _l("What they share of their lives: family life, age group, region."),
    "interests": _l("How alike what they enjoy is."),
    "goals": _l("How many of the mentee's goals the mentor can help with."),
    "pathways": _l("How many of the mentee's ways in recovery the mentor knows."),
    "style": _l("How many of the kinds of support that the mentee hopes for, the mentor offers."),
    "about": _l("How many words are the same in what both wrote about themselves."),
}
# As they stand after "what speaks most for these two".
SHARED = {
    "experience": _l("lived experience"),
    "availability": _l("times to meet"),
    "stage": _l("being further along"),
    "background": _l("background"),
    "interests": _l("interests"),
    "goals": _l("goals"),
    "pathways": _l("ways in recovery"),
    "style": _l("kind of support"),
    "about": _l("own words"),
}
REASONS = {
    "not_active": _l("not active as a mentor now"),
    "same_person": _l("the same person"),
    "no_consent": _l("has not agreed to be matched"),
    "concern_open": _l("a concern is still open"),
    "kept_apart": _l("kept apart"),
    "declined_before": _l("these two were asked before"),
    "training_missing": _l("no training in force"),
    "screening_missing": _l("no screening in force"),
    "too_early": _l("not long enough in recovery for this program"),
    "at_capacity": _l("no free place"),
    "no_shared_language": _l("no language in common"),
    "no_shared_format": _l("no way of meeting in common"),
    "no_shared_time": _l("no time in common"),
    "not_comfortable": _l("not comfortable with what this person brings"),
    "mentee_preference": _l("does not meet what this person asked for"),
    "mentor_preference": _l("asked for someone else to support"),
}
TOPICS = {
    "gender": _l("Gender"),
    "age_band": _l("Age"),
    "region": _l("Region"),
    "shared": _l("Background"),
    "languages": _l("Languages"),
    "experiences": _l("Lived experience"),
    "pathways": _l("Ways in recovery"),
}


def labels(codes: Iterable[str] | None) -> list[str]:
    """Codes in the words of the page's language; own words as they were written."""
    return coded.labels(codes or (), g.act.language)


def of_mentee(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Their card in short: what they look for, and what has to be so."""
    return {
        "id": profile["id"],
        "name": profile["identity"]["preferred_name"],
        "status": profile["status"],
        "waiting_since": profile["waiting_since"],
        "time_zone": profile["availability"]["time_zone"],
        "looks_for": [
            (title, labels(codes))
            for title, codes in (
                (FACTORS["experience"], profile["recovery_stage"]["experiences"]),
                (FACTORS["pathways"], profile["recovery_stage"]["pathways"]),
                (FACTORS["goals"], profile["goals"]),
                (FACTORS["style"], profile["support"]["styles"]),
            )
            if codes
        ],
        "musts": [(TOPICS[must["about"]], labels(must["any_of"])) for must in profile["preferences"]["must"] or ()],
        "keep_apart_words": profile["keep_apart_words"],
    }
