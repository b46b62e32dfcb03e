"""The coded answers as the matcher sees them: which codes there are, and which belong together."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Codes by topic, in the order of the forms.

    ``families`` gives each experience its family; ``age_bands`` run from young to old.

    Topics: stage, experiences, pathways, goals, interests, shared, gender, age_band, region, languages,
    formats, styles. A retired code is still in its topic.
    """

    topics: Mapping[str, tuple[str, ...]]
    families: Mapping[str, str]

    @property
    def age_bands(self) -> tuple[str, ...]:
        return self.topics["age_band"]
