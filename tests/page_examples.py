"""Examples in pages: a fenced world (`ew` or `sabre`) and the fenced `expect` lines behind it.

Each line of `expect` may begin with `after EVENT; EVENT:` and goes on with one of these:

    at(Coin) = Box                      what is so; yes/no facts alone or behind `not`
    Ann believes Bob believes not lit   what is so in a mind
    possible EVENT                      also `not possible`, and `possible for Ann EVENT`
    explained EVENT                     also `not explained`: everyone has a reason
    Ann plans EVENT; EVENT (0 to 1)     Ann's reason for the first of the events, and her gain
    Ann is worth 1                      a utility; `the story is worth ?`
    ending NAME                         also `not ending`: it is reached
    story NAME: EVENT; EVENT            the first story for an ending, or a utility; also `none`
    stories 2: 6                        so many sequences of 2 explained events
    course EVENT; EVENT                 what happens when everybody does what they choose
    error CODE                          running the world is an error

The first line may set the limits: `limits length 4, foresight 3, depth 1`.

Events are written `name(Arg, Arg)`, without brackets if there are no arguments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from elsewise.engines.protocol import Engine, Handle
from elsewise.errors import WorldError
from elsewise.grounding.grounder import ground
from elsewise.play.run import course_of
from elsewise.problem.names import canonical_event_name, value_text
from elsewise.problem.problem import Problem
from elsewise.sabre.load import load_text as load_sabre
from elsewise.story.limits import Limits
from elsewise.world.load import load_text as load_ew
from engines import Factory

_FENCED = re.compile(r"^```(ew|sabre|expect)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A world and what is expected of it; `line` is where it stands in its page."""

    line: int
    language: str
    world: str
    expected: tuple[str, ...]


def examples_in(page: Path) -> list[Example]:
    """Return the examples of a page; a world without expectations must only load."""
    examples: list[Example] = []
    if not page.exists():
        return examples
    text = page.read_text("utf-8")
    for match in _FENCED.finditer(text):
        kind, body = match.groups()
        if kind != "expect":
            examples.append(Example(text.count("\n", 0, match.start()) + 1, kind, body, ()))
        else:
            examples[-1] = replace(examples[-1], expected=tuple(body.strip().splitlines()))
    return examples


def problem_of(text: str, language: str = "ew") -> Problem:
    """Return the problem of a world text, with all minds kept so that they can be looked at."""
    load = load_ew if language == "ew" else load_sabre
    problem = ground(load(text, "example"))
    everybody = (True,) * len(problem.characters)
    return replace(problem, levels=replace(problem.levels, asked=everybody))


def check(example: Example, factory: Factory) -> None:
    """Check that a world does what is expected of it, on an engine."""
    problem = problem_of(example.world, example.language)
    limits = Limits(**problem.limits)
    for line in example.expected:
        if line.startswith("limits "):
            said = (limit.split() for limit in line.removeprefix("limits ").split(", "))
            limits = replace(limits, **{name: int(number) for name, number in said})
            continue
        engine = factory(problem, limits.depth, None)
        assert _Check(engine, limits).holds(line.strip()), line


class _Check:
    def __init__(self, engine: Engine, limits: Limits) -> None:
        self.engine = engine
        self.problem = engine.problem
        self.limits = limits

    def holds(self, line: str) -> bool:
        if line.startswith("error "):
            return self.fails_with(line.removeprefix("error "))
        if line.startswith("course "):
            expected = line.removeprefix("course ").split("; ")
            return list(course_of(self.engine, self.limits).story.events) == expected
        state = self.engine.start()
        if line.startswith("after "):
            events, _, line = line.removeprefix("after ").partition(": ")
            for event in events.split("; "):
                state = self.engine.after(state, self.action(event))
        if re.match(r"(story|stories) \S+: ", line):
            return self.search_answers(line)
        if line.startswith("not ") and line.split()[1] in ("possible", "explained", "ending"):
            return not self.answer(line.removeprefix("not "), state)
        return self.answer(line, state)

    def fails_with(self, code: str) -> bool:
        try:
            self.engine.count(self.limits.length, self.limits.foresight)
        except WorldError as error:
            return code in [diagnostic.code.name for diagnostic in error.diagnostics]
        return False

    def action(self, event: str) -> int:
        names = [action.name for action in self.problem.actions]
        return names.index(canonical_event_name(event))

    def search_answers(self, line: str) -> bool:
        what, _, answer = line.partition(": ")
        kind, number = what.split()
        if kind == "stories":
            count = self.engine.count(int(number), self.limits.foresight)
            return count[int(number)] == int(answer)
        goal = number if number in self.problem.endings else float(number)
        stories = self.engine.search(goal, self.limits).stories
        if answer == "none" or not stories:
            return not stories and answer == "none"
        return stories[0].events == tuple(map(canonical_event_name, answer.split("; ")))

    def answer(self, line: str, state: Handle) -> bool:
        if match := re.fullmatch(r"possible for (\w+) (.*)", line):
            mind = self.engine.mind(state, self.problem.characters.index(match[1]))
            return self.action(match[2]) in self.engine.possible(mind)
        if match := re.fullmatch(r"possible (.*)", line):
            return self.action(match[1]) in self.engine.possible(state)
        if match := re.fullmatch(r"explained (.*)", line):
            action = self.action(match[1])
            assert action in self.engine.possible(state)
            return self.engine.reasons(state, action, self.limits.foresight) is not None
        if match := re.fullmatch(r"(\w+) plans (.*) \((\S+) to (\S+)\)", line):
            return self.plans(state, match[1], match[2].split("; "), (match[3], match[4]))
        if match := re.fullmatch(r"(the story|\w+) is worth (\S+)", line):
            of = None if match[1] == "the story" else self.problem.characters.index(match[1])
            where = state if of is None else self.engine.mind(state, of)
            return value_text(self.engine.utility(where, of)) == match[2]
        if match := re.fullmatch(r"ending (\w+)", line):
            return self.engine.holds(state, match[1])
        return self.is_so(state, line)

    def plans(self, state: Handle, who: str, events: list[str], gain: tuple[str, str]) -> bool:
        reasons = self.engine.reasons(state, self.action(events[0]), self.limits.foresight)
        if reasons is None or who not in reasons:
            return False
        planned = [planned.event for planned in reasons[who].plan]
        real = tuple(value_text(utility) for utility in reasons[who].gain)
        return planned == list(map(canonical_event_name, events)) and real == gain

    def is_so(self, state: Handle, line: str) -> bool:
        *believers, fact = line.split(" believes ")
        shown = self.engine.look(state, len(believers))
        for name in believers:
            shown = shown.minds[name]
        name, _, value = fact.partition(" = ")
        if not value:
            name, value = (name[4:], "no") if name.startswith("not ") else (name, "yes")
        values = {**self.problem.constants, **shown.values}
        return value_text(values[name]) == value
