"""How an answer shows itself."""

from __future__ import annotations

from elsewise.explain.query.answer import Answer
from elsewise.show.as_json import keys
from elsewise.show.harmless import markup
from elsewise.show.layout import Block, TextTable, counted, paragraphs, table_html
from elsewise.show.shown import Display, Displays
from elsewise.story.display import story_html, with_stop
from elsewise.story.story import Story

END = "Nothing goes on from there."
WORDS = {"yes": "Yes.", "no": "No.", "not within these limits": "Not within these limits."}


def answer_line(answer: Answer) -> str:
    """Say what is so, and what shows it, in a few sentences."""
    return " ".join([WORDS[answer.verdict.value], *_why(answer)])


def _why(answer: Answer) -> list[str]:
    verdict, story = answer.verdict.value, answer.story
    if verdict == "not within these limits":
        return [_open(answer)]
    if story is None:
        return ["No story is otherwise." if verdict == "yes" else "No story comes to that."]
    if not story.beats:
        return [END if answer.ends else "It is decided at once."]
    shows = "shows it" if verdict == "yes" else "shows otherwise"
    where = "" if answer.beat == len(story.beats) else f"; beat {answer.beat} decides"
    sentences = [f"A story of {counted(len(story.beats), 'beat')} {shows}{where}."]
    if answer.returns_to is not None:
        again = f"as after beat {answer.returns_to}" if answer.returns_to else "as at its beginning"
        sentences.append(f"At its end everything is {again}, so it can go on like that for ever.")
    elif answer.ends:
        sentences.append(END)
    return sentences


def _open(answer: Answer) -> str:
    size = answer.size
    left = f"{size.states - size.explored:,} of {counted(size.states, 'state')}"
    if not size.states:
        return with_stop("Nothing could be looked at.", size.stopped_by)
    if size.stopped_by is not None:
        known = f" No story of up to {counted(size.complete_to, 'beat')} settles it."
        looked = known if size.complete_to else ""
        verb = "was" if size.states == 1 else "were"
        return with_stop(f"{left} {verb} not explored.{looked}", size.stopped_by)
    beats = counted(answer.limits.length, "beat")
    return f"What follows {left}, {beats} away, was not explored; a greater length may tell."


def scope_line(answer: Answer) -> str:
    """Say of which stories the answer is true, and how much there was to look at."""
    limits, size = answer.limits, answer.size
    which = "everything that could happen" if answer.any_event else "all explained stories"
    depth = "" if answer.any_event else f", foresight {limits.foresight}, depth {limits.depth}"
    line = (
        f"{which} to {counted(limits.length, 'beat')}{depth}: "
        f"{counted(size.states, 'state')}, {counted(size.edges, 'edge')}"
    )
    if answer.common_depth is not None:
        line += f"; common belief followed {counted(answer.common_depth, 'mind')} deep"
    return line


def telling_story(answer: Answer) -> Story | None:
    """Return the story that shows it, unless it has no beats."""
    return answer.story if answer.story is not None and answer.story.beats else None


def answer_blocks(answer: Answer) -> tuple[Block, ...]:
    """Say what is so, with the story that shows it, and how many sequences of events there are."""
    return answer_line(answer), str(telling_story(answer) or ""), *_counts(answer)


def _counts(answer: Answer) -> list[TextTable]:
    if answer.counts is None:
        return []
    rows = [(str(beats), f"{many:,}") for beats, many in enumerate(answer.counts)]
    return [TextTable(("beats", "stories"), rows)]


def _text(answer: Answer) -> list[Block]:
    return [*answer_blocks(answer), f"({scope_line(answer)})"]


def _html(answer: Answer) -> str:
    story = telling_story(answer)
    return "".join(
        (
            f"<p><em>{markup(answer.question)}</em></p>{paragraphs(answer_line(answer))}",
            story_html(story) if story is not None else "",
            *map(table_html, _counts(answer)),
            f"<p><small>{markup(scope_line(answer))}</small></p>",
        )
    )


_json = keys(
    "world question verdict after any=any_event story beat ends returns_to counts "
    "common_belief_depth=common_depth limits states=size.states explored=size.explored "
    "edges=size.edges stopped_by=size.stopped_by complete_to=size.complete_to"
)

DISPLAYS: Displays = {
    Answer: Display(
        _text, lambda answer: f"Answer({answer.question!r}: {answer.verdict.value})", _html, _json
    )
}
