"""Finds every way to fill in roles that some tests allow, without trying all combinations.

The tests are read as relations and joined, one role after the other, the one with the fewest
candidates first (after Helmert 2009, "Concise finite-domain representations for PDDL planning
tasks", who grounds by joins; the greedy order is the usual one for conjunctive queries).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from elsewise.world.types import Value

MOST_TRIED = 300_000
"""A test over more combinations than this is not made a relation; it only filters."""

Row = tuple[int, ...]
"""The places of chosen values in their domains, in the order in which roles are filled in."""


@dataclass(frozen=True)
class Test:
    """A condition on some roles: which ones, and whether their values may stand together.

    `holds` is given a list of the values of all roles, of which it looks only at `roles`.
    """

    roles: tuple[int, ...]
    holds: Callable[[list[Value]], bool]


class TooManyError(Exception):
    """There are more ways than were allowed."""


def combinations(
    domains: Sequence[Sequence[Value]], tests: Sequence[Test], most: int
) -> list[tuple[Value, ...]]:
    """Return all combinations of values that pass all tests, the first role varying slowest.

    Raises `TooManyError` once more than `most` stand side by side.
    """
    slots: list[Value] = [None] * len(domains)
    if not all(test.holds(slots) for test in tests if not test.roles):
        return []
    kept = [_passing_alone(role, domain, tests, slots) for role, domain in enumerate(domains)]
    relations, filters = [], []
    for test in tests:
        if len(test.roles) > 1:
            if prod(len(kept[role]) for role in test.roles) <= MOST_TRIED:
                relations.append(_relation(test, domains, kept, slots))
            else:
                filters.append(test)
    order = _order([len(k) for k in kept], relations)
    rows: list[Row] = [()]
    for step, role in enumerate(order):
        rows = _extend(rows, order[:step], role, kept[role], relations, most)
        known = set(order[: step + 1])
        for test in filters:
            if role in test.roles and known.issuperset(test.roles):
                rows = _filtered(rows, order[: step + 1], test, domains, slots)
    back = [order.index(role) for role in range(len(domains))]
    ordered = sorted(tuple([row[place] for place in back]) for row in rows)
    return [tuple([d[i] for d, i in zip(domains, row, strict=True)]) for row in ordered]


def _passing_alone(
    role: int, domain: Sequence[Value], tests: Sequence[Test], slots: list[Value]
) -> list[int]:
    """Return the places of the values that pass the tests on this role alone."""
    alone = [test for test in tests if test.roles == (role,)]
    passing = []
    for place, value in enumerate(domain):
        slots[role] = value
        if all(test.holds(slots) for test in alone):
            passing.append(place)
    return passing


@dataclass(frozen=True)
class _Relation:
    roles: tuple[int, ...]
    rows: list[Row]

    def spread(self, role: int) -> float:
        """Return how many values the role has on average when the other roles are known."""
        own = self.roles.index(role)
        others = {row[:own] + row[own + 1 :] for row in self.rows}
        return len(self.rows) / max(1, len(others))

    def index(self, role: int) -> dict[Row, list[int]]:
        """Return the values of a role, in order, by those of the other roles."""
        own = self.roles.index(role)
        found: dict[Row, list[int]] = {}
        for row in self.rows:
            found.setdefault(row[:own] + row[own + 1 :], []).append(row[own])
        return found


def _relation(
    test: Test, domains: Sequence[Sequence[Value]], kept: list[list[int]], slots: list[Value]
) -> _Relation:
    rows = []
    for row in product(*(kept[role] for role in test.roles)):
        for role, place in zip(test.roles, row, strict=True):
            slots[role] = domains[role][place]
        if test.holds(slots):
            rows.append(row)
    return _Relation(test.roles, rows)


def _order(sizes: list[int], relations: list[_Relation]) -> list[int]:
    """Choose the order in which roles are filled in: always the one with the fewest candidates."""
    order: list[int] = []
    left = list(range(len(sizes)))
    while left:
        best, fewest = left[0], float("inf")
        for role in left:
            size = float(sizes[role])
            for relation in relations:
                if role in relation.roles and set(relation.roles) - {role} <= set(order):
                    size = min(size, relation.spread(role))
            if size < fewest:
                best, fewest = role, size
        order.append(best)
        left.remove(best)
    return order


def _extend(
    rows: list[Row],
    known: list[int],
    role: int,
    domain: list[int],
    relations: list[_Relation],
    most: int,
) -> list[Row]:
    """Add a value for one more role to every row, as the relations allow."""
    lookups = []
    for relation in relations:
        others = [r for r in relation.roles if r != role]
        if role in relation.roles and set(others) <= set(known):
            lookups.append(([known.index(r) for r in others], relation.index(role)))
    lookups.sort(key=lambda lookup: sum(map(len, lookup[1].values())) / max(1, len(lookup[1])))
    sets = [(places, {k: set(v) for k, v in index.items()}) for places, index in lookups[1:]]
    if not lookups and len(rows) * len(domain) > most:
        raise TooManyError
    extended: list[Row] = []
    for row in rows:
        candidates = domain
        if lookups:
            places, index = lookups[0]
            candidates = index.get(tuple([row[p] for p in places]), [])
        for places, allowed in sets:
            there = allowed.get(tuple([row[p] for p in places]), ())
            candidates = [c for c in candidates if c in there]
        extended.extend([(*row, c) for c in candidates])
        if len(extended) > most:
            raise TooManyError
    return extended


def _filtered(
    rows: list[Row],
    known: list[int],
    test: Test,
    domains: Sequence[Sequence[Value]],
    slots: list[Value],
) -> list[Row]:
    """Return the rows that pass a test."""
    passing = []
    for row in rows:
        for role, place in zip(known, row, strict=True):
            slots[role] = domains[role][place]
        if test.holds(slots):
            passing.append(row)
    return passing
