"""English. Plain and person-first, at a reading age of about 12; a number never stands without its meaning."""

from api.words.en import beside, cautions, changes, factors, learning, looking_closer, plans, reasons, short
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
