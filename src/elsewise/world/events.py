"""Reading what can happen, and the endings: actions, triggers, and their clauses."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import world_declarations as declaration_codes
from elsewise.diagnostics.catalogue import world_events as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.clocks import TimeOfEvent, in_time, passing
from elsewise.world.conditions import read_requirements
from elsewise.world.effects import read_effects, together
from elsewise.world.event_review import review_event
from elsewise.world.expressions import And, Constant, Effect, Expression, Term, Variable
from elsewise.world.facts import MOST_COMPARED, parameters_key, parameters_meet, read_roles
from elsewise.world.model import Ending, EventKind, EventRule, EverySeer, Seer, Template
from elsewise.world.quantifiers import read_noun, warn_if_hidden
from elsewise.world.references import read_character
from elsewise.world.table import NO_NAMES, Scope, Table
from elsewise.world.templates import Slots, read_templates
from elsewise.world.types import CHARACTER, EntityType
from elsewise.world.values import read_condition

_KINDS = {
    tree.EventKind.ACTION: EventKind.ACTION,
    tree.EventKind.TRIGGER: EventKind.TRIGGER,
}


def read_events(
    table: Table, declarations: tuple[tree.Declaration, ...]
) -> tuple[tuple[EventRule, ...], tuple[EventRule, ...]]:
    """Return the actions and the triggers, each in the order of the text."""
    found: list[EventRule] = []
    by_name: dict[str, list[EventRule]] = {}
    for block in declarations:
        if isinstance(block, tree.EventBlock):
            event = read_event(table, block)
            known = by_name.setdefault(event.name, [])
            if _is_new(table, known, event):
                known.append(event)
                found.append(event)
    if table.clocks is not None:
        found.append(passing(table.clocks))
    return (
        tuple(event for event in found if event.kind is EventKind.ACTION),
        tuple(event for event in found if event.kind is EventKind.TRIGGER),
    )


def _is_new(table: Table, known: list[EventRule], event: EventRule) -> bool:
    """Check an event against those of the same name; False if it is one of them again."""
    key = ("event", event.name, parameters_key(event.parameters))
    first = table.first_spans.setdefault(key, event.span)
    if first != event.span:
        related = ((first, "first here"),)
        table.reports.add(codes.REPEATED_EVENT, event.span, name=event.name, related=related)
        return False
    for other in known[-MOST_COMPARED:]:
        if len(other.parameters) != len(event.parameters):
            continue
        if parameters_meet(table, other.parameters, event.parameters):
            related = ((other.span, "first here"),)
            table.reports.add(
                warnings.OVERLAPPING_EVENTS, event.span, name=event.name, related=related
            )
    return True


def read_event(table: Table, block: tree.EventBlock) -> EventRule:
    """Return an action or trigger; what is faulty in it has been reported and is left out."""
    before = table.reports.skipped
    parameters, faulty = read_roles(table, block.signature, nameless=False)
    scope = _scope(table, block, parameters, faulty)
    reader = _ClauseReader(table, scope, Slots(parameters))
    kind = _KINDS[block.kind]
    for clause in block.clauses:
        reader.read(clause)
    # That nobody does or sees a trigger has been said where the text was read.
    is_trigger = kind is EventKind.TRIGGER
    by = () if is_trigger else reader.by
    conditions, effects = in_time(table, scope, reader.time, kind, by)
    said = And(()) if reader.condition is None else reader.condition
    event = EventRule(
        kind,
        block.signature.name.text,
        parameters,
        And((said, *conditions)) if conditions else said,
        together((*reader.effects, *effects)),
        by,
        () if is_trigger else reader.seen_by,
        reader.tell,
        tuple(reader.texts),
        reader.time.after is not None and not is_trigger,
        block.signature.span,
    )
    if not faulty and table.reports.skipped == before:
        review_event(table, block, event)
    return event


def _scope(
    table: Table, block: tree.EventBlock, parameters: tuple[Term, ...], faulty: bool
) -> Scope:
    for role in block.signature.roles:
        if isinstance(role, tree.Role) and role.name is not None:
            warn_if_hidden(table, NO_NAMES, role.name, "role")
    variables = {p.name: p for p in parameters if isinstance(p, Variable)}
    declared = {r.name.text for r in block.signature.roles if isinstance(r, tree.Role) and r.name}
    return Scope(variables, frozenset(declared - variables.keys()), faulty)


class _ClauseReader:
    """Reads the clauses of one event or ending, and holds what they say."""

    def __init__(self, table: Table, scope: Scope, slots: Slots) -> None:
        self.table = table
        self.scope = scope
        self.slots = slots
        self.condition: Expression | None = None
        self.effects: tuple[Effect, ...] = ()
        self.by: tuple[Term, ...] = ()
        self.seen_by: tuple[Seer, ...] | None = None
        self.tell: tuple[Template, ...] = ()
        self.texts: list[str] = []
        self.time = TimeOfEvent()

    def read(self, clause: tree.Clause) -> None:
        """Read one clause."""
        table = self.table
        match clause:
            case tree.IfClause(body):
                self.condition = read_requirements(table, self.scope, body)
            case tree.ThenClause(body):
                self.effects = read_effects(table, self.scope, body)
            case tree.ByClause(names):
                self.by = self._read_by(names)
            case tree.SeenClause():
                self.seen_by = self._read_seers(clause)
            case tree.TellClause(lines):
                self.tell = read_templates(table, self.scope, lines, self.slots)
            case tree.Text(text):
                self.texts.append(text)
            case tree.Broken():
                table.reports.skipped += 1
            case _:
                self.time.read(clause)

    def _read_by(self, names: tuple[tree.Name, ...]) -> tuple[Term, ...]:
        found: list[Term] = []
        for name in names:
            with self.table.reports.skipping():
                found.append(read_character(self.table, self.scope, name))
        return tuple(dict.fromkeys(found))

    def _read_seers(self, clause: tree.SeenClause) -> tuple[Seer, ...] | None:
        words = [s.text for s in clause.seers if isinstance(s, tree.Name)]
        for word in ("everyone", "nobody"):
            if word in words:
                if len(clause.seers) > 1:
                    self.table.reports.add(codes.EVERYONE_AND_OTHERS, clause.span, word=word)
                return None if word == "everyone" else ()
        found: list[Seer] = []
        for seer in clause.seers:
            with self.table.reports.skipping():
                if isinstance(seer, tree.Name):
                    found.append(read_character(self.table, self.scope, seer))
                else:
                    found.append(self._read_every(seer))
        return tuple(found)

    def _read_every(self, noun: tree.Noun) -> EverySeer:
        variable, condition, _ = read_noun(self.table, self.scope, noun, read_condition)
        if not self.table.fits(variable.type, EntityType(CHARACTER)):
            raise self.table.reports.fault(
                codes.SEER_WITHOUT_MIND,
                noun.type.span,
                what=self.table.describe(variable.type),
                suggestion=f"Write every character {noun.name.text} with …",
            )
        return EverySeer(variable, condition)


def read_endings(table: Table, declarations: tuple[tree.Declaration, ...]) -> tuple[Ending, ...]:
    """Return the endings, in the order of the text."""
    found: dict[str, Ending] = {}
    for block in declarations:
        if not isinstance(block, tree.EndingBlock):
            continue
        ending = _read_ending(table, block)
        known = found.setdefault(ending.name, ending)
        if known is not ending:
            table.reports.add(
                declaration_codes.REPEATED_ENDING,
                block.name.span,
                name=ending.name,
                related=((known.span, "first here"),),
            )
    return tuple(found.values())


def _read_ending(table: Table, block: tree.EndingBlock) -> Ending:
    reader = _ClauseReader(table, NO_NAMES, Slots((), sentence=True))
    before = table.reports.skipped
    for clause in block.clauses:
        reader.read(clause)
    if reader.condition is None and table.reports.skipped == before:
        table.reports.add(codes.ENDING_WITHOUT_IF, block.name.span, name=block.name.text)
    return Ending(
        block.name.text,
        reader.condition if reader.condition is not None else Constant(False),
        reader.tell,
        tuple(reader.texts),
        block.name.span,
    )
