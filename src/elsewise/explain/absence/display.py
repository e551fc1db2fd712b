"""How the answer to why something does not happen shows itself."""

from __future__ import annotations

from elsewise.explain.absence.answer import Achiever, Miss, Missing, Refusal, WhyNot
from elsewise.show.as_json import keys
from elsewise.show.harmless import markup
from elsewise.show.shown import Display, Displays


def _html(found: WhyNot) -> str:
    # Lines and indents of the text mean something, so they stay as they are.
    parts = found.text.split("\n\n")
    return "".join(f'<p style="white-space:pre-wrap">{markup(part)}</p>' for part in parts)


DISPLAYS: Displays = {
    WhyNot: Display(
        lambda found: found.text,
        lambda found: f"WhyNot({found.aim}: {found.layer.value})",
        _html,
        keys(
            "world aim after=events layer proof missing nearest=miss refusals story limits needed "
            "tried complete stopped_by text"
        ),
    ),
    Miss: Display(json=keys("events unexplained")),
    Missing: Display(json=keys("fact said sources")),
    Achiever: Display(json=keys("event like missing")),
    Refusal: Display(
        json=keys(
            "beat event character kind needs_to_believe=believes wrong unknown utility best plan "
            "cannot_count_on=needs remedies"
        )
    ),
}
