"""Makes a world finite with the kernel, many times as fast as the reference grounder.

`elsewise.grounding.grounder` says what the problem of a world is, and its functions are read more
easily; the kernel makes the same tables, to the byte. What else belongs to a problem is made by the
reference grounder when somebody asks for it.
"""

from __future__ import annotations

from elsewise import _kernel
from elsewise.engine.flat import Flat
from elsewise.engine.lazy import LazyProblem
from elsewise.engine.lifting import NotLiftedError, lifted
from elsewise.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from elsewise.grounding.problem import Problem
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
    known = {
        "name": world.name,
        "characters": [character.name for character in world.characters],
        "fluent_names": made.fluent_names,
        "action_names": made.action_names,
        "ending_names": [ending.name for ending in world.endings],
        "limits": dict(world.limits),
        "story_is_settled": made.story_is_settled,
        "levels": [
            made.tables.extra_levels,
            map(bool, made.tables.asked),
            map(bool, made.tables.consents),
        ],
    }
    entities = tuple(names[entity] for entity in made.entities)
    return LazyProblem(known, Flat(entities, made.tables), whole)
