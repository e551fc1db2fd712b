"""What the parser calls when a rule of grammar.lark is complete: children to a node of the tree.

A list under way is a chain of pairs (what came before, the last one). Nothing that was built is
ever changed: the parser may drop a line it began and read it again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import chain as joined
from typing import TYPE_CHECKING

from elsewise.diagnostics import Span
from elsewise.syntax import tree
from elsewise.syntax.build_expressions import ExpressionBuilder, name_of, span, unroll
from elsewise.syntax.build_questions import QuestionBuilder
from elsewise.syntax.tokens import Token

if TYPE_CHECKING:
    from typing import Any

    from elsewise.syntax.build_expressions import Chain

    Children = list[Any]


WORDS = re.compile(r"[^\W\d_]\w*")


def only_texts(chain: Chain) -> tuple[tree.Text, ...]:
    """Return the texts of a list, without lines that could not be read."""
    return tuple(text for text in unroll(chain) if isinstance(text, tree.Text))


class TreeBuilder(ExpressionBuilder, QuestionBuilder):
    """Builds declarations, clauses and lines; the others build what stands in them."""

    def start(self, children: Children) -> tree.File:
        """Build a whole text."""
        return tree.File(unroll(children[0]))

    def piece(self, children: Children) -> tuple[tree.Statement, ...]:
        """Build a piece of a text."""
        return unroll(children[1])

    def broken_question(self, children: Children) -> Chain:
        """Build what stands for a question that could not be read."""
        return None, self.broken(children)

    # -- blocks ---------------------------------------------------------------------------------

    def row(self, children: Children) -> tree.Row:
        """Build `a, b,`."""
        items = unroll(children[0])
        return tree.Row(items, span=span(items[0], items[-1]))

    def row_line(self, children: Children) -> tree.Row:
        """Take a row without the end of its line."""
        row: tree.Row = children[0]
        return row

    def text(self, children: Children) -> tree.Text:
        """Build a line that is only a string."""
        return tree.Text(children[0].said, span=children[0].span)

    def body(self, children: Children) -> tree.Body:
        """Build a row and the lines below it."""
        return (children[0], *unroll(children[3]))

    def block(self, children: Children) -> tree.Body:
        """Build indented lines."""
        return unroll(children[2])

    def mind_end(self, children: Children) -> tuple[tuple[tree.Name, ...], tree.Body]:
        """Build the block below `believes`."""
        return (), children[0]

    def mind_more(self, children: Children) -> tuple[tuple[tree.Name, ...], tree.Body]:
        """Build `B believes` between another `believes` and its block."""
        minds, body = children[2]
        return (name_of(children[0]), *minds), body

    def believes_block(self, children: Children) -> tree.BelievesBlock:
        """Build `A believes` and its block."""
        minds, body = self.mind_more(children)
        return tree.BelievesBlock(minds, body, span=span(children[0], body[-1]))

    def every_block(self, children: Children) -> tree.EveryBlock:
        """Build `every t x` and its block."""
        word, noun, body = children
        return tree.EveryBlock(noun, body, span=span(word, body[-1]))

    def one_knower(self, children: Children) -> tuple[tree.Name, ...]:
        """Build `A knows`."""
        return (name_of(children[0]),)

    def several_knowers(self, children: Children) -> tuple[tree.Name, ...]:
        """Build `A and B know`."""
        return unroll(children[0])

    def secret(self, children: Children) -> tree.Secret:
        """Build `only A knows x`."""
        word, knowers, row, _ = children
        return tree.Secret(knowers, row, span=span(word, row))

    def else_if(self, children: Children) -> tuple[tree.Expression, tree.Body]:
        """Build `else if` and its block."""
        return children[2], children[3]

    def if_block(self, children: Children) -> tree.IfBlock:
        """Build `if`, `else if` and `else` with their blocks."""
        word, test, body, more, _, otherwise = children
        branches = ((test, body), *unroll(more))
        last = (otherwise or branches[-1][1])[-1]
        return tree.IfBlock(branches, otherwise, span=span(word, last))

    def broken(self, children: Children) -> tree.Broken:
        """Build what stands for a line that could not be read."""
        words = WORDS.findall(children[0].text)
        return tree.Broken(
            frozenset(unicodedata.normalize("NFC", word) for word in words),
            span=children[0].span,
        )

    def second(self, children: Children) -> Any:  # noqa: ANN401
        """Take what stands behind a word or sign."""
        return children[1]

    def nothing(self, _children: Children) -> tuple[()]:
        """Build nothing: what may stand here does not, or could not be read."""
        return ()

    # -- clauses --------------------------------------------------------------------------------

    def if_clause(self, children: Children) -> tree.IfClause:
        """Build `if …`."""
        return tree.IfClause(children[1], span=span(children[0], children[1][-1]))

    def then_clause(self, children: Children) -> tree.ThenClause:
        """Build `then …`."""
        return tree.ThenClause(children[1], span=span(children[0], children[1][-1]))

    def by_clause(self, children: Children) -> tree.ByClause:
        """Build `by …`."""
        names = unroll(children[1])
        return tree.ByClause(names, span=span(children[0], names[-1]))

    def seen_clause(self, children: Children) -> tree.SeenClause:
        """Build `seen by …`."""
        seers = unroll(children[2])
        return tree.SeenClause(seers, span=span(children[0], seers[-1]))

    def takes_clause(self, children: Children) -> tree.TakesClause:
        """Build `takes 2 of Lex, Clark`."""
        word, duration, _, names, _ = children
        who = unroll(names)
        return tree.TakesClause(duration, who, span=span(word, (duration, *who)[-1]))

    def no_time(self, children: Children) -> tree.Number:
        """Build `nothing`, said of how long a deed takes."""
        return tree.Number(0.0, span=children[0].span)

    def before_clause(self, children: Children) -> tree.BeforeClause:
        """Build `before minute`."""
        return tree.BeforeClause(name_of(children[1]), span=span(children[0], children[1]))

    def after_clause(self, children: Children) -> tree.AfterClause:
        """Build `after minute`."""
        return tree.AfterClause(name_of(children[1]), span=span(children[0], children[1]))

    def tell_clause(self, children: Children) -> tree.TellClause:
        """Build `tell …` of an event."""
        begin, lines = children[0]
        end = lines[-1].span.end if lines else begin.end
        return tree.TellClause(lines, span=Span(begin.begin, end))

    def tell(self, children: Children) -> tuple[Span, tuple[tree.TellLine, ...]]:
        """Build templates that begin on the line of `tell`."""
        below = joined.from_iterable(unroll(children[4]))
        return children[0].span, (*children[1], *below)

    def tell_below(self, children: Children) -> tuple[Span, tuple[tree.TellLine, ...]]:
        """Build templates that stand below `tell`."""
        return children[0].span, tuple(joined.from_iterable(unroll(children[3])))

    def told_line(self, children: Children) -> tuple[tree.TellLine, ...]:
        """Take the templates of a line."""
        lines: tuple[tree.TellLine, ...] = children[0]
        return lines

    def told_list(self, children: Children) -> tuple[tree.TellLine, ...]:
        """Build templates with commas between them."""
        return unroll(children[0])

    def told(self, children: Children) -> tree.TellLine:
        """Build a template and its condition."""
        template, _, condition = children
        return tree.TellLine(
            template.template, condition, span=span(template, condition or template)
        )

    # -- declarations ---------------------------------------------------------------------------

    def world(self, children: Children) -> tree.WorldLine:
        """Build `world Name` and its texts."""
        below = children[4:5] or children[3:4]  # indented, or at the margin
        found = only_texts(below[0]) if below else ()
        last = found[-1] if found else children[1]
        return tree.WorldLine(name_of(children[1]), found, span=span(children[0], last))

    def types(self, children: Children) -> tree.TypeLine:
        """Build `type a, b is c`."""
        names, parents = unroll(children[1]), unroll(children[3])
        last = parents[-1] if parents else names[-1]
        return tree.TypeLine(names, parents, span=span(children[0], last))

    def entities(self, children: Children) -> tree.EntityLine:
        """Build `place Tunnel, Grass`, with lines below or not."""
        below = joined.from_iterable(unroll(children[4]))
        return self._entities(children[0], (*children[1], *below))

    def entities_below(self, children: Children) -> tree.EntityLine:
        """Build `place` with entities only below."""
        return self._entities(children[0], tuple(joined.from_iterable(unroll(children[3]))))

    def _entities(self, word: Token, items: tuple[tree.EntityItem, ...]) -> tree.EntityLine:
        last = items[-1] if items else word
        return tree.EntityLine(name_of(word), items, span=span(word, last))

    def entity_line(self, children: Children) -> tuple[tree.EntityItem, ...]:
        """Take the entities of a line."""
        first, *others = children[0]
        return replace(first, new_line=True), *others

    def entity_list(self, children: Children) -> tuple[tree.EntityItem, ...]:
        """Build entities with commas between them."""
        return unroll(children[0])

    def entity(self, children: Children) -> tree.EntityItem:
        """Build `Tunnel "the tunnel" (it)`."""
        word, said, _, pronoun, closing = children
        return tree.EntityItem(
            name_of(word),
            None if said is None else said.said,
            None if pronoun is None else name_of(pronoun),
            span=span(word, closing or said or word),
        )

    def fact(self, children: Children) -> tree.FactLine:
        """Build a fact and what stands below it."""
        first, signature, values, initial, _, (texts, lines) = children
        values, initial = values or None, initial or None
        last = (*texts, *lines)[-1:] or (initial or values or signature,)
        return tree.FactLine(signature, values, initial, texts, lines, span=span(first, last[0]))

    def no_fact_lines(self, _children: Children) -> tuple[tuple[()], tuple[()]]:
        """Build nothing below a fact."""
        return (), ()

    def fact_lines(
        self, children: Children
    ) -> tuple[tuple[tree.Text, ...], tuple[tree.TellLine, ...]]:
        """Build what stands below a fact."""
        return only_texts(children[0]), children[1][1] if len(children) > 1 else ()

    def fact_tell(
        self, children: Children
    ) -> tuple[tuple[tree.Text, ...], tuple[tree.TellLine, ...]]:
        """Build what stands below a fact, without texts."""
        return (), children[0][1]

    def signature(self, children: Children) -> tree.Signature:
        """Build `at(who: character)`."""
        word, _, roles, closing = children
        return tree.Signature(name_of(word), unroll(roles), span=span(word, closing or word))

    def role(self, children: Children) -> tree.Role:
        """Build `who: character` or `flag: yes or no`."""
        kind = name_of(children[2]) if len(children) == 3 else None
        return tree.Role(name_of(children[0]), kind, span=span(children[0], children[-1]))

    def yes_or_no(self, children: Children) -> tree.Role:
        """Build a bare `yes or no`."""
        return tree.Role(None, None, span=span(children[0], children[-1]))

    def bare(self, children: Children) -> tree.Bare:
        """Build a bare word or value."""
        return tree.Bare(children[0], span=children[0].span)

    def values(self, children: Children) -> tree.Values:
        """Build `place` or `none or left`."""
        words = unroll(children[0])
        if len(words) == 1 and isinstance(words[0], tree.Name):
            return tree.TypeValues(words[0], span=words[0].span)
        return tree.ChoiceValues(words, span=span(words[0], words[-1]))

    def range(self, children: Children) -> tree.RangeValues:
        """Build `0 to 4`."""
        low, _, high = children
        return tree.RangeValues(low, high, span=span(low, high))

    def begin(self, children: Children) -> tree.StartBlock:
        """Build `start`."""
        return tree.StartBlock(children[1], span=span(children[0], children[1][-1]))

    def event(self, children: Children) -> tree.EventBlock:
        """Build an action or trigger."""
        clauses = unroll(children[4])
        kind = tree.EventKind(children[0].text)
        return tree.EventBlock(kind, children[1], clauses, span=span(children[0], clauses[-1]))

    def chooses(self, children: Children) -> tree.ChoosesLine:
        """Build `Lex chooses within 2`."""
        subject, word, _, number, _ = children
        within = None if number is None else self.number([number])
        last = within or word
        return tree.ChoosesLine(name_of(subject), within, span=span(subject, last))

    def explained(self, children: Children) -> tree.ExplainedLine:
        """Build `Lex is explained`."""
        return tree.ExplainedLine(name_of(children[0]), span=span(children[0], children[2]))

    def deadline(self, children: Children) -> tree.DeadlineLine:
        """Build `deadline minute 4`."""
        word, name, number, _ = children
        return tree.DeadlineLine(name_of(name), self.number([number]), span=span(word, number))

    def every_subject(self, children: Children) -> tree.Noun:
        """Build `every t x` before `wants`."""
        word, kind, name = children
        return tree.Noun(name_of(kind), name_of(name), span=span(word, name))

    def wants(self, children: Children) -> tree.WantsBlock:
        """Build `Lex wants …`."""
        subject, _, body = children
        return tree.WantsBlock(subject, body, span=span(subject, body[-1]))

    def ending(self, children: Children) -> tree.EndingBlock:
        """Build `ending name if …`."""
        first, word, test, body = children
        clause = tree.IfClause(body, span=span(test, body[-1]))
        return tree.EndingBlock(name_of(word), (clause,), span=span(first, clause))

    def ending_below(self, children: Children) -> tree.EndingBlock:
        """Build an ending with clauses."""
        clauses = unroll(children[4])
        return tree.EndingBlock(name_of(children[1]), clauses, span=span(children[0], clauses[-1]))

    def fork(self, children: Children) -> tree.ForkBlock:
        """Build a fork."""
        lines = unroll(children[4])
        return tree.ForkBlock(name_of(children[1]), lines, span=span(children[0], lines[-1]))

    def expect(self, children: Children) -> tree.ExpectLine:
        """Build `expect question`."""
        asked: tree.ExpectLine = children[1]
        return replace(asked, span=span(children[0], asked))

    def limits(self, children: Children) -> tree.LimitsLine:
        """Build `limits length 10`."""
        limits = unroll(children[1])
        return tree.LimitsLine(limits, span=span(children[0], limits[-1][1]))

    def limit(self, children: Children) -> tuple[tree.Name, tree.Number]:
        """Build one limit."""
        return name_of(children[0]), self.number(children[1:])
