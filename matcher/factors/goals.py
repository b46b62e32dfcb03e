"""What the mentee wants to work on, and what the mentor can help with."""

from matcher.factors.coverage import CoveredTopic, covered_topic
from matcher.factors.measure import Question


def prepare(question: Question) -> CoveredTopic | None:
    return covered_topic(question, "goals")
