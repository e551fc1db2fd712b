"""The world that `elsewise new` begins with."""

from __future__ import annotations

import re

TEXT = """\
world NAME
"A small world to begin with: change it as you like."

type place, item
character Ann (she), Ben (he)
place Cottage "the cottage", Market "the market"
item Bread "the bread"

fact at(who: character): place
fact owner(what: item): character
fact hungry(who: character)
  tell "{who} [is] hungry"

start
  at(Ann) = Cottage, at(Ben) = Market
  owner(Bread) = Ben
  hungry(Ann)
  Ben believes not hungry(Ann)  # he does not know it,
  Ann believes Ben believes not hungry(Ann)  # and she knows that

action walk(who: character, to: place)
  if      not at(who) = to
  then    at(who) = to
  by      who
  tell    "{who} [walks] to {to}"

action ask(who: character, other: character)
  if      hungry(who) and at(who) = at(other) and not who = other
  then
    other believes
      hungry(who)
      who believes hungry(who)
  by      who
  tell    "{who} [asks] {other} for something to eat"

action give(giver: character, what: item, taker: character)
  if      owner(what) = giver and at(giver) = at(taker) and not giver = taker
  then    owner(what) = taker
  by      giver, taker
  tell    "{giver} [gives] {what} to {taker}"

action eat(who: character, what: item)
  if      owner(what) = who and hungry(who)
  then    not hungry(who), owner(what) = ?
  by      who
  tell    "{who} [eats] {what}"

Ann wants 1 if not hungry(Ann)
Ben wants 1 if not hungry(Ann)  # he is kind

ending fed if not hungry(Ann)

limits length 6, foresight 4, depth 2
"""


def starter_world(name: str) -> str:
    """Return the text of a small world, named after its file."""
    words = re.findall(r"[A-Za-z0-9]+", name)
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    return TEXT.replace("NAME", joined if joined[:1].isalpha() else f"World{joined}")
