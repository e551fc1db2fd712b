"""Makes a world finite with the kernel, many times as fast as the reference grounder.

`elsewise.grounding.grounder` says what the problem of a world is, and its functions are read more
easily; the kernel makes the same tables, to the byte.
"""

from __future__ import annotations

from elsewise import _kernel
from elsewise.engines.kernel.decode_problem import decode
from elsewise.engines.kernel.encode_world import NotLiftedError, lifted
from elsewise.grounding.estimate import refuse_oversized
from elsewise.problem.problem import Problem
from elsewise.world.model import World


def ground(world: World) -> Problem | None:
    """Return the finite problem of a world; None where the reference grounder is to make it.

    That says what is wrong with the world, or makes its problem after all. Raises `WorldError` if
    the world is too large.
    """
    refuse_oversized(world)
    try:
        made = _kernel.ground(lifted(world))
    except (_kernel.Unusual, NotLiftedError):
        return None
    return decode(made, world)
