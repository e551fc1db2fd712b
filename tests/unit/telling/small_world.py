"""A world to try sentences on."""

from __future__ import annotations

from elsewise.world.load import load_text

TEXT = """\
world Small
type place
type thing
character Ann (she), Bo (he), Cy "the old man" (he), Sam, Twins "the twins" (plural)
place Attic "the attic", Box
thing Ring "the ring" (it), Apple "apple"
fact at(who: character): place
  tell "{who} [is] in {value}"
fact alive(who: character) = yes
  tell
    "{who} [is] alive" if alive(who)
    "{who} [is] dead"
fact mortal(character)
  tell "{1} [can] be hurt"
fact left(character)
  tell "{1} [has] left"
fact loves(character, character)
  tell "{1} [loves] {2}"
fact coins(who: character): number
  tell
    "{who} [has] one coin" if coins(who) = 1
    "{who} [has] {value} coins"
fact owner(thing): character
  tell "{value} [has] {1}"
fact plain(character, place)
fact count: number
fact mood: calm or very_angry = calm
fact done
  tell "it [is] done"
Ann wants done
"""

WORLD = load_text(TEXT)
