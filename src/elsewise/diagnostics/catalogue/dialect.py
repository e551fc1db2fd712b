"""Codes about texts in the peer's language."""

from __future__ import annotations

from elsewise.diagnostics.code import Code, Severity

_TWO = "entity Ann : character; entity Ben : character;\n"


def _error(name: str, message: str, explanation: str, example: str) -> Code:
    return Code(f"sabre-{name}", Severity.ERROR, message, explanation, _TWO + example, "sabre")


def _warning(name: str, message: str, explanation: str, example: str) -> Code:
    return Code(f"sabre-{name}", Severity.WARNING, message, explanation, _TWO + example, "sabre")


# -- how it is written ------------------------------------------------------------------------

EMPTY_FILE = Code(
    "sabre-empty-file",
    Severity.ERROR,
    "There is nothing in this file.",
    "A problem needs at least one definition; a file of comments alone is none.",
    "// all is still to be written\n",
    "sabre",
)
UNTERMINATED_COMMENT = _warning(
    "unterminated-comment",
    "This comment is never closed, so the rest of the file is not read.",
    "A comment that begins with `/*` ends at the next `*/`. Close it where it was meant to end.",
    "utility(): 0; /* the rest is lost",
)
UNCLOSED_BRACKET = _error(
    "unclosed-bracket",
    'This "{bracket}" is never closed.',
    "Every bracket needs its partner, before the semicolon that ends the definition.",
    "property p() : boolean; property q() : boolean;\n(p() & q();",
)
STRAY_BRACKET = _error(
    "stray-bracket",
    'This "{bracket}" closes nothing.',
    "There is a closing bracket too many, or the opening one is missing.",
    "property p() : boolean;\np());",
)
MISSING_SEMICOLON = _error(
    "missing-semicolon",
    'A ";" is missing here.',
    "Definitions, statements and the parts of an action are separated by semicolons; also behind "
    "the `}` of an action or trigger, if something follows.",
    "property p() : boolean\nproperty q() : boolean;",
)
EMPTY_STATEMENT = _error(
    "empty-statement",
    "There is nothing before this semicolon.",
    "One semicolon is enough. Take away the second one.",
    "property p() : boolean;;\np();",
)
EXPECTED = _error(
    "expected",
    "Expected {wanted} here, not {found}.",
    "The definition goes on otherwise than such a definition does. Compare it with its form: "
    "`type a : b`, `entity A : a`, `property p(x : a) : boolean`, "
    "`action act(x : a) { precondition: …; effect: …; consenting: x; observing(c : b): …; }`, "
    "`utility(A) : …`.",
    "entity Cat;",
)
ARROW = _error(
    "arrow",
    'There is no "->" in this language.',
    "Say the same with `if`: `if(a) b` holds where `a` does not hold, or `b` does.",
    "property p() : boolean; property q() : boolean;\n"
    "action act() { precondition: p() -> q(); effect: p(); };",
)
UNARY_MINUS = _error(
    "unary-minus",
    "A minus sign needs something on its left, unless it begins a number.",
    "`-1` is a number, but `-x()` does not exist. Write `0 - x()`.",
    "property x() : number;\nx() = - x();",
)
GLUED_MINUS = _error(
    "glued-minus",
    "This is the number -{number}, not a subtraction.",
    "A minus sign directly before a digit belongs to the number. Put a space between them: "
    "`x() - 1`.",
    "property x() : number;\nx() = x() -1;",
)
ELSE_IF = _error(
    "else-if",
    'Write "elseif" as one word.',
    "A further case is written `elseif(…)`; or put brackets around it: `else (if(…) … else …)`.",
    "property x() : number;\nutility(): if(x() == 1) 1 else if(x() == 2) 2 else 0;",
)
DOUBLED_OPERATOR = _error(
    "doubled-operator",
    '"{double}" does not exist here; write "{single}".',
    "And is `&`, or is `|`, equality is `==`.",
    "property p() : boolean; property q() : boolean;\np() && q();",
)
STRING = _error(
    "string",
    "Texts in quotes mean nothing in this language.",
    "Names are written without quotes. Notes for people go into comments: `// like this`.",
    'property p() : boolean;\np() = "yes";',
)
BAD_NUMBER = _error(
    "bad-number",
    "{number} is not a number.",
    "Numbers are digits with at most one point: `12`, `-0.5`. There is no exponent (`1e3`).",
    "property x() : number;\nx() = 1e3;",
)
BAD_NAME = _error(
    "bad-name",
    "{name} is not a name.",
    "A name begins with a letter. If `?` for unknown was meant, put a space before it.",
    "property x() : number;\nx() = _low;",
)
NESTED_ARGUMENT = _error(
    "nested-argument",
    "Only a name or a value can stand here, not another fluent.",
    "Arguments, and the first word after `believes(`, are variables, entities or values. Take one "
    "more parameter for the value: `owner(coin) == holder & at(holder) == place`.",
    "property friend(c : character) : character;\nfriend(friend(Ann)) = Ben;",
)
MISSING_OPERATOR = _error(
    "missing-operator",
    'Something is missing between "{left}" and "{right}".',
    "Two things stand side by side. Between conditions or effects write `&` or `|`; between "
    "statements, `;`.",
    "property p() : boolean; property q() : boolean;\np() q();",
)
MISSING_OPERAND = _error(
    "missing-operand",
    "Something is missing {before}.",
    "A sign such as `&`, `==` or `+` needs something on both sides.",
    "property x() : number;\nx() = ;",
)
WRITTEN_OUT = _error(
    "written-out",
    '"{word}" is written "{sign}" in this language.',
    "And, or and not are signs: `&`, `|`, `!`. Equality is `==`; there is no `then`.",
    "property p() : boolean; property q() : boolean;\np() and q();",
)
UNREADABLE = _error(
    "unreadable",
    "This cannot be read as it stands; put brackets around what belongs together.",
    "The language reads the loosest sign first: `&`, then `|`, then `!`, `if`, `forall`, `=`, "
    "comparisons, and last `*`, `/`, `+`, `-`. An `if … else …` with `&` before it needs brackets "
    "around the whole.",
    "property p() : boolean; property q() : boolean;\np() & if(p()) p() & q() else q();",
)
TOO_DEEP = _error(
    "too-deep",
    "This nests deeper than {deepest} levels.",
    "Sums and differences nest too: each `+` is one level. Split the expression, for example with "
    "a property for a part of it.",
    "utility(): " + "(" * 120 + "1" + ")" * 120 + ";",
)
NUMBER_TOO_LARGE = _error(
    "number-too-large",
    "This number is too large.",
    "Numbers may be as large as 9007199254740992 (2 to the power of 53), up to which whole numbers "
    "are exact.",
    "utility(): 99999999999999999999;",
)

