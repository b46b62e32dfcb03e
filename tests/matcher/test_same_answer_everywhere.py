"""The same question gets the same bytes in another process, however that process hashes its sets."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUESTION = """
from datetime import date
from matcher.weights import DEFAULT_WEIGHTS
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, at, mentee, mentor, program, rank

def answers(*numbers):
    return {
        topic: frozenset(code for place, code in enumerate(VOCABULARY.topics[topic]) if place in numbers)
        for topic in ("experiences", "pathways", "goals", "interests", "shared", "styles")
    }

EVENING = (at("tue", "18:00", "21:00"),)
person = mentee(
    **answers(0, 1, 2, 3, 5), since=date(2026, 5, 1), weekly=EVENING, matters=frozenset({"alcohol", "work"}),
    about="Walks and music keep me well.",
)
texts = ["I walk a lot.", "Music and long walks.", None, "Gardens."]
mentors = [
    mentor(f"m{number}", **answers(number % 4, number % 3, 2, 5), weekly=EVENING, about=texts[number % 4],
           not_comfortable_with=frozenset())
    for number in range(9)
]
print(repr(rank(person, program(*mentors), NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)))
"""


def answered(seed: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", QUESTION], env=environment, capture_output=True, check=True).stdout


def test_the_same_question_gets_the_same_bytes_under_any_hash_seed() -> None:
    first = answered("1")
    assert b"Suggestion(rank=9" in first
    assert answered("2") == first
