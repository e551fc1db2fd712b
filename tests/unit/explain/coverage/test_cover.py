"""Coverage says of every line what a list of all stories says."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import elsewise as ew
from elsewise.errors import WorldError
from elsewise.explain.coverage.subjects import subjects
from elsewise.explain.coverage.values import Coverage, Covered, Kind
from elsewise.story.limits import Limits
from elsewise.world.model import World
from many_states import many
from random_worlds import worlds
from unit.explain.coverage.listing import Listing, TooManyError, wants

LISTED = {
    Kind.ACTION,
    Kind.ACTION_BELIEF,
    Kind.ACTION_TELL,
    Kind.TRIGGER,
    Kind.TRIGGER_TELL,
    Kind.WANT,
    Kind.ENDING,
}


def compare(
    world: World, limits: Limits, explained: bool = True
) -> tuple[Coverage, Counter[tuple[Kind, Covered]]]:
    """Hold coverage against the list of all stories; return how much of what was compared."""
    listing = Listing(world, limits, explained)
    graph = ew.explore(world, limits, explained=explained)
    found = ew.coverage(world, graph=graph)
    assert found.stories == len(listing.stories)
    seen: Counter[tuple[Kind, Covered]] = Counter()
    places = {(who, id(want)): place for place, (who, want) in enumerate(wants(world))}
    for subject, part in zip(subjects(world), found.parts, strict=True):
        if subject.kind not in LISTED:
            continue
        number = subject.number
        if subject.kind is Kind.WANT:
            if len(subject.wants) > 1:
                continue
            who, want = subject.wants[0]
            number = places[who, id(want)]
        expected = listing.count((subject.kind, number, subject.line))
        assert part.stories == expected, part
        seen[subject.kind, part.covered] += 1
    return found, seen


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.slow) if n == "smoke" else n for n in ew.sample_names()],
)
@pytest.mark.parametrize(("explained", "length"), [(True, 7), (False, 4)])
def test_the_example_worlds(name: str, explained: bool, length: int) -> None:
    world = ew.sample(name)
    compare(world, ew.effective_limits(world, length=length), explained)


@pytest.mark.slow
def test_random_worlds() -> None:
    """A hundred and twenty of them, in some of which each kind takes part, and not in others."""
    seen: Counter[tuple[Kind, Covered]] = Counter()

    @settings(max_examples=120, suppress_health_check=list(HealthCheck))
    @given(worlds(), st.integers(0, 3), st.booleans())
    def each(world: World, length: int, explained: bool) -> None:
        try:
            _, more = compare(world, Limits(length=length, foresight=2, depth=1), explained)
        except (WorldError, TooManyError):
            return
        seen.update(more)

    each()
    for kind in (Kind.ACTION, Kind.ACTION_BELIEF, Kind.WANT, Kind.ENDING):
        assert seen[kind, Covered.YES] > 5, (kind, seen)
        assert seen[kind, Covered.NEVER] > 5, (kind, seen)


@pytest.mark.parametrize("name", ["smoke", "quarrel", "letter", "drawer"])
def test_every_witness_is_a_story_that_ends_where_the_line_first_takes_part(name: str) -> None:
    world = ew.sample(name)
    graph = ew.explore(world)
    found = ew.coverage(world, graph=graph)
    assert found.complete
    for part in found.parts:
        if part.covered is Covered.YES:
            assert part.never is None
            assert part.witness is not None
            state = 0
            for event in part.witness:
                state = next(e.target for e in graph.edges(state) if e.event == event)
            if part.kind is Kind.ACTION:
                assert part.witness[-1].startswith(f"{part.name.removeprefix('action ')}(")
            if part.kind is Kind.ENDING:
                assert part.name.removeprefix("ending ") in graph.endings(state)
        else:
            assert (part.stories, part.share, part.edges, part.witness) == (0, 0.0, 0, None)
            assert (part.never is None) == (part.covered is Covered.IN_MINDS)


DAY = """\
world Day
type place
character Ann (she), Bo (he)
place Home, Well, Moon
fact at(who: character): place
  tell
    "{who} [is] home" if at(who) = Home
    "{who} [is] at {value}"
fact tired(character)
  tell "{1} [is] tired"
fact flown
fact steps: 0 to 9
start
  at(Ann) = Home, at(Bo) = Well
action walk(who: character, to: place)
  if not at(who) = to and not to = Moon
  then
    at(who) = to, steps = steps + 1
    if tired(who)
      every character c: c believes tired(who)
  by who
  tell
    "{who} [walks]" if tired(who)
    "{who} [goes] to {to}"
    "never used" if to = Home
action fly(Bo)
  if at(Bo) = Moon
  then flown
  by Bo
action sleep(Ann)
  then tired(Bo)
  by Ann
action dream(Ann)
  if Bo believes flown
  then tired(Bo)
trigger nod(who: character)
  if at(who) = Well and not tired(who)
  then tired(who)
  tell "{who} [nods]"
trigger land
  if at(Bo) = Moon
  then flown
Ann wants
  1 if at(Ann) = Well
  1 if flown
