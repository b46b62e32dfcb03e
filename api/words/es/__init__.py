"""Spanish of Latin America, with usted. Plain and person-first; who is meant is "la persona", so no gender is told."""

from api.words.es import beside, cautions, changes, factors, learning, looking_closer, plans, reasons, short
from api.words.values import Sentence

SENTENCES: dict[str, Sentence] = (
    short.SENTENCES
    | factors.SENTENCES
    | reasons.SENTENCES
    | changes.SENTENCES
    | cautions.SENTENCES
    | beside.SENTENCES
    | learning.SENTENCES
    | looking_closer.SENTENCES
    | plans.SENTENCES
)
