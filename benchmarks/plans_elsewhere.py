"""The same plans by libraries that the project does not depend on, for whoever has them installed."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOBODY = -1
MILLION = 10**6
Scores = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Other:
    needs: str
    most_mentees: int
    method: Callable[[Scores, Places], Places]

    def runs(self, mentees: int) -> bool:
        return mentees <= self.most_mentees


def by_min_cost_flow(scores: Scores, places: Places) -> Places:
    """OR-tools: people to mentors to one sink, as much flow as can be, at the lowest cost."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    mentees, mentors = scores.shape
    pairs = np.argwhere(~np.isnan(scores))
    sink, source = mentees + mentors, mentees + mentors + 1
    flow = SimpleMinCostFlow()
    costs = MILLION - np.rint(scores[tuple(pairs.T)] * MILLION).astype(np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        pairs[:, 0], mentees + pairs[:, 1], np.ones(len(pairs), int), costs
    )
    rows, columns = np.arange(mentees), mentees + np.arange(mentors)
    flow.add_arcs_with_capacity_and_unit_cost(np.full(mentees, source), rows, np.ones(mentees, int), 0 * rows)
    flow.add_arcs_with_capacity_and_unit_cost(columns, np.full(mentors, sink), places, 0 * columns)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([mentees, -mentees]))
    flow.solve_max_flow_with_min_cost()
    return _chosen(mentees, pairs[flow.flows(arcs) > 0])


def by_cp_sat(scores: Scores, places: Places) -> Places:
    """OR-tools: a yes or no for each pair, and a sum to raise."""
    from ortools.sat.python.cp_model import CpModel, CpSolver

    model, solver = CpModel(), CpSolver()
    solver.parameters.num_workers = 1
    pairs = np.argwhere(~np.isnan(scores))
    taken = [model.new_bool_var("") for _ in pairs]
    for axis, limits in ((0, np.ones(len(scores), int)), (1, places)):
        for number, limit in enumerate(limits.tolist()):
            model.add(sum(taken[pair] for pair in np.flatnonzero(pairs[:, axis] == number)) <= limit)
    bonus = len(scores) * MILLION + 1
    worth = (bonus + np.rint(scores[tuple(pairs.T)] * MILLION)).astype(np.int64).tolist()
    model.maximize(sum(one * value for one, value in zip(taken, worth, strict=True)))
    solver.solve(model)
    return _chosen(len(scores), pairs[[bool(solver.value(one)) for one in taken]])


def by_hospital_resident(scores: Scores, places: Places) -> Places:
    """`matching`: each side ranks the other by score."""
    from matching.games import HospitalResident

    open_to = [column for column in range(len(places)) if places[column] and not np.isnan(scores[:, column]).all()]
    wishes = {
        row: [
            column
            for column in np.argsort(-scores[row], kind="stable").tolist()
            if column in set(open_to) and not np.isnan(scores[row, column])
        ]
        for row in range(len(scores))
    }
    asking = {row: wish for row, wish in wishes.items() if wish}
    ranks = {
        column: [
            row for row in np.argsort(-scores[:, column], kind="stable").tolist() if not np.isnan(scores[row, column])
        ]
        for column in open_to
    }
    game = HospitalResident.create_from_dictionaries(asking, ranks, {column: int(places[column]) for column in open_to})
    solved = game.solve(optimal="resident")
    pairs = [(person.name, mentor.name) for mentor, people in solved.items() for person in people]
    return _chosen(len(scores), np.array(pairs, dtype=np.int64).reshape(-1, 2))


def _chosen(mentees: int, pairs: Places) -> Places:
    chosen = np.full(mentees, NOBODY, dtype=np.int64)
    chosen[pairs[:, 0]] = pairs[:, 1]
    return chosen


OTHERS = {
    "OR-tools min-cost flow": Other("ortools", 10**6, by_min_cost_flow),
    "OR-tools CP-SAT": Other("ortools", 200, by_cp_sat),
    "matching HospitalResident": Other("matching", 200, by_hospital_resident),
}
EXACT = ("OR-tools min-cost flow", "OR-tools CP-SAT")
