"""How alike one mentee and many mentors are, factor by factor. What each factor means is said in ``matcher.factors``.

A row takes part in no sum of another row, and its own sums have one order in every process. So the same question has
the same answer, whatever was added and removed before it.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matcher import week
from matcher.factors.about import About
from matcher.factors.availability import Availability
from matcher.factors.background import NEIGHBOURING_AGE, Background
from matcher.factors.coverage import Coverage, CoveredTopic
from matcher.factors.experience import SAME_FAMILY, Experience
from matcher.factors.interests import Interests
from matcher.factors.measure import Measure
from matcher.factors.stage import PLATEAU_MONTHS, Stage
from matcher.factors.style import Style
from matcher.pool.codes import Rows
from matcher.pool.columns import Columns

Similarities = NDArray[np.float64]
# 0 where the mentor has not said; and who has.
Found = tuple[Similarities, NDArray[np.bool_]]


def similarities(columns: Columns, measure: Measure, rows: Rows, lengths: Similarities) -> Found:
    """Of the mentors in these rows; ``lengths``: by row, the squared length of the vector of their interests."""
    match measure:
        case CoveredTopic(topic, coverage):
            return _covered(columns, topic, coverage, rows)
        case Experience():
            return _experience(columns, measure, rows)
        case Availability():
            quarters = columns.weeks.quarters(measure.mentee, measure.monday, rows)
            # As many minutes as there can be, each divided once.
            table = np.minimum(1.0, np.arange(week.SLOTS + 1) * week.MINUTES_IN_SLOT / measure.enough_minutes)
            return table.take(quarters), columns.weeks.said.take(rows)
        case Stage(months):
            lead = columns.standing.months.take(rows)
            lead -= months
            lead /= PLATEAU_MONTHS
            return _unless_nan(np.clip(lead, 0.0, 1.0, out=lead))
        case Background():
            return _background(columns, measure, rows)
        case Interests():
            return _interests(columns, measure, rows, lengths)
        case Style(hoped_for):
            styles = columns.lists["styles"]
            return styles.counts(hoped_for, rows) / len(hoped_for), styles.said.take(rows)
        case About(cosines):
            return _unless_nan(cosines.take(rows))
    raise TypeError(f"no columns for {type(measure).__name__}")


def squared_lengths(columns: Columns, squared: Mapping[str, float]) -> Similarities:
    """By row; ``squared``: the squared idf of every interest that somebody has."""
    everyone = np.arange(columns.size)
    lengths = columns.lists["interests"].sums(squared, everyone)
    for word in sorted(columns.own_interests):
        lengths[columns.rows_with_own(word)] += squared[word]
    return lengths


def _covered(columns: Columns, topic: str, coverage: Coverage, rows: Rows) -> Found:
    column = columns.lists[topic]
    found = column.sums(coverage.values, rows)
    found /= coverage.total
    return found, column.said.take(rows)


def _experience(columns: Columns, measure: Experience, rows: Rows) -> Found:
    """A code shared counts whole: a part as one of its family, which the mentor has then, and the rest besides."""
    values, families = measure.coverage.values, measure.families
    own = {code: value * (1 - SAME_FAMILY) if code in families else value for code, value in values.items()}
    near: dict[str, float] = {}
    for code in sorted(values.keys() & families.keys()):
        near[families[code]] = near.get(families[code], 0.0) + SAME_FAMILY * values[code]
    column = columns.lists["experiences"]
    found = column.sums(own, rows)
    found += columns.families.sums(near, rows)
    found /= measure.coverage.total
    return _at_most_one(found), column.said.take(rows)


def _background(columns: Columns, measure: Background, rows: Rows) -> Found:
    aspects = []
    if measure.coverage is not None:
        aspects.append(_covered(columns, "shared", measure.coverage, rows))
    if measure.age_band is not None:
        bands = measure.age_bands
        place = bands.index(measure.age_band)
        alike = {band: {0: 1.0, 1: NEIGHBOURING_AGE}.get(abs(n - place), 0.0) for n, band in enumerate(bands)}
        aspects.append(columns.answers["age_band"].values(alike, rows))
    if measure.region is not None:
        aspects.append(columns.answers["region"].values({measure.region: 1.0}, rows))
    return _mean_of_said(aspects)


def _mean_of_said(aspects: list[Found]) -> Found:
    """Of each row over the aspects that were said."""
    (total, said), *others = aspects
    if not others:
        return total, said
    answered = said.view(np.uint8)
    for aspect, also_said in others:
        total += aspect
        answered = answered + also_said.view(np.uint8)
    said = answered != 0
    # Where no aspect was said the total is 0.
    answered += answered == 0
    total /= answered
    return total, said


def _interests(columns: Columns, measure: Interests, rows: Rows, lengths: Similarities) -> Found:
    column = columns.lists["interests"]
    both = column.sums({code: measure.squared(code) for code in measure.codes}, rows)
    for word in sorted(measure.codes & columns.own_interests.keys()):
        both[_places_of(columns.rows_with_own(word), rows)] += measure.squared(word)
    theirs = lengths.take(rows)
    theirs *= measure.length
    np.sqrt(theirs, out=theirs)
    # Who enjoys nothing shares nothing: 0 stays 0.
    theirs += theirs == 0
    both /= theirs
    return _at_most_one(both), column.said.take(rows)


def _at_most_one(found: Similarities) -> Similarities:
    """A sum of parts, and a cosine, may come out a hair over 1."""
    return np.minimum(found, 1.0, out=found) if found.max(initial=0.0) > 1.0 else found


def _unless_nan(found: Similarities) -> Found:
    said = ~np.isnan(found)
    if not said.all():
        found[~said] = 0.0
    return found, said


def _places_of(some: Rows, rows: Rows) -> Rows:
    """Where these are among the rows, which are in order; whoever is not there is left out."""
    places = rows.searchsorted(some)
    there = places < len(rows)
    there[there] = rows[places[there]] == some[there]
    return places[there]
