"""What is done to a tree when all its lines are read.

Comments are given to their statements, and what the grammar cannot forbid is looked for: clauses
in the wrong place or given twice, types called like words kept for later, nesting too deep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from elsewise.diagnostics import Code, Diagnostic, Source, Span
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.syntax import tree
from elsewise.syntax.tokens import KEPT, MOST_NESTING

if TYPE_CHECKING:
    from typing import Any

Comments = Sequence[tuple[int, tree.Trivia]]
"""For each line its offset and its comments, in the order of the text."""

CLAUSE_WORDS: dict[type[tree.Statement], str] = {
    tree.IfClause: "if",
    tree.ThenClause: "then",
    tree.ByClause: "by",
    tree.TakesClause: "takes",
    tree.BeforeClause: "before",
    tree.AfterClause: "after",
    tree.SeenClause: "seen by",
    tree.TellClause: "tell",
}


def finish(
    file: tree.File,
    source: Source,
    comments: Comments,
    closing_comments: tuple[str | None, ...],
) -> tuple[tree.File, list[Diagnostic]]:
    """Return the finished tree and the mistakes found in it."""
    finisher = _Finisher(source, comments)
    declarations = tuple(finisher.statement(one) for one in file.declarations)
    rest = tuple(text for _, trivia in finisher.comments for text in _all_of(trivia))
    finished = tree.File(declarations, (*rest, *closing_comments), span=Span(0, len(source.text)))
    return finished, finisher.mistakes


def finish_piece(
    statements: Sequence[Any], source: Source, comments: Comments
) -> tuple[tuple[Any, ...], list[Diagnostic]]:
    """Return the finished statements of a piece of a text, and the mistakes found in them."""
    finisher = _Finisher(source, comments)
    return tuple(finisher.statement(one) for one in statements), finisher.mistakes


class _Finisher:
    def __init__(self, source: Source, comments: Comments) -> None:
        self.source = source
        self.comments = deque(
            (offset, trivia) for offset, trivia in comments if trivia != tree.NO_TRIVIA
        )
        self.mistakes: list[Diagnostic] = []
        self.levels: dict[int, int] = {}  # how deep the choices in a finished statement nest

    def statement(self, statement: Any) -> Any:  # noqa: ANN401
        """Finish a statement and all that stand in it, in the order of the text."""
        trivia = self._trivia(statement.span.begin)
        changes: dict[str, Any] = {} if trivia is None else {"trivia": trivia}
        if isinstance(statement, tree.IfBlock):
            changes |= self._if_block(statement)
        else:
            for part in ("texts", "clauses", "lines", "body", "tell", "entities"):
                inner: tuple[Any, ...] = getattr(statement, part, ())
                finished = tuple(self.statement(one) for one in inner)
                if any(new is not old for new, old in zip(finished, inner, strict=True)):
                    changes[part] = finished
        if isinstance(statement, tree.EventBlock | tree.EndingBlock):
            self._clauses(statement)
        elif isinstance(statement, tree.TypeLine):
            self._kept(statement.names)
        result = replace(statement, **changes) if changes else statement
        result = self._bounded(result)
        self.levels[id(result)] = self._nested(result)
        return result

    def _nested(self, statement: Any) -> int:  # noqa: ANN401
        """Return how deep the choices in a statement nest; each `else if` is one step deeper."""
        if isinstance(statement, tree.IfBlock):
            bodies = [body for _, body in statement.branches] + [statement.otherwise or ()]
        else:
            bodies = [getattr(statement, "lines", ())]
        return max(
            step + self.levels.get(id(line), 0)
            for step, body in enumerate(bodies, start=isinstance(statement, tree.IfBlock))
            for line in (*body, None)
        )

    def _if_block(self, block: tree.IfBlock) -> dict[str, Any]:
        branches = tuple(
            (test, tuple(self.statement(one) for one in body)) for test, body in block.branches
        )
        otherwise = block.otherwise and tuple(self.statement(one) for one in block.otherwise)
        return {"branches": branches, "otherwise": otherwise}

    def _trivia(self, offset: int) -> tree.Trivia | None:
        """Take the comments of the line at an offset.

        Comments of lines before it that are no statements of their own (`else`, `tell` of a fact)
        go before it.
        """
        taken: list[tuple[int, tree.Trivia]] = []
        while self.comments and self.comments[0][0] <= offset:
            taken.append(self.comments.popleft())
        if not taken:
            return None
        first_blank = taken[0][1].blank
        begin, own = taken[-1]
        if "\n" in self.source.text[begin:offset]:
            own = tree.NO_TRIVIA
        else:
            taken.pop()
        earlier = [text for _, trivia in taken for text in _all_of(trivia)]
        return replace(own, before=(*earlier, *own.before), blank=first_blank)

    # -- what the grammar cannot forbid ---------------------------------------------------------

    def _clauses(self, event: tree.EventBlock | tree.EndingBlock) -> None:
        seen: dict[str, Span] = {}
        for clause in event.clauses:
            word = CLAUSE_WORDS.get(type(clause))
            if word is None:
                continue
            reason = _misplaced(event, word)
            begin = Span(clause.span.begin, clause.span.begin + len(word))
            if reason:
                self._mistake(codes.MISPLACED_CLAUSE, begin, word=word, reason=reason)
            elif word in seen:
                related = ((seen[word], "here it is given first"),)
                self._mistake(codes.REPEATED_CLAUSE, begin, related, word=word)
            seen.setdefault(word, begin)

    def _kept(self, names: Iterable[tree.Name]) -> None:
        for name in names:
            if name.text in KEPT:
                self._mistake(codes.KEPT_WORD, name.span, word=name.text)

    def _bounded(self, statement: Any) -> Any:  # noqa: ANN401
        """Return the statement, or `Broken` if an expression in it is nested too deep."""
        for part in _expressions(statement):
            if part.span.end - part.span.begin >= MOST_NESTING and is_too_deep(part):
                self._mistake(
                    codes.TOO_DEEP,
                    Span(part.span.begin, part.span.begin + 1),
                    what="The parts of this expression stand",
                    most=MOST_NESTING,
                )
                return tree.Broken(span=statement.span, trivia=statement.trivia)
        if isinstance(statement, tree.IfBlock) and self._nested(statement) > MOST_NESTING:
            begin = Span(statement.span.begin, statement.span.begin + len("if"))
            self._mistake(codes.TOO_DEEP, begin, what="Choices stand", most=MOST_NESTING)
            return tree.Broken(span=statement.span, trivia=statement.trivia)
        return statement

    def _mistake(
        self,
        code: Code,
        span: Span,
        related: tuple[tuple[Span, str], ...] = (),
        **details: object,
    ) -> None:
        message = code.message.format(**details)
        self.mistakes.append(Diagnostic(code, message, self.source, span, related=related))


def _misplaced(event: tree.EventBlock | tree.EndingBlock, word: str) -> str | None:
    if isinstance(event, tree.EndingBlock):
        return None if word in ("if", "tell") else "an ending has only if and tell"
    if event.kind is tree.EventKind.TRIGGER and word == "by":
        return "nobody does a trigger, it follows by itself"
    if event.kind is tree.EventKind.TRIGGER and word == "seen by":
        return "a trigger is no event that is seen, it follows by itself"
    if event.kind is tree.EventKind.TRIGGER and word in ("takes", "before"):
        return "a trigger is no deed, it takes no time"
    return None


def _all_of(trivia: tree.Trivia) -> list[str | None]:
    behind = [] if trivia.behind is None else [trivia.behind]
    return [*trivia.before, *behind, *trivia.after]


def _expressions(statement: Any) -> Iterable[tree.Node]:  # noqa: ANN401
    """Return the expressions that stand on the statement's own lines."""
    if isinstance(statement, tree.Row):
        yield from statement.items
    elif isinstance(statement, tree.Secret):
        yield from statement.row.items
    elif isinstance(statement, tree.IfBlock):
        yield from (test for test, _ in statement.branches)
    elif isinstance(statement, tree.EveryBlock):
        yield statement.noun
    elif isinstance(statement, tree.ExpectLine):
        yield statement.question
    elif isinstance(statement, tree.SeenClause):
        yield from statement.seers
    elif isinstance(statement, tree.TellLine) and statement.condition is not None:
        yield statement.condition


def is_too_deep(expression: tree.Node) -> bool:
    """Whether the parts of an expression are nested deeper than `MOST_NESTING`.

    Looks at the parts level by level, so no depth is too much for it.
    """
    level: list[tree.Node] = [expression]
    for _ in range(MOST_NESTING):
        below: list[tree.Node] = []
        for node in level:
            for field in fields(node):
                value = getattr(node, field.name)
                parts = value if isinstance(value, tuple) else (value,)
                below.extend(part for part in parts if isinstance(part, tree.Node))
        if not below:
            return False
        level = [node for node in below if not isinstance(node, tree.Name)]
    return bool(level)
