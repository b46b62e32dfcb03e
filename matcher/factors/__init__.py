"""How alike two people are: one file a factor, each with ``prepare``."""

from collections.abc import Mapping

from matcher.factors import about, availability, background, experience, goals, interests, pathways, stage, style
from matcher.factors.measure import Prepare

PREPARE: Mapping[str, Prepare] = {
    "experience": experience.prepare,
    "availability": availability.prepare,
    "stage": stage.prepare,
    "background": background.prepare,
    "interests": interests.prepare,
    "goals": goals.prepare,
    "pathways": pathways.prepare,
    "style": style.prepare,
    "about": about.prepare,
}
