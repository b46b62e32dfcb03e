"""Whom the lists of late have shown."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from data.db import db
from data.models.matches import Run


def lists_of_others(mentee_id: str, since: datetime) -> Mapping[str, int]:
    """By mentor, how many other mentees were shown them since.

    Who asks again for the same person has seen nobody more often: asked twice, the answer is the same.
    """
    recent = select(Run.mentee_id, Run.mentor_ids).where(Run.generated_at >= since, Run.mentee_id != mentee_id)
    shown: dict[str, set[str]] = defaultdict(set)
    for of_mentee, mentor_ids in db.session.execute(recent):
        shown[of_mentee].update(mentor_ids)
    return Counter(mentor_id for each in shown.values() for mentor_id in each)