Bo wants at(Bo) = Home
ending rest if tired(Ann) and tired(Bo)
ending moon if at(Bo) = Moon
ending late if steps = 4
ending home if at(Ann) = Home and at(Bo) = Home and tired(Ann)
limits length 3, foresight 1, depth 1
"""


def test_why_something_never_takes_part() -> None:
    found = ew.coverage(ew.loads(DAY, "day.ew"))
    never = {part.text: part.never for part in found.of(Covered.NEVER)}
    assert never == {
        "fly(Bo)": "It can never happen: nothing ever brings about what it needs.",
        "dream(Ann)": "It can never happen: nothing ever brings about what it needs.",
        "sleep(Ann)": "It can happen in 4 places, but Ann never has a reason to.",
        '"never used" if to = Home': "A line above it, without an if, is always used instead.",
        "land": "It can never fire: nothing ever brings about what it needs.",
        "1 if flown": "It is always the same in the eyes of Ann, and nobody acts to change it.",
        "moon": "It can never be reached: nothing ever brings about what it needs.",
        "late": "It is out of reach within 3 beats, whatever anybody wants: "
        "it is never so that steps = 4.",
        "home": "Nobody has a reason for what leads to it: "
        "what it needs is so at times, but never all of it at once.",
    }
    at_start = {part.text for part in found.parts if part.witness == ()}
    assert at_start >= {"nod(who: character)", '"{who} [nods]"', '"{1} [is] tired"'}


def test_lines_are_found_in_the_text() -> None:
    found = ew.coverage(ew.loads(DAY, "day.ew"))
    for part in found.parts:
        assert part.line is not None
        assert part.column is not None
        line = DAY.splitlines()[part.line - 1]
        assert line[part.column - 1 :].startswith(part.text[:12]), part


def test_a_limit_leaves_open_what_was_not_found() -> None:
    world = ew.sample("smoke")
    found = ew.coverage(world, states=600)
    assert found.stopped_by == "states"
    assert [part.text for part in found.of(Covered.NEVER)] == ["freed_himself"]  # find proves it
    assert found.of(Covered.OPEN)
    assert found.of(Covered.YES)
    nothing = ew.coverage(world, seconds=0)
    assert nothing.stopped_by == "seconds"
    assert not nothing.of(Covered.NEVER)


def test_seconds_are_those_of_the_whole() -> None:
    begin = time.monotonic()
    found = ew.coverage(many(lamps=22, length=30), seconds=1)
    assert time.monotonic() - begin < 3  # other work may go on at the same time
    assert found.stopped_by == "seconds"
    assert found.of(Covered.YES)


CORRIDOR = """\
world Corridor
type room, lamp
character Ann
room R0, R1, R2, R3, R4, R5, R6, R7, R8
lamp L0, L1, L2, L3, L4, L5, L6, L7, L8, L9
fact at(who: character): room
fact next(room): room
fact lit(lamp)
fact seen
start
  at(Ann) = R0, next(R0) = R1, next(R1) = R2, next(R2) = R3, next(R3) = R4, next(R4) = R5
  next(R5) = R6, next(R6) = R7, next(R7) = R8
action go(from: room, to: room)
  if at(Ann) = from and next(from) = to
  then at(Ann) = to
action switch(which: lamp)
  if not lit(which)
  then lit(which)
trigger nod
  if at(Ann) = R7 and not seen
  then seen
ending arrived if at(Ann) = R8
limits length 10, foresight 1, depth 0
"""


def test_what_lies_beyond_the_graph_is_searched_for() -> None:
    world = ew.loads(CORRIDOR)
    found = ew.coverage(world, states=600)
    assert found.length < 6
    lines = {part.text: part for part in found.parts}
    story = ew.find(world, ending="arrived").story
    assert story is not None
    assert lines["arrived"].witness == story.events
    assert lines["nod"].witness == story.events[:7]
    for text in ("arrived", "nod"):
        assert lines[text].covered is Covered.YES
        assert lines[text].found_beyond
        assert lines[text].share is None
    assert found.stopped_by == "states"
    assert "found by searches of their own" in str(found)


@pytest.mark.parametrize("step", ["follow", "Gains", "Measure.found", "Courses.through", "find"])
def test_an_interrupt_leaves_what_is_known(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    world = ew.sample("drawer")
    whole = ew.coverage(world)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    where = {"follow": "following.Moment.step", "Gains": "gains.Gains._gained"}
    monkeypatch.setattr(
        f"elsewise.explain.coverage.{where.get(step, f'cover.{step}')}", interrupted
    )
    found = ew.coverage(world, states=30) if step == "find" else ew.coverage(world)
    assert found.stopped_by == "interrupt"
    assert len(found.parts) == len(whole.parts)
    assert not found.of(Covered.NEVER) or step in ("Courses.through", "find")
    assert "The search was interrupted." in str(found)


def test_the_graph_of_another_world() -> None:
    with pytest.raises(ew.UsageError, match="This graph is of Letter"):
        ew.coverage(ew.sample("smoke"), graph=ew.explore(ew.sample("letter")))


def test_a_world_in_the_peers_language() -> None:
    from peer_files import PROBLEMS

    treasure = [path for path in PROBLEMS if path.stem == "treasure"]
    if not treasure:
        pytest.skip("the peer's problem files are not there")
    found = ew.coverage(ew.load(treasure[0]), length=4, depth=3)
    assert found.of(Covered.YES)
    assert all(part.line is None or part.text for part in found.parts)
