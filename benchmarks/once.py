"""One measurement, in a process of its own: `once.py TASK FILE ARGUMENT` prints a JSON object.

Tasks, all of a world in a file and within its own limits:

- `find`: text to problem, then a search for the ending; with the memory that the states took.
- `check`: the same, and the story found must hold; nothing is timed.
- `steps LEVEL`: all possible events up to some length, whether or not anybody has a reason, until
  enough steps were worked out. LEVEL says of what: `values` without any minds, `minds` with them.
- `bits`: how many different values, and combinations of them, the states of a search have.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

import elsewise as ew
from elsewise.engines.kernel import KernelEngine
from elsewise.problem.problem import Problem

Figures = dict[str, float | int | str | None]

ENOUGH_STEPS = 200_000
"""So many steps make the cost of one step known well enough."""
MOST_LENGTH = 30
LARGEST_NODES = 300_000
"""So many states are looked at for `bits`, the first ones made."""


def memory_now() -> int:
    """Return the memory of this process in bytes; the most so far, where only that is known."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return memory_peak()
    return pages * resource.getpagesize()


def memory_peak() -> int:
    """Return the most memory of this process so far, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def find(path: str, ending: str) -> Figures:
    """Measure a search, from the text on."""
    begin = time.perf_counter()
    problem = ew.ground(ew.load(path))
    front_end = time.perf_counter() - begin
    limits = ew.effective_limits(problem)
    engine = KernelEngine(problem, limits.depth, limits.extra_levels)
    before = memory_now()
    cpu = time.process_time()
    outcome = engine.search(ending, limits)
    cpu = time.process_time() - cpu
    return {
        **sizes(problem),
        "status": outcome.stopped_by or outcome.status.value,
        "length": None if outcome.story is None else len(outcome.story.beats),
        "front_end_seconds": round(front_end, 6),
        "seconds": round(outcome.statistics.seconds, 6),
        "cpu_seconds": round(cpu, 6),
        "states": outcome.statistics.states,
        "transitions": outcome.statistics.transitions,
        "state_memory_bytes": max(0, memory_peak() - before),
        "process_memory_bytes": memory_peak(),
    }


def check(path: str, ending: str) -> Figures:
    """Find a story and check it by the rules of the reference engine."""
    problem = ew.ground(ew.load(path))
    outcome = ew.find(problem, ending=ending)
    fault = None if outcome.story is None else ew.validate(problem, outcome.story)
    return {
        "status": outcome.stopped_by or outcome.status.value,
        "length": None if outcome.story is None else len(outcome.story.beats),
        "fault": None if fault is None else str(fault),
    }


def sizes(problem: Problem) -> Figures:
    """Say how large a problem is."""
    return {
        "fluents": len(problem.fluents),
        "actions": len(problem.actions),
        "triggers": len(problem.triggers),
    }


def without_reasons(problem: Problem, minds: bool) -> Problem:
    """Return a problem in which all just happens; and in which nobody has a mind, if so wanted.

    Who has a mind is said apart from who must consent, so that minds can be kept without asking
    them for reasons.
    """
    actions = tuple(replace(action, by=()) for action in problem.actions)
    levels = problem.levels
    if not minds:
        nobody = (False,) * len(problem.characters)
        levels = replace(levels, asked=nobody, consents=nobody)
    return replace(problem, actions=actions, levels=levels)


def steps(path: str, level: str) -> Figures:
    """Measure steps alone: the shortest length with enough of them, in an engine of its own."""
    problem = without_reasons(ew.ground(ew.load(path)), minds=level == "minds")
    limits = ew.effective_limits(problem)
    figures: Figures = {}
    for length in range(1, MOST_LENGTH + 1):
        engine = KernelEngine(problem, limits.depth, limits.extra_levels)
        begin = time.process_time()
        engine.count(length, 0)
        seconds = time.process_time() - begin
        made = engine.search(next(iter(problem.endings)), replace(limits, length=0)).statistics
        if figures and figures["transitions"] == made.transitions:
            break
        figures = {
            **sizes(problem),
            "length": length,
            "cpu_seconds": round(seconds, 6),
            "states": made.states,
            "transitions": made.transitions,
        }
        if made.transitions >= ENOUGH_STEPS:
            break
    return figures


def bits(path: str, ending: str) -> Figures:
    """Compare what the states of a search take with what is needed to tell them apart."""
    problem = ew.ground(ew.load(path))
    limits = ew.effective_limits(problem)
    engine = KernelEngine(problem, limits.depth, limits.extra_levels)
    before = memory_now()
    states = engine.search(ending, limits).statistics.states
    taken = memory_peak() - before
    seen: set[tuple[object, ...]] = set()
    for state in range(min(states, LARGEST_NODES)):
        seen.add(tuple(engine.look(state, 0).values.values()))
    columns = [len(set(column)) for column in zip(*seen, strict=True)]
    return {
        **sizes(problem),
        "states": states,
        "vectors": len(seen),
        "bytes_per_state": round(taken / states, 1),
        "row_bytes": 8 * math.ceil(len(problem.fluents) / 4),
        "packed_bits": round(sum(map(math.log2, columns)), 1),
        "vector_bits": round(math.log2(len(seen)), 1),
        "state_bits": round(math.log2(states), 1),
    }


TASKS = {"find": find, "check": check, "steps": steps, "bits": bits}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](sys.argv[2], sys.argv[3])))
