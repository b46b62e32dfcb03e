"""What one party reads of the other: the blind card before the introduction, names and ways to reach them after it.

Both tell only what is shared and what both agreed may be told; the card besides only what at least a few people
of the program have in common, so that it singles nobody out.
"""

from collections.abc import Mapping
from typing import Any

from api import policy
from api.policy import PARTIES, Permission
from api.services import audit, vocabulary
from api.services.acts import Act
from api.services.matches.common_ground import TOPICS, common
from api.services.pairs import in_words, objections_to_introducing
from api.services.programs import today_in
from api.words.cards import card_text, starters
from data.db import transaction
from data.store import consents, known, matches, people, programs
from data.store.people import Kind
from matcher import explain, stage
from matcher.lifecycle import MenteeStatus, MentorStatus, Party
from matcher.shared import common_windows

OWN_WORDS = "own:"
_COUNTED: dict[Kind, set[Any]] = {
    Kind.MENTOR: {MentorStatus.ACTIVE},
    Kind.MENTEE: {MenteeStatus.WAITING, MenteeStatus.MATCHED},
}


def card(act: Act, match_id: str) -> dict[str, Any]:
    """The other party without anything that names them. Raises NotFound once introduced or closed."""
    with transaction(act.program_id):
        match = policy.require_on(act.actor, Permission.MATCH_CARD, matches.find(match_id))
        audit.record(act, "card_read", "match", match.id)
        program = programs.find(act.program_id)
        assert program is not None
        me, other = _both_sides(act, match)
        then = match.common_ground
        mine = then[PARTIES[act.actor.role].value]
        shared = _not_singling_out(_still(_may_be_told(me, other), then["shared"]), program.smallest_group)
        return {
            **_of_a_mentor(act, other, today_in(program, act.now)),
            "formats": [way for way in common(me, other, "formats") if way in then["formats"]],
            "parts_of_week": [in_words(act, explain.from_json(part)) for part in mine["parts_of_week"]],
            "meets_what_you_asked": True if mine["asked"] else None,
            "shared": [code for codes in shared.values() for code in codes],
            "text": card_text(shared, act.language, vocabulary.labels(act.language)),
        }


def introduction(act: Act, match_id: str) -> dict[str, Any]:
    """The other party by name, once a coordinator has introduced the two. Raises NotFound before and after.

    Also once the other has taken the consent to it back: what they tell from then on is theirs alone.
    """
    with transaction(act.program_id):
        match = policy.require_on(act.actor, Permission.MATCH_INTRODUCTION, matches.find(match_id))
        _check_consent_of_other(act, match)
        audit.record(act, "introduction_read", "match", match.id)
        return _introduced(act, *_both_sides(act, match))


def before_introducing(act: Act, match_id: str) -> dict[str, Any]:
    """What each of the two will read of the other, and what speaks against it today: for whoever introduces them.

    ``learns`` by the party who reads it. Raises NotFound, Forbidden.
    """
    with transaction(act.program_id):
        match = policy.require_on(act.actor, Permission.MATCH_READ, matches.find(match_id))
        policy.require_on(act.actor, Permission.MATCH_MOVE, match)
        mentee, mentor = people.find(Kind.MENTEE, match.mentee_id), people.find(Kind.MENTOR, match.mentor_id)
        for kind, person in ((Kind.MENTEE, mentee), (Kind.MENTOR, mentor)):
            audit.record(act, "identity_read", kind.value, person.id)
        return {
            "learns": {
                Kind.MENTEE.value: _introduced(act, mentee, mentor),
                Kind.MENTOR.value: _introduced(act, mentor, mentee),
            },
            "objections": [objection.text for objection in objections_to_introducing(act, mentee, mentor)],
        }


def _introduced(act: Act, me: Any, other: Any) -> dict[str, Any]:
    shared = _may_be_told(me, other)
    identity = people.words(other.id)["identity"]
    as_of = today_in(programs.find(act.program_id), act.now)
    return {
        "preferred_name": identity.get("preferred_name"),
        "pronouns": identity.get("pronouns"),
        "channels": _channels(identity),
        "windows": [
            {"day": window.day, "from": window.start, "to": window.end}
            for window in common_windows(known.person(me), known.person(other), as_of)
        ],
        "shared": [code for codes in shared.values() for code in codes],
        "starters": starters(shared, act.language, vocabulary.labels(act.language)),
    }


def _check_consent_of_other(act: Act, match: Any) -> None:
    is_mentor = PARTIES[act.actor.role] == Party.MENTOR
    other, other_id = (Kind.MENTEE, match.mentee_id) if is_mentor else (Kind.MENTOR, match.mentor_id)
    if consents.in_force(other, other_id, "introduction", match.id) is None:
        raise policy.NotFound


def _both_sides(act: Act, match: Any) -> tuple[Any, Any]:
    """The asker's own row and the other party's."""
    mentee, mentor = people.find(Kind.MENTEE, match.mentee_id), people.find(Kind.MENTOR, match.mentor_id)
    return (mentor, mentee) if PARTIES[act.actor.role] == Party.MENTOR else (mentee, mentor)


def _of_a_mentor(act: Act, other: Any, as_of: Any) -> dict[str, Any]:
    """A mentor's way so far and own story; of a mentee nothing of the kind."""
    if people.kind_of(other) == Kind.MENTEE:
        return {"stage_words": None, "story": None}
    told = stage.stage_words(other.stage, other.since, as_of)
    return {
        "stage_words": in_words(act, told) if told else None,
        "story": people.words(other.id).get("story") if other.story_approved else None,
    }


def _may_be_told(me: Any, other: Any) -> dict[str, list[str]]:
    """By topic: what both said, where both said that this topic may be told."""
    agreed = set(me.may_tell or ()) & set(other.may_tell or ())
    return {topic: common(me, other, column) if topic in agreed else [] for topic, column in TOPICS.items()}


def _still(now: Mapping[str, list[str]], then: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What they shared when the match was confirmed, and share still."""
    return {topic: [code for code in codes if code in then[topic]] for topic, codes in now.items()}


def _not_singling_out(shared: Mapping[str, list[str]], smallest_group: int) -> dict[str, list[str]]:
    """Without own words, and without what fewer people of the program have."""
    everyone = [row for kind, statuses in _COUNTED.items() for row in people.everyone(kind) if row.status in statuses]

    def had_by_enough(topic: str, code: str) -> bool:
        having = sum(code in (getattr(row, TOPICS[topic]) or ()) for row in everyone)
        return having >= smallest_group and not code.startswith(OWN_WORDS)

    return {topic: [code for code in codes if had_by_enough(topic, code)] for topic, codes in shared.items()}


def _channels(identity: Mapping[str, Any]) -> list[dict[str, str]]:
    """The ways that this person agreed to: the one they named, and those they said yes to."""
    contact = identity.get("contact") or {}
    named, email_ok, text_ok = contact.get("channel"), contact.get("email_ok"), contact.get("text_ok")
    agreed = {
        "email": email_ok or (named == "email" and email_ok is None),
        "phone": named == "phone",
        "text": text_ok or (named == "text" and text_ok is None),
    }
    addresses = {"email": identity.get("email"), "phone": identity.get("phone"), "text": identity.get("phone")}
    return [{"channel": way, "value": str(addresses[way])} for way, yes in agreed.items() if yes and addresses[way]]
