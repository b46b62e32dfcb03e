"""A ranked list as it is kept (ids, numbers, phrase keys) and as it is read (names and sentences, looked up now)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from api.services.acts import Act
from api.services.pairs import in_words
from api.words.cards import no_longer_here
from data.store import people
from matcher import explain
from matcher.pool import Pool
from matcher.rank import AlsoSuggested, Ranking
from matcher.shared import Shared
from matcher.spread import OrderedBy
from matcher.stage import stage_words


def kept(ranking: Ranking, pool: Pool) -> dict[str, Any]:
    """What a run holds, as JSON: nothing that names anybody."""
    return {
        "pool": {
            "considered": ranking.considered,
            "eligible": ranking.eligible,
            "excluded": [{"reason": str(reason), "count": count} for reason, count in ranking.excluded],
        },
        "ordered_by": str(ranking.ordered_by),
        "suggestions": [row(each, pool) for each in ranking.suggestions],
        "also": None if ranking.also is None else [_also(each, pool) for each in ranking.also],
    }


def _also(each: AlsoSuggested, pool: Pool) -> dict[str, Any]:
    return {**row(each.suggestion, pool), "why": str(each.why), "text": explain.to_json(each.phrase)}


def everyone(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Whom a list showed: those on it, and those beside it. Lists of before know of nobody beside."""
    return [*shown["suggestions"], *(shown.get("also") or ())]


def row(suggestion: Any, pool: Pool) -> dict[str, Any]:
    mentor = pool.mentor(suggestion.mentor_id)
    return {
        "rank": suggestion.rank,
        "rank_before": suggestion.rank_before,
        "mentor_id": mentor.id,
        "score": suggestion.score,
        "stage_words": stage(mentor, pool.as_of),
        "free_places": suggestion.free_places,
        "factors": [
            {
                "factor": part.factor,
                "weight": part.weight,
                "similarity": part.similarity,
                "contribution": part.contribution,
                "because": explain.to_json(part.because),
            }
            for part in suggestion.factors
        ],
        "shared": shared(suggestion.shared),
        "cautions": [
            {"code": str(caution.code), "text": explain.to_json(caution.phrase)} for caution in suggestion.cautions
        ],
        "unknown": list(suggestion.unknown),
        "known": suggestion.known,
        "margin": suggestion.margin,
        "steady": suggestion.steady,
    }


def stage(mentor: Any, as_of: date) -> Any:
    told = stage_words(mentor.stage, mentor.since, as_of)
    return explain.to_json(told) if told else None


def shared(both: Shared) -> dict[str, Any]:
    return {
        "experiences": list(both.experiences),
        "interests": list(both.interests),
        "background": list(both.background),
        "languages": list(both.languages),
        "formats": list(both.formats),
        "windows": [{"day": window.day, "from": window.start, "to": window.end} for window in both.windows],
    }


def read_run(act: Act, run: Any) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "generated_at": run.generated_at,
        "as_of": run.as_of,
        "weights_version": run.weights_version,
        **read(act, run.shown),
    }


def but_these(mentor_ids: Collection[str], read: dict[str, Any]) -> dict[str, Any]:
    """A list as it is read, without these mentors and without the counts in which they may be."""
    if not mentor_ids:
        return read
    lists = {
        name: read[name] and [each for each in read[name] if each["mentor_id"] not in mentor_ids]
        for name in ("suggestions", "also")
    }
    return {**read, **lists, "pool": {**read["pool"], "excluded": []}}


def read(act: Act, shown: Mapping[str, Any]) -> dict[str, Any]:
    names = people.preferred_names([each["mentor_id"] for each in everyone(shown)])
    also = shown.get("also")
    return {
        "pool": shown["pool"],
        "ordered_by": shown.get("ordered_by", OrderedBy.SCORE),
        "suggestions": [read_row(act, each, names.get(each["mentor_id"])) for each in shown["suggestions"]],
        "also": None if also is None else [_read_also(act, each, names.get(each["mentor_id"])) for each in also],
    }


def _read_also(act: Act, each: Mapping[str, Any], name: str | None) -> dict[str, Any]:
    return {**read_row(act, each, name), "text": _sentence(act, each["text"])}


def read_row(act: Act, each: Mapping[str, Any], name: str | None) -> dict[str, Any]:
    mentor = {
        "preferred_name": name or no_longer_here(act.language),
        "stage_words": _sentence(act, each["stage_words"]),
        "free_places": each["free_places"],
    }
    return {
        **each,
        "mentor": mentor,
        "factors": [{**part, "because": _sentence(act, part["because"])} for part in each["factors"]],
        "cautions": [{**caution, "text": _sentence(act, caution["text"])} for caution in each["cautions"]],
    }


def _sentence(act: Act, phrase: Any) -> str | None:
    return in_words(act, explain.from_json(phrase)) if phrase else None
