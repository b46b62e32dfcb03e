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

# NaN where the mentor has not said.
Similarities = NDArray[np.float64]


def similarities(columns: Columns, measure: Measure, rows: Rows, lengths: Similarities) -> Similarities:
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
            return _unless_silent(table.take(quarters), columns.weeks.said, rows)
        case Stage(months):
            lead = columns.standing.months.take(rows) - months
            return np.clip(lead / PLATEAU_MONTHS, 0.0, 1.0)
        case Background():
            return _background(columns, measure, rows)
        case Interests():
            return _interests(columns, measure, rows, lengths)
        case Style(hoped_for):
            found = columns.lists["styles"].counts(hoped_for, rows) / len(hoped_for)
            return _unless_silent(found, columns.lists["styles"].said, rows)
        case About(cosines):
            return cosines.take(rows)
    raise TypeError(f"no columns for {type(measure).__name__}")


def squared_lengths(columns: Columns, squared: Mapping[str, float]) -> Similarities:
    """By row; ``squared``: the squared idf of every interest that somebody has."""
    everyone = np.arange(columns.size)
    lengths = columns.lists["interests"].sums(squared, everyone)
    for word in sorted(columns.own_interests):
        lengths[columns.rows_with_own(word)] += squared[word]
    return lengths


def _covered(columns: Columns, topic: str, coverage: Coverage, rows: Rows) -> Similarities:
    column = columns.lists[topic]
    return _unless_silent(column.sums(coverage.values, rows) / coverage.total, column.said, rows)


def _experience(columns: Columns, measure: Experience, rows: Rows) -> Similarities:
    """A code shared counts whole: a part as one of its family, which the mentor has then, and the rest besides."""
    values, families = measure.coverage.values, measure.families
    own = {code: value * (1 - SAME_FAMILY) if code in families else value for code, value in values.items()}
    near: dict[str, float] = {}
    for code in sorted(values.keys() & families.keys()):
        near[families[code]] = near.get(families[code], 0.0) + SAME_FAMILY * values[code]
    column = columns.lists["experiences"]
    found = column.sums(own, rows) + columns.families.sums(near, rows)
    return _unless_silent(np.minimum(1.0, found / measure.coverage.total), column.said, rows)


def _background(columns: Columns, measure: Background, rows: Rows) -> Similarities:
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


def _mean_of_said(aspects: list[Similarities]) -> Similarities:
    """NaN where no aspect was said."""
    if len(aspects) == 1:
        return aspects[0]
    unsaid = [np.isnan(aspect) for aspect in aspects]
    said = len(aspects) - np.add.reduce(unsaid, dtype=np.int8)
    total = np.zeros(len(said))
    for aspect, silent in zip(aspects, unsaid, strict=True):
        np.copyto(aspect, 0.0, where=silent)
        total += aspect
    # Without any aspect said this is 0 / 0, which is NaN.
    with np.errstate(invalid="ignore"):
        total /= said
    return total


def _interests(columns: Columns, measure: Interests, rows: Rows, lengths: Similarities) -> Similarities:
    column = columns.lists["interests"]
    both = column.sums({code: measure.squared(code) for code in measure.codes}, rows)
    for word in sorted(measure.codes & columns.own_interests.keys()):
        having = np.zeros(columns.size, np.bool_)
        having[columns.rows_with_own(word)] = True
        both[having.take(rows)] += measure.squared(word)
    theirs = np.sqrt(measure.length * lengths.take(rows))
    cosines = np.divide(both, theirs, out=np.zeros(len(rows)), where=both > 0)
    return _unless_silent(np.minimum(1.0, cosines), column.said, rows)


def _unless_silent(found: Similarities, said: NDArray[np.bool_], rows: Rows) -> Similarities:
    found[~said.take(rows)] = np.nan
    return found
