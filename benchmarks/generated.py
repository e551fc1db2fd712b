"""Generated worlds: a seed in, a world's text out.

They are larger than those that the reference and the kernel are compared on, and read like worlds
that somebody wrote: people who go about, hand over, steal, pay, lock, quarrel, tell and lie, each
with conditions, witnesses and wants drawn by chance, and mistaken beliefs at the start.

    python benchmarks/generated.py 7 > seventh.ew
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from random import Random

PEOPLE = ("Ada", "Bea", "Cyr", "Dot", "Eli")
PLACES = ("Inn", "Mill", "Barn", "Quay", "Hill")
ITEMS = ("Apple", "Book", "Coat")

FACTS = """\
fact at(who: character): place
fact holder(what: item): character
fact pence(who: character): 0 to 3
fact locked(where: place)
fact angry(who: character)
fact rain"""


class Writer:
    """Draws one world."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.people = PEOPLE[: self.random.randint(3, 5)]
        self.places = PLACES[: self.random.randint(3, 5)]
        self.items = ITEMS[: self.random.randint(1, 3)]
        self.wishes = {who: self.wish(who) for who in self.people}

    def pick(self, *options: str) -> str:
        """Choose one of some words."""
        return self.random.choice(options)

    def chance(self, part: float) -> bool:
        """Say yes in a part of all cases."""
        return self.random.random() < part

    def text(self) -> str:
        """Return the whole world."""
        lines = [
            "world Generated",
            "type place, item",
            f"character {', '.join(self.people)}",
            f"place {', '.join(self.places)}",
            f"item {', '.join(self.items)}",
            FACTS,
            *self.start(),
            *self.actions(),
            *self.triggers(),
            *self.wants(),
            *(f"ending {name} if {aim}" for name, aim in self.endings()),
            f"limits length 5, foresight {self.pick('3', '4')}, depth {self.pick('1', '1', '2')}",
        ]
        return "\n".join(lines) + "\n"

    # -- how it begins --------------------------------------------------------------------------

    def start(self) -> list[str]:
        """Draw where all is, and who is mistaken about it."""
        lines = ["start"]
        lines += [f"  at({who}) = {self.pick(*self.places)}" for who in self.people]
        lines += [f"  pence({who}) = {self.pick('0', '1', '2')}" for who in self.people]
        lines += [f"  holder({what}) = {self.pick(*self.people)}" for what in self.items]
        lines += [f"  locked({where})" for where in self.places if self.chance(0.2)]
        lines += [f"  angry({who})" for who in self.people if self.chance(0.15)]
        for _ in range(self.random.randint(1, 4)):
            believers = " believes ".join(self.some_people(self.random.choice((1, 1, 1, 2))))
            lines.append(f"  {believers} believes {self.saying()}")
        return lines

    def some_people(self, count: int) -> Sequence[str]:
        """Draw so many different people."""
        return self.random.sample(self.people, count)

    def saying(self) -> str:
        """Draw something that can be made so."""
        who, what, where = self.person(), self.pick(*self.items), self.pick(*self.places)
        return self.pick(
            f"at({who}) = {where}",
            f"at({who}) = ?",
            f"holder({what}) = {self.person()}",
            f"holder({what}) = ?",
            f"pence({who}) = {self.pick('0', '2')}",
            self.pick("", "not ") + f"locked({where})",
            self.pick("", "not ") + f"angry({who})",
        )

    def person(self) -> str:
        """Draw somebody."""
        return self.pick(*self.people)

    # -- conditions -----------------------------------------------------------------------------

    def atom(self, who: str) -> str:
        """Draw a simple condition, mostly about somebody: a name or a role."""
        what, where = self.pick(*self.items), self.pick(*self.places)
        return self.pick(
            f"at({who}) = {where}",
            f"not at({who}) = at({self.person()})",
            f"holder({what}) = {who}",
            f"not holder({what}) = {self.person()}",
            f"pence({who}) {self.pick('>', '<')} {self.pick('0', '1', '2')}",
            f"pence({who}) >= pence({self.person()})",
            f"{self.pick('', 'not ')}locked({where})",
            f"{self.pick('', 'not ')}angry({who})",
            "rain",
        )

    def condition(self, who: str) -> str:
        """Draw a condition: one, two of them, or one in somebody's mind."""
        form = self.random.random()
        if form < 0.5:
            return self.atom(who)
        if form < 0.65:
            return f"({self.atom(who)} or {self.atom(self.person())})"
        if form < 0.8:
            return f"({self.atom(who)} and {self.atom(self.person())})"
        if form < 0.95:
            return f"{self.person()} believes ({self.atom(who)})"
        first, second = self.some_people(2)
        return f"{first} believes {second} believes ({self.atom(who)})"

    def wish(self, who: str) -> str:
        """Draw what somebody wants most: mostly something that can be had."""
        return self.pick(
            f"holder({self.pick(*self.items)}) = {who}",
            f"at({who}) = {self.pick(*self.places)}",
            f"pence({who}) > 1",
            f"{self.pick('', 'not ')}angry({self.person()})",
            self.condition(who),
        )

    def endings(self) -> Iterator[tuple[str, str]]:
        """Draw endings: what each of them wants, two of that, what may be, and mistakes."""
        for who, wish in self.wishes.items():
            yield f"wish_of_{who}", wish
        first, second = self.some_people(2)
        what = self.pick(*self.items)
        yield "both", f"({self.wishes[first]}) and ({self.wishes[second]})"
        yield "something", f"{self.condition(first)} and {self.condition(second)}"
        yield "lost", f"not {first}'s view of at({second}) = at({second})"
        yield "robbed", f"holder({what}) = {second} and {first} believes holder({what}) = {first}"

    # -- events ---------------------------------------------------------------------------------

    def actions(self) -> list[str]:
        """Draw some of the things that can be done; going about is always one."""
        others = [
            self.hand,
            self.steal,
            self.pay,
            self.lock,
            self.quarrel,
            self.tell,
            self.lie,
            self.weather,
        ]
        chosen = self.random.sample(others, self.random.randint(3, 5))
        return [self.go(), *(make() for make in chosen)]

    def action(self, sign: str, needs: str, then: str, by: str, where: str) -> str:
        """Write an action, with a further condition and witnesses drawn by chance."""
        lines = [f"action {sign}", "  if", f"    {needs}"]
        if self.chance(0.35):
            lines.append(f"    {self.condition(by.split(',')[0] or self.person())}")
        lines += ["  then", *(f"    {line}" for line in then.split("\n"))]
        if by:
            lines.append(f"  by {by}")
        here = f"every character c with at(c) = {where}"
        own = by or self.person()
        seers = ("", f"  seen by {own}, {here}", f"  seen by {here}", f"  seen by {own}")
        return "\n".join([*lines, self.random.choice(seers)]).rstrip()

    def go(self) -> str:
        """Draw the action of walking."""
        needs = "at(who) = from and not from = to" + self.pick("", " and not locked(to)")
        sign = "go(who: character, from: place, to: place)"
        return self.action(sign, needs, "at(who) = to", "who", "from or at(c) = to")

    def hand(self) -> str:
        """Draw the action of giving."""
        needs = "holder(what) = one and at(one) = at(other) and not one = other"
        by = self.pick("one", "one, other")
        sign = "hand(one: character, other: character, what: item)"
        return self.action(sign, needs, "holder(what) = other", by, "at(one)")

    def steal(self) -> str:
        """Draw the action of taking, which may anger somebody who knows whose it was."""
        needs = "holder(what) = other and at(one) = at(other) and not one = other"
        known = self.pick("", "", " if other believes holder(what) = other", " if not rain")
        sign = "steal(one: character, other: character, what: item)"
        return self.action(
            sign, needs, f"holder(what) = one\nangry(other){known}", "one", "at(one)"
        )

    def pay(self) -> str:
        """Draw the action of paying."""
        needs = "pence(one) > 0 and at(one) = at(other) and not one = other"
        then = "pence(one) = pence(one) - 1\npence(other) = pence(other) + 1"
        then += self.pick("", "\nnot angry(other)", "\nnot angry(other) if pence(other) > 0")
        by = self.pick("one", "one, other")
        return self.action("pay(one: character, other: character)", needs, then, by, "at(one)")

    def lock(self) -> str:
        """Draw the action of locking or unlocking a place."""
        sign = "lock(who: character, where: place)"
        return self.action(
            sign, "at(who) = where", "locked(where) = (not locked(where))", "who", "where"
        )

    def quarrel(self) -> str:
        """Draw the action of quarrelling: both are angry, or the one who has less."""
        needs = "at(one) = at(other) and not one = other and not angry(one)"
        then = "angry(one)" + self.pick(
            "\nangry(other)", "\nangry(other) if pence(other) < pence(one)"
        )
        return self.action(
            "quarrel(one: character, other: character)", needs, then, "one", "at(one)"
        )

    def tell(self) -> str:
        """Draw the action of telling what one believes."""
        needs = "not one = other" + self.pick("", " and at(one) = at(other)")
        then = self.pick(
            "other's view of holder(what) = one's view of holder(what)",
            "other believes holder(what) = one\nother believes one believes holder(what) = one",
        )
        sign = "tell(one: character, other: character, what: item)"
        return self.action(sign, needs, then, "one", "at(one)")

    def lie(self) -> str:
        """Draw the action of saying what need not be so."""
        needs = "not one = other and at(one) = at(other)"
        then = f"other believes {self.saying()}" + self.pick("", " if not angry(other)")
        return self.action("lie(one: character, other: character)", needs, then, "one", "at(one)")

    def weather(self) -> str:
        """Draw something that nobody does."""
        then = self.pick("rain", "rain\nangry(Ada) if at(Ada) = Mill")
        return self.action("weather", "not rain", then, "", "Inn")

    def triggers(self) -> list[str]:
        """Draw what is noticed, and what follows by itself."""
        here = "at(viewer) = here and"
        roles = "(viewer: character, other: character, here: place)"
        lines = [
            f"trigger see{roles}",
            f"  if {here} at(other) = here and not viewer believes at(other) = here",
            "  then viewer believes at(other) = here",
        ]
        if self.chance(0.7):
            lines += [
                f"trigger miss{roles}",
                f"  if {here} not at(other) = here and viewer believes at(other) = here",
                "  then viewer believes at(other) = ?",
            ]
        if self.chance(0.3):
            where, what = self.pick(*self.places), self.pick(*self.items)
            lines += [
                "trigger shut",
                f"  if rain and holder({what}) = {self.person()} and not locked({where})",
                f"  then locked({where})",
            ]
        return lines

    # -- wants ----------------------------------------------------------------------------------

    def wants(self) -> list[str]:
        """Draw what everybody wants, and each of them more."""
        lines = [
            "every character c wants",
            f"  {self.pick('pence(c)', '-1 if angry(c)', '1 if rain')}",
        ]
        for who in self.people:
            lines += [f"{who} wants", f"  3 if {self.wishes[who]}"]
            for _ in range(self.random.randint(0, 2)):
                worth = self.pick("1", "2", "3", "-1", "-2")
                lines.append(f"  {worth} if {self.condition(who)}")
        return lines


def world_text(seed: int) -> str:
    """Return the world of a seed."""
    return Writer(seed).text()


if __name__ == "__main__":
    print(world_text(int(sys.argv[1])), end="")