# -- names and types --------------------------------------------------------------------------

UNKNOWN_TYPE = _error(
    "unknown-type",
    "There is no type called {name}.",
    "Declare it: `type place;`. Only types behind `type …:` and `entity …:` need no declaration.",
    "type place;\nproperty at(c : character) : plaec;",
)
UNKNOWN_NAME = _error(
    "unknown-name",
    "There is nobody and nothing called {name}.",
    "The name is neither an entity nor a variable that is known at this place.",
    "property at(c : character) : character;\nat(Anne) = Ben;",
)
OUT_OF_REACH = _error(
    "out-of-reach",
    "{name} is not known here: what introduces it ends before.",
    "`forall(x : t) P & Q` means `(forall(x : t) P) & Q`. Put brackets around all that is said "
    "about the variable: `forall(x : t) (P & Q)`.",
    "property p(c : character) : boolean; property q(c : character) : boolean;\n"
    "forall(c : character) p(c) & q(c);",
)
UNKNOWN_FACT = _error(
    "unknown-property",
    "There is no property called {name}.",
    "Declare it: `property name(x : t) : boolean;`.",
    "property alive(c : character) : boolean;\nalife(Ann);",
)
WRONG_ARGUMENTS = _error(
    "wrong-arguments",
    "These arguments do not fit {name}; there is {forms}.",
    "The number of arguments must agree, and each must be of the declared type or a subtype. For a "
    "variable its declared type counts.",
    "type place; entity Home : place;\nproperty at(c : character) : place;\nat(Home) = Home;",
)
NOT_A_CHARACTER = _error(
    "not-a-character",
    "{name} is not a character.",
    "Only characters believe, consent and want.",
    "entity Stone : thing;\nproperty p() : boolean;\nbelieves(Stone, p());",
)
NOT_AN_OBSERVER = _error(
    "not-an-observer",
    "Not every character is of this type.",
    "The variable of `observing` runs through all characters: its type is `character` or a type "
    "above it. Ask for more in the condition: `observing(c : character): c : guard & …`.",
    "type guard : character;\naction act() { observing(g : guard): True; };",
)
WRONG_TYPE = _error(
    "wrong-type",
    "A {wanted} is needed here.",
    "Conditions, `&`, `|`, `!`, `forall` and `exists` need booleans; `+ - * /`, `sum` and "
    "`product` need numbers.",
    "property x() : number; property p() : boolean;\nif(x()) p();",
)
CANNOT_ASSIGN = _error(
    "cannot-assign",
    "This is not always a {wanted}, so it cannot be assigned here.",
    "What is assigned must be of the property's type or a subtype. For a variable or a fluent its "
    "declared type counts.",
    "type place;\nproperty at(c : character) : place;\nat(Ann) = Ben;",
)
UNKNOWN_YES_NO = _error(
    "unknown-boolean",
    "A boolean is true or false, never unknown.",
    "Only numbers and entities can be `?`. For a third answer use a property with entities as "
    "values.",
    "property p() : boolean;\nbelieves(Ann, p() = ?);",
)
UNKNOWN_ARGUMENT = _error(
    "unknown-argument",
    '"?" cannot be an argument or a parameter.',
    "Arguments are variables, entities or values that are known.",
    "property likes(c : character) : boolean;\nlikes(?);",
)
NUMBER_VARIABLE = _error(
    "number-variable",
    "A variable cannot be a number.",
    "Variables stand for entities or booleans, which can be counted through.",
    "property cost(n : number) : number;",
)
BASIC_TYPE = _error(
    "basic-type",
    "{name} has no subtypes, supertypes or entities.",
    "`boolean` and `number` stand alone. Use them as the type of a property.",
    "type price : number;",
)
TYPE_CYCLE = _error(
    "type-cycle",
    "{name} cannot be below {parent}, which is below {name} itself.",
    "A type is below its parents, and theirs; it never comes back to itself. Everything is below "
    "`entity`.",
    "type a : b; type b : a;",
)
SIMILAR_TYPE = _warning(
    "similar-type",
    "{name} is not declared, so it becomes a new type.",
    "A type that is only named as a parent, or as the type of an entity, is declared by it. This "
    "one looks like a misspelt other type.",
    "type place;\nentity Home : palce;",
)
AMBIGUOUS = _error(
    "ambiguous",
    "Another declaration of this name fits {form} too.",
    "Declarations of one name must differ in the number or types of their parameters; a fixed "
    "value must not be covered by another's type. Give one of them another name.",
    "property p(c : character) : boolean;\nproperty p(Ann) : boolean;",
)
REPEATED = _warning(
    "repeated",
    "{what} stands here a second time; only one of them counts.",
    "Of a part of an action and of a utility the last one counts; an equal property is the same.",
    "utility(Ann): 1;\nutility(Ann): 2;",
)
OTHER_VALUES = _warning(
    "other-values",
    "{what} is declared already with other values; this declaration is ignored.",
    "Two properties with the same name and parameter types cannot be told apart in use.",
    "property p(c : character) : boolean;\nproperty p(c : character) : number;",
)

