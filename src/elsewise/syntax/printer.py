"""Trees to text, in the one canonical form.

Reading the text again gives an equal tree, and printing that the same text. So rows stay as they
are: two effects on one line stay on one line. Lines are at most 100 columns wide where the
language lets them go on below: before `and` and `or`, and inside the brackets of a signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from elsewise.diagnostics import NOWHERE
from elsewise.syntax import tree
from elsewise.syntax.layout import WIDTH, comment_lines, filled, in_quotes, quoted, wrapped
from elsewise.syntax.print_declared import format_entity, format_signature, format_values
from elsewise.syntax.print_expressions import (
    format_argument,
    format_condition,
    format_expression,
    format_noun,
    format_number,
)

__all__ = ["format_expression", "format_file", "format_lines"]

STEP = 2
CLAUSE_COLUMN = 8
"""Clauses that fit on one line are aligned: their words are padded to this width."""

ONE_LINERS = (
    tree.WorldLine,
    tree.TypeLine,
    tree.EntityLine,
    tree.FactLine,
    tree.LimitsLine,
    tree.ChoosesLine,
    tree.ExplainedLine,
    tree.DeadlineLine,
)


def format_file(file: tree.File) -> str:
    """Return the canonical text of a tree, comments included.

    Raises ValueError if a line of the tree is `Broken`: its text is not known.
    """
    printer = _Printer()
    before: tree.Declaration | None = None
    for declaration in file.declarations:
        printer.declaration(declaration, before)
        before = declaration
    printer.comments(0, file.closing_comments)
    while printer.lines[-1:] == [""]:
        printer.lines.pop()
    return "".join(f"{line}\n" for line in printer.lines)


def format_lines(lines: Sequence[tree.Line]) -> str:
    """Return the lines of a block, without indentation and without a line break at the end."""
    printer = _Printer()
    printer.block(0, lines)
    return "\n".join(printer.lines)


class _Printer:
    """Collects lines. `indent` is in columns everywhere."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    # -- lines and comments ---------------------------------------------------------------------

    def emit(
        self, indent: int, text: str, behind: str | None = None, signature: bool = False
    ) -> None:
        """Add one logical line, wrapped where it is too long, and the comment behind it."""
        self.lines.extend(wrapped(indent, text, signature))
        if behind is not None:
            self.lines[-1] += f"  {comment_lines(behind)[0]}"

    def comments(self, indent: int, comments: Iterable[str | None]) -> None:
        """Add comments on lines of their own; None is an empty line."""
        for text in comments:
            if text is None:
                self.blank()
            else:
                self.lines.extend(f"{' ' * indent}{part}" for part in comment_lines(text))

    def blank(self) -> None:
        """Add an empty line, except at the beginning and behind another."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def before(self, indent: int, statement: tree.Statement, first: bool = False) -> str | None:
        """Print what stands before a statement; return the comment behind its first line."""
        comments = statement.trivia.before
        blank = statement.trivia.blank or comments[:1] == (None,)
        if blank and not first:
            self.blank()
        self.comments(indent, dropwhile(lambda text: text is None, comments))
        return statement.trivia.behind

    def after(self, indent: int, statement: tree.Statement) -> None:
        """Print the comments at the end of a block."""
        texts = [*statement.trivia.after]
        while texts and texts[-1] is None:
            texts.pop()
        self.comments(indent, texts)

    # -- blocks ---------------------------------------------------------------------------------

    def block(self, indent: int, lines: Iterable[tree.Line | tree.WantsBlock]) -> None:
        """Print the lines of a block; of a fork also what is wanted besides."""
        for position, line in enumerate(lines):
            behind = self.before(indent, line, first=position == 0)
            match line:
                case tree.Row():
                    self.emit(indent, _row(line), behind)
                case tree.Text(text):
                    self.emit(indent, quoted(text), behind)
                case tree.BelievesBlock(minds, body):
                    head = " ".join(f"{mind.text} believes" for mind in minds)
                    self.emit(indent, head, behind)
                    self.block(indent + STEP, body)
                case tree.Secret(knowers, row):
                    names = " and ".join(name.text for name in knowers)
                    verb = "know" if knowers[1:] else "knows"
                    self.emit(indent, f"only {names} {verb} {_row(row)}", behind)
                case tree.EveryBlock(noun, body):
                    self.emit(indent, f"every {format_noun(noun)}", behind)
                    self.block(indent + STEP, body)
                case tree.IfBlock():
                    self.if_block(indent, line, behind)
                case tree.WantsBlock(subject, wanted):
                    self.body(indent, f"{_seer(subject)} wants", wanted, behind)
                case tree.Broken():
                    raise _broken()
            self.after(indent, line)

    def if_block(self, indent: int, block: tree.IfBlock, behind: str | None) -> None:
        """Print `if`, `else if` and `else` with their blocks."""
        word = "if"
        for test, body in block.branches:
            self.emit(indent, f"{word} {format_expression(test)}", behind)
            self.block(indent + STEP, body)
            word, behind = "else if", None
        if block.otherwise is not None:
            self.emit(indent, "else")
            self.block(indent + STEP, block.otherwise)

    def body(self, indent: int, word: str, body: tree.Body, behind: str | None) -> None:
        """Print what a word introduces: on its line if that is one row and fits, else below."""
        first = body[0]
        if len(body) == 1 and isinstance(first, tree.Row) and _is_plain(first):
            text = f"{word} {_row(first)}"
            if indent + len(text) <= WIDTH:
                self.emit(indent, text, behind)
                return
        self.emit(indent, word.rstrip(), behind)
        self.block(indent + STEP, body)

    def tell(
        self, indent: int, word: str, lines: tuple[tree.TellLine, ...], behind: str | None
    ) -> None:
        """Print templates: one on the line of `tell` if it fits, else all below."""
        if len(lines) == 1 and _is_plain(lines[0]):
            self.told_alone(indent, word, lines[0], behind)
            return
        self.emit(indent, word.rstrip(), behind)
        comment = self.before(indent + STEP, lines[0], first=True)
        self.told(indent + STEP, lines, comment)

    def told(self, indent: int, lines: Sequence[tree.TellLine], behind: str | None) -> None:
        """Print templates below `tell`; what stands before the first is printed already."""
        for position, line in enumerate(lines):
            comment = self.before(indent, line) if position else behind
            self.emit(indent, _told(line), comment)
            self.after(indent, line)

    def told_alone(
        self,
        indent: int,
        word: str,
        line: tree.TellLine,
        behind: str | None = None,
        behind_line: str | None = None,
    ) -> int:
        """Print one template, on the line of `tell` if it fits; return its indentation.

        `behind` is the comment of `tell`, `behind_line` that of the template.
        """
        text = f"{word} {_told(line)}"
        if indent + len(text) <= WIDTH:
            self.emit(indent, text, behind if behind_line is None else behind_line)
            return indent
        self.emit(indent, word.rstrip(), behind)
        self.emit(indent + STEP, _told(line), behind_line)
        return indent + STEP

    def clause(self, clause: tree.Clause, first: bool) -> None:
        """Print a clause of an event or ending."""
        behind = self.before(STEP, clause, first=first)
        match clause:
            case tree.IfClause(body):
                self.body(STEP, _padded("if"), body, behind)
            case tree.ThenClause(body):
                self.body(STEP, _padded("then"), body, behind)
            case tree.ByClause(names):
                self.emit(STEP, f"{_padded('by')} {_names(names)}", behind)
            case tree.TakesClause(duration, names):
                time = format_number(duration.value) if duration.value else "nothing"
                of = f" of {_names(names)}" if names else ""
                self.emit(STEP, f"{_padded('takes')} {time}{of}", behind)
            case tree.BeforeClause(deadline):
                self.emit(STEP, f"{_padded('before')} {deadline.text}", behind)
            case tree.AfterClause(deadline):
                self.emit(STEP, f"{_padded('after')} {deadline.text}", behind)
            case tree.SeenClause(seers):
                shown = ", ".join(_seer(seer) for seer in seers)
                self.emit(STEP, f"{_padded('seen by')} {shown}", behind)
            case tree.TellClause(lines):
                self.tell(STEP, _padded("tell"), lines, behind)
            case tree.Text(text):
                self.emit(STEP, quoted(text), behind)
            case tree.Broken():
                raise _broken()
        self.after(STEP, clause)

    # -- declarations ---------------------------------------------------------------------------

    def declaration(self, declaration: tree.Declaration, before: tree.Declaration | None) -> None:
        """Print a declaration, with an empty line before it where a built tree needs one."""
        if before is not None and declaration.span == NOWHERE and _apart(before, declaration):
            self.blank()
        behind = self.before(0, declaration)
        match declaration:
            case tree.StartBlock(body):
                self.emit(0, "start", behind)
                self.block(STEP, body)
            case tree.EventBlock(kind, signature, clauses):
                self.emit(0, f"{kind.value} {format_signature(signature)}", behind, signature=True)
                self.clauses(clauses)
            case tree.WantsBlock(subject, body):
                self.body(0, f"{_seer(subject)} wants", body, behind)
            case tree.EndingBlock():
                self.ending(declaration, behind)
            case tree.ForkBlock(name, lines):
                self.emit(0, f"fork {name.text}", behind)
                self.block(STEP, lines)
            case tree.EntityLine():
                self.entities(declaration, behind)
            case tree.FactLine():
                self.fact(declaration, behind)
            case tree.Broken():
                raise _broken()
            case _:
                self.one_line(declaration, behind)
        self.after(0, declaration)

    def one_line(
        self,
        line: tree.WorldLine
        | tree.TypeLine
        | tree.ExpectLine
        | tree.LimitsLine
        | tree.ChoosesLine
        | tree.ExplainedLine
        | tree.DeadlineLine,
        behind: str | None,
    ) -> None:
        """Print a declaration that is one line, apart from texts."""
        match line:
            case tree.WorldLine(name, texts):
                self.emit(0, f"world {name.text}", behind)
                self.texts(0, texts)
            case tree.TypeLine(names, parents):
                tail = f" is {_names(parents)}" if parents else ""
                self.emit(0, f"type {_names(names)}{tail}", behind)
            case tree.ExpectLine(question):
                self.emit(0, f"expect {format_expression(question)}", behind)
            case tree.LimitsLine(limits):
                shown = (f"{name.text} {format_number(number.value)}" for name, number in limits)
                self.emit(0, f"limits {', '.join(shown)}", behind)
            case tree.ChoosesLine(subject, within):
                tolerance = "" if within is None else f" within {format_number(within.value)}"
                self.emit(0, f"{subject.text} chooses{tolerance}", behind)
            case tree.ExplainedLine(subject):
                self.emit(0, f"{subject.text} is explained", behind)
            case tree.DeadlineLine(name, length):
                self.emit(0, f"deadline {name.text} {format_number(length.value)}", behind)

    def texts(self, indent: int, texts: Iterable[tree.Text]) -> None:
        """Print lines that are only strings."""
        for position, text in enumerate(texts):
            comment = self.before(indent, text, first=position == 0)
            self.emit(indent, quoted(text.text), comment)
            self.after(indent, text)

    def clauses(self, clauses: Iterable[tree.Clause]) -> None:
        """Print the clauses of an event or ending."""
        for position, clause in enumerate(clauses):
            self.clause(clause, first=position == 0)

    def ending(self, ending: tree.EndingBlock, behind: str | None) -> None:
        """Print an ending: on one line if it has one condition only, and that fits."""
        head = f"ending {ending.name.text}"
        clause = ending.clauses[0]
        if len(ending.clauses) == 1 and isinstance(clause, tree.IfClause) and _is_plain(clause):
            row = clause.body[0]
            if len(clause.body) == 1 and isinstance(row, tree.Row) and _is_plain(row):
                text = f"{head} if {_row(row)}"
                if len(text) <= WIDTH:
                    self.emit(0, text, behind)
                    return
        self.emit(0, head, behind)
        self.clauses(ending.clauses)

    def entities(self, line: tree.EntityLine, behind: str | None) -> None:
        """Print entities: on one line if they stood on one and fit, else below their type."""
        shown = [format_entity(item) for item in line.entities]
        text = f"{line.type.text} {', '.join(shown)}"
        plain = all(_is_plain(item) for item in line.entities)
        rows: list[list[str]] = [[]]
        for item, said in zip(line.entities, shown, strict=True):
            if item.new_line and rows[-1]:
                rows.append([])
            rows[-1].append(said)
        if plain and len(rows) == 1 and len(text) <= WIDTH:
            self.emit(0, text, behind)
            return
        self.emit(0, line.type.text, behind)
        if plain:
            for part in (part for row in rows for part in filled(row, WIDTH - STEP)):
                self.emit(STEP, part)
            return
        for position, item in enumerate(line.entities):
            comment = self.before(STEP, item, first=position == 0)
            self.emit(STEP, format_entity(item), comment)
            self.after(STEP, item)

    def fact(self, fact: tree.FactLine, behind: str | None) -> None:
        """Print a fact, and below it its texts and templates."""
        values = f": {format_values(fact.values)}" if fact.values is not None else ""
        initial = f" = {format_argument(fact.initial)}" if fact.initial is not None else ""
        head = f"fact {format_signature(fact.signature)}{values}{initial}"
        self.emit(0, head, behind, signature=True)
        self.texts(STEP, fact.texts)
        if not fact.tell:
            return
        # The line of `tell` has no comments of its own here: they are its first template's.
        comment = self.before(STEP, fact.tell[0], first=not fact.texts)
        if len(fact.tell) == 1:
            indent = self.told_alone(STEP, "tell", fact.tell[0], behind_line=comment)
            self.after(indent, fact.tell[0])
        else:
            self.emit(STEP, "tell")
            self.told(2 * STEP, fact.tell, comment)


def _broken() -> ValueError:
    return ValueError("a tree with broken lines cannot be printed")


def _is_plain(statement: tree.Statement) -> bool:
    """Whether a statement may share the line of another: no comments belong to it."""
    trivia = statement.trivia
    comments = (*trivia.before, trivia.behind, *trivia.after)
    return all(comment is None for comment in comments)


def _apart(before: tree.Declaration, declaration: tree.Declaration) -> bool:
    """Whether an empty line stands between two declarations that no author wrote."""
    both_lines = isinstance(before, ONE_LINERS) and isinstance(declaration, ONE_LINERS)
    same = type(before) is type(declaration)
    return not (both_lines or same) or isinstance(declaration, tree.EventBlock)


def _padded(word: str) -> str:
    return word.ljust(CLAUSE_COLUMN - 1)


def _names(names: Iterable[tree.Name]) -> str:
    return ", ".join(name.text for name in names)


def _row(row: tree.Row) -> str:
    return ", ".join(map(format_expression, row.items))


def _told(line: tree.TellLine) -> str:
    text = in_quotes(line.template)
    return text if line.condition is None else f"{text} if {format_condition(line.condition)}"


def _seer(seer: tree.Name | tree.Noun) -> str:
    return seer.text if isinstance(seer, tree.Name) else f"every {format_noun(seer)}"
