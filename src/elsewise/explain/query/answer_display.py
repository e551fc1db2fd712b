"""How an answer shows itself: in a terminal, in a notebook, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.story.display import STOPS, aligned, story_html, story_text
from elsewise.story.story_json import limits_json, story_json
from elsewise.world.display import counted, escape, html_table

if TYPE_CHECKING:
    from elsewise.explain.query.answer import Answer

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
    if size.stopped_by is not None:
        return f"{left} were not explored. {STOPS[size.stopped_by]}"
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


def count_rows(answer: Answer) -> list[tuple[str, ...]]:
    """List how many sequences of each number of events there are after which it is so."""
    return [(str(beats), f"{many:,}") for beats, many in enumerate(answer.counts or ())]


COUNT_HEADER = ("beats", "stories")


def answer_text(answer: Answer) -> str:
    """Write what is so, the story that shows it, and of what it is true."""
    parts = [answer_line(answer)]
    if answer.story is not None and answer.story.beats:
        parts.append(story_text(answer.story))
    if answer.counts is not None:
        parts.append(aligned([COUNT_HEADER, *count_rows(answer)]))
    return "\n\n".join([*parts, f"({scope_line(answer)})"])


def answer_html(answer: Answer) -> str:
    """Make paragraphs and lists of an answer, for a notebook."""
    parts = [f"<p><em>{escape(answer.question)}</em></p>", f"<p>{escape(answer_line(answer))}</p>"]
    if answer.story is not None and answer.story.beats:
        parts.append(story_html(answer.story))
    if answer.counts is not None:
        parts.append(html_table(COUNT_HEADER, count_rows(answer)))
    return "".join([*parts, f"<p><small>{escape(scope_line(answer))}</small></p>"])


def answer_json(answer: Answer) -> dict[str, object]:
    """Return an answer as JSON; nothing in it differs between runs."""
    size = answer.size
    return {
        "world": answer.world,
        "question": answer.question,
        "verdict": answer.verdict.value,
        "after": list(answer.after),
        "any": answer.any_event,
        "story": None if answer.story is None else story_json(answer.story),
        "beat": answer.beat,
        "ends": answer.ends,
        "returns_to": answer.returns_to,
        "counts": None if answer.counts is None else list(answer.counts),
        "common_belief_depth": answer.common_depth,
        "limits": limits_json(answer.limits),
        "states": size.states,
        "explored": size.explored,
        "edges": size.edges,
        "stopped_by": size.stopped_by,
    }
