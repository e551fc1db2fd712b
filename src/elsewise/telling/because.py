"""Reasons in words: "because she wrongly believed that …, and wanted …"."""

from __future__ import annotations

from dataclasses import dataclass, field

from elsewise.telling.facts import fact_clause
from elsewise.telling.reasons import Foreseen, Motive, Thought
from elsewise.telling.rules import event_clause, plain_event
from elsewise.telling.sentence import Clause, Tense
from elsewise.telling.template import Case
from elsewise.telling.words import Discourse, join, say_number
from elsewise.world.model import World

MOST_RUNS = 3


@dataclass
class Because:
    """Says motives, one after the other, and remembers what it has said of whom.

    `judging`: beliefs that are wrong are called so (not from inside a mind, which cannot know).
    """

    world: World
    discourse: Discourse
    judging: bool
    _plans: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _beliefs: dict[str, set[Thought]] = field(default_factory=dict)

    def follows(self, motive: Motive) -> bool:
        """Whether a motive is only the rest of the plan that was told of this character last."""
        said = self._beliefs.get(motive.character, set())
        return self._plans.get(motive.character, ())[1:] == motive.plan and all(
            belief in said for belief in motive.beliefs
        )

    def remember(self, motive: Motive) -> None:
        """Note that a motive was told, or needs no telling."""
        self._plans[motive.character] = motive.plan
        self._beliefs.setdefault(motive.character, set()).update(motive.beliefs)

    def thoughts(self, motive: Motive) -> str:
        """Return the motive as a predicate: "believed that …, meant to …, and wanted …"."""
        parts: list[str] = []
        for wrong in (True, False):
            beliefs = [b for b in motive.beliefs if b.wrong is wrong]
            if beliefs:
                self.discourse.new_part()
                that = join([f"that {self._belief(b)}" for b in beliefs])
                parts.append(("wrongly " if wrong and self.judging else "") + f"believed {that}")
        parts.extend(self._steps(motive))
        wants = self._wants(motive.wants, motive.character)
        if wants:
            parts.append(f"wanted {wants}")
        fears = self._wants(motive.fears, motive.character)
        if fears:
            parts.append(f"did not want {fears}")
        if not wants and not fears:
            parts.append("hoped to gain by it")
        return f"{parts[0]}, and {parts[1]}" if len(parts) == 2 else join(parts, heavy=True)

    def _belief(self, belief: Thought) -> str:
        """Return what a thinker believes: "Lana believed that Clark was alive"."""
        outer = ""
        for name in belief.minds:
            outer += f"{self.discourse.say(name, Case.SUBJECT)[0]} believed that "
        return outer + self._fact(belief).finite(Tense.PAST)

    def _fact(self, thought: Thought) -> Clause:
        return fact_clause(self.world, thought.key, thought.value, self.discourse)

    def _wants(self, wants: tuple[Thought, ...], thinker: str) -> str:
        """Return words such as "to be on the grass and Lana to believe that Clark was dead".

        What is wanted for oneself comes first, and one subject is said once for its neighbours.
        """
        clauses = [(want, self._fact(want)) for want in wants]
        clauses.sort(key=lambda pair: pair[0].minds != () or pair[1].subject != thinker)
        said: list[str] = []
        before: str | None = thinker
        for want, clause in clauses:
            self.discourse.new_part()
            subject = None if want.minds else clause.subject
            said.append(self._want(want, clause, alone=subject is not None and subject == before))
            before = subject
        return join(said)

    def _want(self, want: Thought, clause: Clause, *, alone: bool) -> str:
        if want.minds:
            first, *rest = want.minds
            said = f"{self.discourse.say(first, Case.OBJECT)[0]} to believe that "
            for name in rest:
                said += f"{self.discourse.say(name, Case.SUBJECT)[0]} believed that "
            return said + clause.finite(Tense.PAST)
        if not clause.has_verb:
            return f"it to be so that {clause.finite(Tense.PAST)}"
        return clause.infinitive(with_subject=not alone)

    def _steps(self, motive: Motive) -> list[str]:
        """Return what the thinker meant to do next, and counted on others to do, in order.

        Of more than two steps of one person in a row, the first and the last are said.
        """
        parts: list[str] = []
        for clause, run in self._runs(motive.steps)[:MOST_RUNS]:
            self.discourse.new_part()
            if clause is None:
                events = [f'"{plain_event(self.world, step.event)}"' for step in run]
                parts.append(f"expected {join(events)} to follow")
                continue
            if clause.subject == motive.character:
                others = "for "
                text = f"meant {clause.infinitive(with_subject=False, others=others)}"
            else:
                planned = motive.character in run[0].event.by
                begin, others = ("planned for", "for ") if planned else ("counted on", "on ")
                text = f"{begin} {clause.infinitive(with_subject=True, others=others)}"
            last = self._step_clause(run[-1])
            if len({step.event.name for step in run}) == 1 < len(run):
                text += " twice" if len(run) == 2 else f" {say_number(len(run))} times"
            elif len(run) > 1 and last is not None:
                link = "and then" if len(run) == 2 else "and in the end"
                text += f" {link} {last.infinitive(with_subject=False, others=others)}"
            parts.append(text)
        return parts

    def _runs(self, steps: tuple[Foreseen, ...]) -> list[tuple[Clause | None, list[Foreseen]]]:
        """Put neighbouring steps together: with one subject, or without words of their own."""
        runs: list[tuple[Clause | None, list[Foreseen]]] = []
        for step in steps:
            clause = self._step_clause(step)
            if runs and _same_subject(runs[-1][0], clause):
                runs[-1][1].append(step)
            else:
                runs.append((clause, [step]))
        return runs

    def _step_clause(self, step: Foreseen) -> Clause | None:
        """Return the clause for a planned event; None if the world has no verb for it."""
        clause = event_clause(self.world, step.event, step.before.value, self.discourse, sure=True)
        return clause if clause is not None and clause.has_verb else None

    def others(self, motive: Motive) -> str | None:
        """Return why somebody else was counted on: "Lex, she thought, wanted …"."""
        for step in motive.steps:
            for name, wants in step.wants:
                if wants:
                    who = self.discourse.think(name)
                    thinker = self.discourse.say(motive.character, Case.SUBJECT)[0]
                    if wants == motive.wants:
                        return f"{who}, {thinker} thought, wanted the same"
                    return f"{who}, {thinker} thought, wanted {self._wants(wants, name)}"
        return None


def _same_subject(one: Clause | None, other: Clause | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.subject is not None and one.subject == other.subject
