"""Who waits how long, who has how many mentors to choose from, and who is suggested and matched: by group."""

from collections.abc import Iterator, Mapping
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, vocabulary
from api.services.acts import Act
from api.services.reports import crowds
from api.services.reports.crowds import TOPICS, Crowd
from api.services.reports.period import last_year, rounding_key
from api.words import reports as words
from data.db import transaction
from data.store import looking_back, people, programs
from data.store.people import Kind
from matcher.looking_back.disclosure import SMALLEST, STEP, rounded
from matcher.looking_back.exposure import exposure
from matcher.looking_back.table import EVERYONE_ELSE, Measure, Row, Table, Value, compared, everyone, tabulate
from matcher.looking_back.table import Kind as Of

MATCHED_SHARE = Measure("matched_share", Of.MEAN, more_is_better=True)
CAME = "waiting_or_introduced"


def report(act: Act) -> dict[str, Any]:
    """Raises Forbidden. Every look is written down."""
    policy.require(act.actor, Permission.REPORTS)
    with transaction(act.program_id):
        period = last_year(programs.find(act.program_id), act.now)
        key = rounding_key(act.program_id)
        mentees, mentors = people.everyone(Kind.MENTEE), people.everyone(Kind.MENTOR)
        introductions, suggested = looking_back.introduced(*period.moments), crowds.times_suggested(period)
        populations = {
            "waiting": crowds.waiting(act, mentees, period),
            "introduced": crowds.introduced(mentees, introductions, period),
            "mentors": crowds.mentors(mentors, introductions, suggested, period),
        }
        times = crowds.times_of_those_with_a_place(mentors, suggested, period)
        audit.record(act, "report_read", "program", act.program_id, "fairness")
    return {
        "from": period.months[0],
        "to": period.last_day,
        "smallest_group": SMALLEST,
        "rounded_to": STEP,
        "note": words.note("fairness", act.language),
        "exposure": _exposed(times, key),
        "rows": list(_rows(act, populations, key)),
    }


def _rows(act: Act, populations: Mapping[str, Crowd], key: bytes) -> Iterator[dict[str, Any]]:
    tables = {name: _tables(crowd, key) for name, crowd in populations.items()}
    for name, crowd in populations.items():
        overall = everyone(crowd.cases, crowd.measures, key)
        yield from _told(act, name, Table("everyone", (overall,) if overall else ()))
        for table in tables[name].values():
            yield from _told(act, name, table)
    for topic in TOPICS:
        yield from _told(act, CAME, _share(tables["waiting"][topic], tables["introduced"][topic]))


def _tables(crowd: Crowd, key: bytes) -> dict[str, Table]:
    return {
        topic: tabulate(topic, vocabulary.ordered(topic), crowd.cases, crowd.measures, several=several, key=key)
        for topic, several in TOPICS.items()
    }


def _share(waiting: Table, introduced: Table) -> Table:
    """Which part of those who came has been introduced: of the groups that both tables show, from their numbers alone.

    Everyone else is not the same groups in both.
    """
    found = {row.group: row.people for row in introduced.rows if row.group != EVERYONE_ELSE}
    rows = []
    for row in waiting.rows:
        if row.group in found:
            came = row.people + found[row.group]
            rows.append(Row(row.group, came, {MATCHED_SHARE.name: Value(found[row.group] / came)}))
    return Table(waiting.topic, tuple(compared(rows, (MATCHED_SHARE,))))


def _told(act: Act, population: str, table: Table) -> Iterator[dict[str, Any]]:
    labels = vocabulary.labels(act.language)
    for row in table.rows:
        for measure, told in row.values.items():
            yield {
                "population": population,
                "topic": table.topic,
                "group": row.group,
                "label": labels.get(row.group) or words.group(row.group, act.language),
                "people": row.people,
                "measure": measure,
                "value": told.value,
                "ratio_to_best": told.ratio,
                "ratio_from": told.low,
                "ratio_to": told.high,
                "clear": told.clear,
            }


def _exposed(times: Any, key: bytes) -> dict[str, Any]:
    """Of 11 mentors and more; who was never shown is told of nobody, or of 11 and more and as many others."""
    found = exposure(times)
    told: dict[str, Any] = dict.fromkeys(("mentors", "gini", "never_shown_share"))
    if found.mentors < SMALLEST:
        return told
    # Whoever is counted is known by how often they were shown, so that the draw stays while nothing changes.
    counted = [f"{place} {number}" for place, number in enumerate(sorted(times.tolist()))]
    told |= {"mentors": int(rounded(found.mentors, STEP, counted, key, "mentors")), "gini": round(found.gini, 2)}
    if all(part == 0 or part >= SMALLEST for part in (found.never_shown, found.mentors - found.never_shown)):
        never = rounded(found.never_shown, STEP, counted, key, "never shown")
        told["never_shown_share"] = min(1.0, never / told["mentors"])
    return told
