"""`elsewise tell`: a story in English."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import DONE, exit_code
from elsewise.cli.output import say_json, say_prose
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise tell smoke
  elsewise tell smoke --ending saved --as Lex
  elsewise tell market.ew story.json
"""


def tell(
    world: options.WorldName,
    story: options.StoryFile = None,
    ending: options.EndingName = None,
    goal: options.Goal = None,
    character: Annotated[
        str | None,
        Option("--as", metavar="CHARACTER", help="Tell only what one perceived and thought."),
    ] = None,
    number: options.StoryNumber = 1,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    at: options.At = None,
    after: options.After = None,
    engine: options.EngineName = "kernel",
    as_json: options.AsJson = False,
) -> int:
    """Tell a story in English, with the reason for every act.

    It is read from a file, or found: for --ending or --goal, else for the world's first ending,
    else for the next whole number above the story's utility at the start. With --at or --after, it
    goes on from there.
    """
    from elsewise.cli.places import problem_from
    from elsewise.cli.stories import look_for_story, no_story, note_stop, read_story
    from elsewise.play.grounded import grounded
    from elsewise.play.make_engine import make_engine
    from elsewise.play.settings import effective_limits
    from elsewise.telling.tell import tell as tell_story

    loaded = open_world(world, quiet=as_json)
    problem, code = grounded(loaded), DONE
    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    problem = problem_from(problem, at, after, said, goal, ending)
    if story is not None:
        told = read_story(story, number, goal, ending)
    else:
        outcome = look_for_story(problem, goal, ending, said, engine)
        if outcome.story is None:
            return no_story(outcome, as_json=as_json)
        note_stop(outcome)
        told, code = outcome.story, exit_code(outcome)
    running = make_engine(engine, problem, effective_limits(problem, **said))
    text = tell_story(loaded, told, character, engine=running)
    if as_json:
        say_json({"world": loaded.name, "as": character, "events": list(told.events), "text": text})
    else:
        say_prose(text)
    return code
