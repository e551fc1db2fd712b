"""Tells the definitions of a text apart and reads each into the small tree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from elsewise.diagnostics import Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.brackets import DEFINITION_WORDS, TokenLine, match_brackets
from elsewise.sabre.matching import DEEPEST, Matcher, TooDeepError
from elsewise.sabre.tokens import (
    is_name,
    is_number,
    is_word,
    may_make_fractions,
    tokenise,
)
from elsewise.sabre.tree import (
    Definition,
    EntityDefinition,
    EventDefinition,
    Expression,
    InitialStatement,
    Literal,
    Name,
    Observing,
    Parameter,
    PropertyDefinition,
    TypeDefinition,
    UtilityDefinition,
)

_PARTS = ("precondition", "effect", "consenting")


@dataclass(frozen=True)
class Definitions:
    """What could be read of a text.

    `broken_words` are the words of definitions that could not be read: nothing is known about
    what they name. `only_whole_numbers`: no number that comes up can have a fraction, so sums may
    be regrouped.
    """

    definitions: tuple[Definition, ...]
    diagnostics: tuple[Diagnostic, ...]
    broken_words: frozenset[str]
    only_whole_numbers: bool


def read_definitions(source: Source) -> Definitions:
    """Read a text into its definitions; what is wrong is reported and left out."""
    tokens, warnings = tokenise(source)
    line, brackets = match_brackets(source, tokens)
    reader = _DefinitionReader(line)
    if not tokens.texts:
        reader.diagnostics.append(diagnose(dialect.EMPTY_FILE, source, Span(0, 0)))
    reader.read()
    return Definitions(
        tuple(reader.definitions),
        (*warnings, *brackets, *reader.diagnostics),
        frozenset(reader.broken_words),
        not warnings and not any(map(may_make_fractions, set(tokens.texts))),
    )


@dataclass(slots=True)
class _Parts:
    """The parts of an event as they are found; of several the last counts."""

    precondition: Expression | None = None
    effect: Expression | None = None
    consenting: tuple[Name, ...] = ()
    observing: Observing | None = None
    seen: set[str] = field(default_factory=set)


class _MistakeError(Exception):
    """A definition cannot be read; `rest` is where a forgotten semicolon lets the next begin."""

    def __init__(self, diagnostic: Diagnostic, rest: int | None = None) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic
        self.rest = rest


def _between(positions: list[int], begin: int, end: int) -> list[int]:
    """Return those of some ascending positions that are in `begin..end`."""
    return positions[bisect_left(positions, begin) : bisect_left(positions, end)]


class _DefinitionReader:
    def __init__(self, line: TokenLine) -> None:
        self.line = line
        self.matcher = Matcher(line)
        self.definitions: list[Definition] = []
        self.diagnostics: list[Diagnostic] = []
        self.broken_words: set[str] = set()

    def read(self) -> None:
        """Read all definitions."""
        end = len(self.line.texts)
        for begin, stop in self.line.split(";", 0, end):
            if begin >= stop:
                self.diagnostics.append(self._empty(begin))
            else:
                self._read_until(begin, stop)

    def _empty(self, position: int) -> Diagnostic:
        return diagnose(
            dialect.EMPTY_STATEMENT, self.line.source, self.line.span(position, position + 1)
        )

    def _give_up(self, begin: int, end: int) -> None:
        self.broken_words.update(word for word in self.line.texts[begin:end] if is_name(word))

    def _read_until(self, begin: int, end: int) -> None:
        """Read one definition, or several with forgotten semicolons between them."""
        while begin < end:
            stop = self._forgotten(begin, end) or end
            if self.line.broken and not self.line.broken.isdisjoint(range(begin, stop)):
                self._give_up(begin, stop)
                begin = stop
                continue
            if stop < end:
                self.diagnostics.append(self._missing_semicolon(stop))
            rest = stop
            try:
                self.definitions.append(self._definition(begin, stop))
            except _MistakeError as mistake:
                self.diagnostics.append(mistake.diagnostic)
                rest = mistake.rest or stop
                self._give_up(begin, rest)
            begin = rest

    def _forgotten(self, begin: int, end: int) -> int | None:
        """Where the next definition begins although there is no semicolon before it."""
        line = self.line
        for position in _between(line.definition_words, begin + 1, end):
            if line.group[position] != line.group[begin]:
                continue
            word, before = line.texts[position], line.texts[position - 1]
            if position + 1 >= end or before in DEFINITION_WORDS:
                continue
            if line.is_name(position + 1):
                return position
            if word == "utility" and self._begins_utility(position, end) and before not in ":,":
                return position
        return None

    def _missing_semicolon(self, position: int) -> Diagnostic:
        return diagnose(
            dialect.MISSING_SEMICOLON, self.line.source, self.line.span(position, position)
        )

    # -- small pieces -----------------------------------------------------------------------

    def _name(self, position: int, end: int, wanted: str) -> Name:
        if position >= end or not self.line.is_name(position):
            raise self._expected(position, end, wanted)
        return Name(self.line.token_span(position), self.line.texts[position])

    def _expected(self, position: int, end: int, wanted: str) -> _MistakeError:
        if position >= end and end < len(self.line.texts):
            found = f'"{self.line.text(end)}"'
            gap = self.line.span(position, position)
            return _MistakeError(
                diagnose(dialect.EXPECTED, self.line.source, gap, wanted=wanted, found=found)
            )
        from elsewise.sabre.mistakes import bad_name

        return _MistakeError(bad_name(self.line, position, wanted))

    def _sign(self, text: str, position: int, end: int) -> int:
        if position >= end or self.line.text(position) != text:
            raise self._expected(position, end, f'"{text}"')
        return position + 1

    def _names(self, begin: int, end: int, wanted: str) -> tuple[Name, ...]:
        names: list[Name] = []
        for left, right in self.line.split(",", begin, end):
            names.append(self._name(left, right, wanted))
            if right - left > 1:
                raise self._expected(left + 1, end, '"," or ";"')
        return tuple(names)

    def _expression(self, begin: int, end: int) -> Expression:
        if begin >= end:
            raise _MistakeError(
                diagnose(
                    dialect.EXPECTED, self.line.source, self.line.span(begin, begin),
                    wanted="an expression", found=f'"{self.line.text(begin)}"',
                )
            )  # fmt: skip
        too_deep: Diagnostic | None = None
        try:
            read = self.matcher.expression(begin, end)
        except TooDeepError as error:
            read = None
            too_deep = self._too_deep(error.position, error.position + 1)
        if read is not None:
            return read
        from elsewise.sabre.mistakes import explain

        try:
            found = explain(self.line, begin, end)
        except RecursionError:
            raise _MistakeError(too_deep or self._too_deep(begin, end)) from None
        if too_deep is not None and found.diagnostic.code is dialect.UNREADABLE:
            raise _MistakeError(too_deep)
        raise self._at_line_break(found.diagnostic, found.position, begin)

    def _too_deep(self, begin: int, end: int) -> Diagnostic:
        span = self.line.span(begin, end)
        return diagnose(dialect.TOO_DEEP, self.line.source, span, deepest=DEEPEST)

    def _at_line_break(self, diagnostic: Diagnostic, position: int, begin: int) -> _MistakeError:
        """Two statements on two lines with nothing between them: a semicolon is missing."""
        line = self.line
        if diagnostic.code is not dialect.MISSING_OPERATOR or line.group[position] != -1:
            return _MistakeError(diagnostic)
        gap = slice(line.token_span(position - 1).end, line.begins[position])
        if "\n" not in line.source.text[gap] or begin >= position:
            return _MistakeError(diagnostic)
        return _MistakeError(self._missing_semicolon(position), position)

    # -- definitions ------------------------------------------------------------------------

    def _definition(self, begin: int, end: int) -> Definition:
        word = self.line.text(begin)
        named = begin + 1 < end and self.line.is_name(begin + 1)
        readers: dict[str, Callable[[int, int], Definition]] = {
            "type": self._type,
            "entity": self._entity,
            "property": self._property,
            "action": self._event,
            "trigger": self._event,
        }
        if word in readers and (named or self.line.text(begin + 1) != "("):
            return readers[word](begin, end)
        if word == "utility" and self._begins_utility(begin, end):
            return self._utility(begin, end)
        statement = self._expression(begin, end)
        return InitialStatement(self.line.span(begin, end), statement)

    def _type(self, begin: int, end: int) -> Definition:
        name = self._name(begin + 1, end, "the name of a type")
        parents: tuple[Name, ...] = ()
        if begin + 2 < end:
            self._sign(":", begin + 2, end)
            parents = self._names(begin + 3, end, "the name of a type")
            if not parents:
                raise self._expected(begin + 3, end, "the name of a type")
        return TypeDefinition(self.line.span(begin, end), name, parents)

    def _entity(self, begin: int, end: int) -> Definition:
        name = self._name(begin + 1, end, "the name of an entity")
        self._sign(":", begin + 2, end)
        types = self._names(begin + 3, end, "the name of a type")
        if not types:
            raise self._expected(begin + 3, end, "the name of a type")
        return EntityDefinition(self.line.span(begin, end), name, types)

    def _parameters(self, opening: int, end: int) -> tuple[Parameter | Name | Literal, ...]:
        self._sign("(", opening, end)
        parameters: list[Parameter | Name | Literal] = []
        for left, right in self.line.split(",", opening + 1, self.line.partner[opening]):
            atom = self.matcher.atom(left, left + 1) if left < right else None
            if atom is None:
                raise self._expected(left, right, "a parameter")
            if right - left == 1:
                parameters.append(atom)
                continue
            name = self._name(left, right, "the name of a parameter")
            self._sign(":", left + 1, right)
            type_name = self._name(left + 2, right, "a type")
            if right - left > 3:
                raise self._expected(left + 3, len(self.line.texts), '"," or ")"')
            parameters.append(Parameter(self.line.span(left, right), name, type_name))
        return tuple(parameters)

    def _property(self, begin: int, end: int) -> Definition:
        name = self._name(begin + 1, end, "the name of a property")
        parameters = self._parameters(begin + 2, end)
        behind = self._sign(":", self.line.partner[begin + 2] + 1, end)
        type_name = self._name(behind, end, "a type")
        if behind + 1 < end:
            raise self._behind(behind + 1)
        return PropertyDefinition(self.line.span(begin, end), name, parameters, type_name)

    def _behind(self, position: int) -> _MistakeError:
        """Something follows where a definition is complete."""
        if is_word(self.line.texts[position]):
            return _MistakeError(self._missing_semicolon(position), position)
        return self._expected(position, len(self.line.texts), '";"')

    def _begins_utility(self, begin: int, end: int) -> bool:
        if self.line.text(begin + 1) != "(":
            return begin + 1 < end and self.line.text(begin + 1) == ":"
        return self.line.text(self.line.partner[begin + 1] + 1) == ":"

    def _utility(self, begin: int, end: int) -> Definition:
        self._sign("(", begin + 1, end)
        closing = self.line.partner[begin + 1]
        owner = None
        if closing > begin + 2:
            owner = self._name(begin + 2, closing, "the name of a character")
            if closing > begin + 3:
                raise self._expected(begin + 3, end, '")"')
        value = self._expression(closing + 2, end)
        return UtilityDefinition(self.line.span(begin, end), owner, value)

    # -- events -----------------------------------------------------------------------------

    def _event(self, begin: int, end: int) -> Definition:
        line = self.line
        is_action = line.text(begin) == "action"
        name = self._name(begin + 1, end, "a name")
        parameters = self._parameters(begin + 2, end)
        opening = line.partner[begin + 2] + 1
        self._sign("{", opening, end)
        closing = line.partner[opening]
        parts = _Parts()
        for left, right in line.split(";", opening + 1, closing):
            if left >= right:
                self.diagnostics.append(self._empty(left))
            while left < right:
                stop = self._forgotten_in_event(left, right) or right
                if stop < right:
                    self.diagnostics.append(self._missing_semicolon(stop))
                try:
                    self._part(parts, is_action, left, stop)
                except _MistakeError as mistake:
                    self.diagnostics.append(mistake.diagnostic)
                left = stop
        definition = EventDefinition(
            line.span(begin, closing + 1), is_action, name, parameters,
            parts.precondition, parts.effect, parts.consenting, parts.observing,
        )  # fmt: skip
        if closing + 1 < end:
            self.definitions.append(definition)
            self.diagnostics.append(self._missing_semicolon(closing + 1))
            return self._definition(closing + 1, end)
        return definition

    def _forgotten_in_event(self, begin: int, end: int) -> int | None:
        line = self.line
        for position in _between(line.part_words, begin + 2, end):
            if line.group[position] != line.group[begin]:
                continue
            word, before = line.texts[position], line.texts[position - 1]
            ends = is_name(before) or is_number(before) or before in (")", "?")
            if word in _PARTS and line.text(position + 1) == ":" and (ends or before == ":"):
                return position
            if word == "observing" and line.text(position + 1) == "(" and ends:
                return position
        return None

    def _part(self, parts: _Parts, is_action: bool, begin: int, end: int) -> None:
        line = self.line
        word = line.text(begin)
        known = ("precondition", "effect", "consenting", "observing")
        if word not in known[: 4 if is_action else 2]:
            wanted = '"precondition", "effect", "consenting" or "observing"'
            raise self._expected(begin, end, wanted if is_action else '"precondition" or "effect"')
        if word in parts.seen:
            span = line.token_span(begin)
            self.diagnostics.append(diagnose(dialect.REPEATED, line.source, span, what=f'"{word}"'))
        parts.seen.add(word)
        if word == "observing":
            parts.observing = self._observing(begin, end)
            return
        behind = self._sign(":", begin + 1, end)
        if word == "precondition":
            parts.precondition = self._expression(behind, end)
        elif word == "effect":
            parts.effect = self._expression(behind, end)
        else:
            parts.consenting = self._consenting(behind, end)

    def _observing(self, begin: int, end: int) -> Observing:
        line = self.line
        self._sign("(", begin + 1, end)
        closing = line.partner[begin + 1]
        variable = self._name(begin + 2, closing, "the name of a variable")
        self._sign(":", begin + 3, closing)
        type_name = self._name(begin + 4, closing, "a type")
        self._sign(")", begin + 5, end)
        behind = self._sign(":", closing + 1, end)
        return Observing(line.span(begin, end), variable, type_name, self._expression(behind, end))

    def _consenting(self, begin: int, end: int) -> tuple[Name, ...]:
        line = self.line
        while line.text(begin) == "(" and line.partner[begin] == end - 1:
            begin, end = begin + 1, end - 1
        return self._names(begin, end, "the name of a character") if begin < end else ()
