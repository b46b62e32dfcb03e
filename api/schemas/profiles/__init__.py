"""Profiles: one schema for each kind of person, who sends or reads it, and what for."""

from api.schemas.profiles.mentees import (
    MenteeByCoordinator,
    MenteeForCoordinator,
    MenteeForThemselves,
    MenteePatchByCoordinator,
    MenteePatchByThemselves,
    MenteeRow,
)
from api.schemas.profiles.mentors import (
    Capacity,
    MentorByCoordinator,
    MentorForCoordinator,
    MentorForThemselves,
    MentorPatchByCoordinator,
    MentorPatchByThemselves,
    MentorRow,
)
from api.schemas.profiles.sections import Availability

__all__ = [
    "Availability",
    "Capacity",
    "MenteeByCoordinator",
    "MenteeForCoordinator",
    "MenteeForThemselves",
    "MenteePatchByCoordinator",
    "MenteePatchByThemselves",
    "MenteeRow",
    "MentorByCoordinator",
    "MentorForCoordinator",
    "MentorForThemselves",
    "MentorPatchByCoordinator",
    "MentorPatchByThemselves",
    "MentorRow",
]
