"""The way in: a world becomes the tree, or the text, of the world language."""

from __future__ import annotations

from elsewise.conversion.declaring import Declaring
from elsewise.conversion.naming import name_all
from elsewise.syntax import tree
from elsewise.syntax.printer import format_file
from elsewise.world.model import World


def to_tree(world: World) -> tree.File:
    """Return the tree of a text that means this world."""
    return tree.File(tuple(Declaring(world, name_all(world)).declarations()))


def convert(world: World) -> str:
    """Return a text that means this world, in the canonical form of the world language.

    Names that the language does not allow are changed, always in the same way. Of a problem in the
    peer's dialect the comments at the top and before properties, actions and triggers are kept;
    of a text in our own language none are.
    """
    return format_file(to_tree(world))
