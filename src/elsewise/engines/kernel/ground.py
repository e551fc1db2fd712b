"""Makes a world finite with the kernel, many times as fast as the reference grounder.

`elsewise.grounding.grounder` says what the problem of a world is, and its functions are read more
easily; the kernel makes the same tables, to the byte. What else belongs to a problem is made by the
reference grounder when somebody asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise import _kernel
from elsewise.engines.kernel.encode_world import NotLiftedError, lifted
from elsewise.engines.kernel.encoding import Flat
from elsewise.engines.kernel.lazy import Known, LazyProblem
from elsewise.problem.problem import MindLevels

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem
    from elsewise.world.model import World


def ground(world: World) -> Problem:
    """Return the finite problem of a world.

    Raises `WorldError` if the world has more fluents or events than can be handled.
    """

    def whole() -> Problem:
        from elsewise.grounding.grounder import ground as reference

        return reference(world)

    try:
        made = _kernel.ground(lifted(world))
    except (_kernel.Unusual, NotLiftedError):
        return whole()  # which says what is wrong, or makes it after all
    names = [entity.name for entity in world.entities]
    tables = made.tables
    asked, consents = tuple(map(bool, tables.asked)), tuple(map(bool, tables.consents))
    known = Known(
        name=world.name,
        characters=tuple(character.name for character in world.characters),
        fluent_names=tuple(made.fluent_names),
        action_names=tuple(made.action_names),
        ending_names=tuple(ending.name for ending in world.endings),
        limits=dict(world.limits),
        levels=MindLevels(tables.extra_levels, asked, consents),
        story_is_settled=made.story_is_settled,
    )
    return LazyProblem(known, Flat(tuple(names[e] for e in made.entities), tables), whole)