# -- meaning ----------------------------------------------------------------------------------

NOT_A_CONDITION = _error(
    "not-a-condition",
    "An assignment cannot be a condition.",
    "`=` makes something so; `==` asks whether it is.",
    "property x() : number;\naction act() { precondition: x() = 1; effect: x() = 2; };",
)
NOT_AN_EFFECT = _error(
    "not-an-effect",
    "This does not say what becomes true.",
    "An effect sets a fluent: `p()`, `!p()`, `x() = 3`; or several, joined by `&`, under `if`, "
    "`forall` or `believes`. Other comparisons than `==`, and `|` and `exists`, leave it open.",
    "property x() : number;\naction act() { effect: x() > 3; };",
)
MISSING_ELSE = _error(
    "missing-else",
    "A value is needed here for the other case too: else …",
    "Only where the first branch is a condition or an effect may `else` be left out.",
    "property p() : boolean;\nutility(): if(p()) 1;",
)
MIXED_BRANCHES = _error(
    "mixed-branches",
    "These branches are of different sorts.",
    "All branches of an `if` must be of one sort: all booleans, all numbers or all entities.",
    "property p() : boolean;\nutility(): if(p()) 1 else True;",
)
DIVISION_BY_ZERO = _error(
    "division-by-zero",
    "Nothing can be divided by 0.",
    "Divide by another number, or by a fluent that is never 0.",
    "property x() : number;\nutility(): x() / 0;",
)
CONTRADICTORY_EFFECT = _error(
    "contradictory-effect",
    "This gives one fluent two different values.",
    "Effects happen all at once, so a fluent can get only one value. Join conditional ones by "
    "`if … elseif … else …`.",
    "property p() : boolean;\naction act() { effect: p() & !p(); };",
)
ORDER_OF_NON_NUMBERS = _warning(
    "order-of-non-numbers",
    'Only numbers are compared by "{sign}".',
    "Of other values none is less or greater; `<=` and `>=` ask whether they are the same.",
    "property mate() : character;\naction act() { precondition: mate() < Ann; };",
)
MIXED_OPERATORS = _warning(
    "mixed-operators",
    "Different operators stand here without brackets; they may not group as you expect.",
    "`&` is looser than `|`; `*` and `/` are looser than `+` and `-`; and what stands on the "
    "right is read first: `x - y - z` is `x - (y - z)`. Brackets make it plain.",
    "property x() : number;\nutility(): x() * 2 + 1;",
)
