"""The ways in recovery that both have taken; medication is one like any other."""

from matcher.factors.coverage import CoveredTopic, covered_topic
from matcher.factors.measure import Question


def prepare(question: Question) -> CoveredTopic | None:
    return covered_topic(question, "pathways")
