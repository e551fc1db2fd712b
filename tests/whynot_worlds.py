"""Small worlds in which something does not happen."""

from __future__ import annotations

TOWN = """\
world Town
type place
character Tom (he), Ann (she), Zed (he)
place Home "home", Market "the market", Tower "the tower"
fact at(who: character): place
  tell "{who} [is] at {value}"
fact road(place, place)
  tell "a road [leads] from {1} to {2}"
fact alive(who: character) = yes
  tell
    "{who} [is] alive" if alive(who)
    "{who} [is] dead"
fact sung(who: character)
  tell "{who} [has] sung"
fact coins: 0 to 2
fact lamp: character = Ann
  tell "{value} [has] the lamp"
fact storm
  tell "there [is] a storm"
fact bell
  tell "the bell [has] rung"
fact looked
start
  every character c: at(c) = Home
  road(Home, Market), road(Market, Home)
  not alive(Zed)
action walk(who: character, from: place, to: place)
  if   at(who) = from and road(from, to)
  then at(who) = to
  by   who
  tell "{who} [goes] to {to}"
action sing(who: character)
  if   alive(who) and not sung(who)
  then sung(who)
  by   who
action earn(Tom)
  if   at(Tom) = Market and coins < 1
  then coins = coins + 1
  by   Tom
action buy(Tom, Ann)
  if   coins > 0 and lamp = Ann
  then lamp = Tom, coins = coins - 1
  by   Tom
  seen by Tom, Ann
action give(Tom, Ann)
  if   lamp = Tom
  then lamp = Ann
  by   Tom
action gaze(who: character)
  if   at(who) = Market
  by   who
  seen by nobody
trigger ring
  if   storm and not bell
  then bell
Tom wants 1 if sung(Tom), 2 if lamp = Tom
limits length 4, foresight 4, depth 1
"""

CHAIN = """\
world Chain
character Ann (she), Bob (he)
fact a
  tell "Ann [has] begun"
fact b1
fact b2
  tell "Bob [is] done"
action begin(Ann)
  if   not a
  then a
  by   Ann
action one(Bob)
  if   a and not b1
  then b1
  by   Bob
action two(Bob)
  if   b1 and not b2
  then b2
  by   Bob
Ann wants b1
Bob wants b2
ending done if b2
limits length 3, foresight 3, depth 2
"""

ISLAND = """\
world Island
"Nell holds the bridge for broken, and nobody tells her."
type place
character Nell (she), Odo (he)
place Inn "the inn", Mill "the mill"
fact at(who: character): place = Inn
  tell "{who} [is] at {value}"
fact bridge = yes
  tell
    "the bridge [stands]" if bridge
    "the bridge [is] down"
fact chest: place = Mill
  tell "the chest [is] at {value}"
fact open
  tell "the chest [is] open"
fact thanked
start
  Nell believes not bridge
  Odo believes chest = ?
action cross(who: character)
  if   bridge and at(who) = Inn
  then at(who) = Mill
  by   who
  tell "{who} [crosses] the bridge"
action unlock(Odo)
  if   chest = Mill and not open
  then open
  by   Odo
  tell "{Odo} [opens] the chest"
action thank(Nell, Odo)
  if   open and not thanked
  then thanked
  by   Nell
  tell "{Nell} [thanks] {Odo}"
Nell wants 1 if at(Nell) = Mill
Odo wants 1 if open
limits length 3, foresight 3, depth 1
"""

SALE = """\
world Sale
character Tom (he), Ann (she)
fact owner: character = Ann
  tell "{value} [has] the goat"
fact fee
  tell "the fee [is] paid"
fact tired(who: character)
  tell "{who} [is] tired"
fact fetched
  tell "the goat [is] fetched"
fact mood: number = ?
fact cheered
action pay(Tom)
  if   not fee
  then fee
  by   Tom
  tell "{Tom} [pays] the fee"
action sell(Tom, Ann)
  if   fee and owner = Ann
  then owner = Tom
  by   Tom, Ann
  tell "{Ann} [sells] {Tom} the goat"
action fetch(Ann)
  if   not fetched
  then fetched, tired(Ann)
  by   Ann
  tell "{Ann} [fetches] the goat"
action cheer(Ann)
  if   not cheered
  then cheered
  by   Ann
Tom wants 2 if owner = Tom, -1 if fee
Ann wants 2 if fetched, -3 if tired(Ann)
limits length 4, foresight 3, depth 1
"""

NUMBERS = """\
world Numbers
character Ann (she)
fact count: number
fact even = yes
action add(Ann)
  if   count < 1000000
  then count = count + 1, even if not even, not even if even
  by   Ann
limits length 3, foresight 2, depth 1
"""

DOUBLE = """\
world Double
"What somebody does hangs on what two people believe of each other."
character Ann (she), Bob (he)
fact lamp
fact shut
action light(Ann)
  if   Bob believes not lamp and not lamp and not shut
  then lamp
  by   Ann
action close(Bob)
  if   Ann believes not shut and not shut and not lamp
  then shut
  by   Bob
Ann wants lamp
Bob wants shut
ending both if lamp and shut
limits length 3, foresight 2, depth 1
"""

SECRET = """\
world Secret
character Ann (she), Bob (he)
fact gold
  tell "the gold [is] found"
fact merry
action dig(Ann)
  if   not gold
  then gold
  by   Ann
  seen by Ann
action dance(Bob)
  if   not merry
  then merry
  by   Bob
Ann wants gold
Bob wants merry
limits length 3, foresight 2, depth 1
"""
