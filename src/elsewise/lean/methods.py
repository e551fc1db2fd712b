"""The methods of lean data classes, made when they are first needed.

To compile a function takes longer than all that most classes are used for in a short run. So what
most need is written here once for every number of fields, and a class takes a copy with the names
of its own fields. Only what is out of the common is compiled.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Puts = list[Callable[[Any, Any], None]]

MISSING: Any = object()
OURS = "__lean_fields__"


class Field:
    """A field and what is said of it."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name", "repr", "type")

    def __init__(
        self,
        default: object = MISSING,
        default_factory: Any = MISSING,
        *,
        init: bool = True,
        repr: bool = True,  # noqa: A002
        compare: bool = True,
        kw_only: bool | None = None,
    ) -> None:
        self.name = self.type = ""
        self.default = default
        self.default_factory = default_factory
        self.init, self.repr, self.compare, self.kw_only = init, repr, compare, kw_only


_SLOT: type = type(vars(Field)["name"])


# -- __init__ ---------------------------------------------------------------------------------


def init_of(cls: type) -> Callable[..., None]:
    """Return the function that puts values in their places."""
    every: dict[str, Field] = getattr(cls, OURS)
    by_place: dict[str, Any] = {}
    by_name: dict[str, Any] = {}
    given: list[object] = []
    last: dict[str, object] = {}
    usual = 0 < len(every) <= len(INITS) and not hasattr(cls, "__post_init__")
    for name, one in every.items():
        slot = getattr(cls, name, None)
        usual = usual and one.init and one.default_factory is MISSING and type(slot) is _SLOT
        if one.kw_only:
            by_name[name] = slot
            if one.default is not MISSING:
                last[name] = one.default
            continue
        by_place[name] = slot
        if one.default is not MISSING:
            given.append(one.default)
        elif given:
            usual = False
    if not usual:
        return _compiled_init(cls, every)
    order = {**by_place, **by_name}
    made: Any = INITS[len(order) - 1]([slot.__set__ for slot in order.values()])
    made.__code__ = made.__code__.replace(
        co_varnames=("_self", *order),
        co_argcount=1 + len(by_place),
        co_kwonlyargcount=len(by_name),
    )
    made.__defaults__ = tuple(given)
    made.__kwdefaults__ = last
    return _named(made, "__init__", cls)


def _init_one(puts: Puts) -> Callable[..., None]:
    (put_a,) = puts

    def init(_self: Any, a: Any) -> None:
        put_a(_self, a)

    return init


def _init_two(puts: Puts) -> Callable[..., None]:
    put_a, put_b = puts

    def init(_self: Any, a: Any, b: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)

    return init


def _init_three(puts: Puts) -> Callable[..., None]:
    put_a, put_b, put_c = puts

    def init(_self: Any, a: Any, b: Any, c: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)

    return init


def _init_four(puts: Puts) -> Callable[..., None]:
    put_a, put_b, put_c, put_d = puts

    def init(_self: Any, a: Any, b: Any, c: Any, d: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)
        put_d(_self, d)

    return init


def _init_five(puts: Puts) -> Callable[..., None]:
    put_a, put_b, put_c, put_d, put_e = puts

    def init(_self: Any, a: Any, b: Any, c: Any, d: Any, e: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)
        put_d(_self, d)
        put_e(_self, e)

    return init


def _init_six(puts: Puts) -> Callable[..., None]:
    put_a, put_b, put_c, put_d, put_e, put_f = puts

    def init(_self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)
        put_d(_self, d)
        put_e(_self, e)
        put_f(_self, f)

    return init


def _init_seven(puts: Puts) -> Callable[..., None]:
    put_a, put_b, put_c, put_d, put_e, put_f, put_g = puts

    def init(_self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)
        put_d(_self, d)
        put_e(_self, e)
        put_f(_self, f)
        put_g(_self, g)

    return init


def _init_eight(puts: Puts) -> Callable[..., None]:
    put_a, put_b, put_c, put_d, put_e, put_f, put_g, put_h = puts

    def init(_self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any, h: Any) -> None:
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)
        put_d(_self, d)
        put_e(_self, e)
        put_f(_self, f)
        put_g(_self, g)
        put_h(_self, h)

    return init


INITS = (
    _init_one,
    _init_two,
    _init_three,
    _init_four,
    _init_five,
    _init_six,
    _init_seven,
    _init_eight,
)


def _compiled_init(cls: type, every: dict[str, Field]) -> Callable[..., None]:
    known: dict[str, object] = {"_missing": MISSING, "_set": object.__setattr__}
    parts: list[str] = []
    lines: list[str] = []
    for name, one in sorted(every.items(), key=lambda item: bool(item[1].kw_only)):
        value, default = name, ""
        if one.default is not MISSING:
            known[f"_default_{name}"] = one.default
            default = f"_default_{name}"
        elif one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            value, default = f"_make_{name}() if {name} is _missing else {name}", "_missing"
        if one.init:
            if one.kw_only and "*" not in parts:
                parts.append("*")
            parts.append(f"{name}={default}" if default else name)
        elif default:
            value = default if one.default is not MISSING else f"_make_{name}()"
        else:
            continue  # `__post_init__` gives it its value
        lines.append(_setting(cls, name, value, known))
    if hasattr(cls, "__post_init__"):
        lines.append("_self.__post_init__()")
    head = f"__init__({', '.join(['_self', *parts])})"
    return _compiled(cls, head, "\n ".join(lines or ["pass"]), known)


def _setting(cls: type, name: str, value: str, known: dict[str, object]) -> str:
    """Return the line that sets a field, also where the class is frozen."""
    place = getattr(cls, name, None)
    if type(place).__name__ == "member_descriptor":
        known[f"_set_{name}"] = place.__set__  # type: ignore[union-attr]
        return f"_set_{name}(_self, {value})"
    return f"_set(_self, {name!r}, {value})"


# -- __eq__ and __hash__ ----------------------------------------------------------------------


def eq_of(cls: type) -> Callable[..., Any]:
    """Return the function that compares the values of two objects of one class."""
    names = _compared(cls)
    if 0 < len(names) <= len(EQS):
        return _copied(EQS[len(names) - 1], "__eq__", names, cls)
    return _compiled(
        cls,
        "__eq__(self, other)",
        f"if other.__class__ is self.__class__:\n"
        f"  return {_tuple_of('self', names)} == {_tuple_of('other', names)}\n"
        " return NotImplemented",
        {},
    )


def hash_of(cls: type) -> Callable[..., Any]:
    """Return the function that makes a number of an object's values."""
    names = _compared(cls)
    if 0 < len(names) <= len(HASHES):
        return _copied(HASHES[len(names) - 1], "__hash__", names, cls)
    return _compiled(cls, "__hash__(self)", f"return hash({_tuple_of('self', names)})", {})


def _compared(cls: type) -> list[str]:
    """Return the names of all values that count when objects are compared."""
    every: dict[str, Field] = getattr(cls, OURS)
    return [name for name, one in every.items() if one.compare]


def _tuple_of(of: str, names: list[str]) -> str:
    return f"({''.join(f'{of}.{name},' for name in names)})"


def _copied(pattern: Any, name: str, names: list[str], cls: type) -> Callable[..., Any]:
    """Return a copy of a function below, with the names of fields for `a`, `b` and so on."""
    said = dict(zip("abcd", names, strict=False))
    code = pattern.__code__
    code = code.replace(co_names=tuple([said.get(one, one) for one in code.co_names]))
    return _named(type(pattern)(code, pattern.__globals__), name, cls)


def _eq_one(self: Any, other: Any) -> Any:
    if other.__class__ is self.__class__:
        return (self.a,) == (other.a,)
    return NotImplemented


def _hash_one(self: Any) -> int:
    return hash((self.a,))


def _eq_two(self: Any, other: Any) -> Any:
    if other.__class__ is self.__class__:
        return (self.a, self.b) == (other.a, other.b)
    return NotImplemented


def _hash_two(self: Any) -> int:
    return hash((self.a, self.b))


def _eq_three(self: Any, other: Any) -> Any:
    if other.__class__ is self.__class__:
        return (self.a, self.b, self.c) == (other.a, other.b, other.c)
    return NotImplemented


def _hash_three(self: Any) -> int:
    return hash((self.a, self.b, self.c))


def _eq_four(self: Any, other: Any) -> Any:
    if other.__class__ is self.__class__:
        return (self.a, self.b, self.c, self.d) == (other.a, other.b, other.c, other.d)
    return NotImplemented


def _hash_four(self: Any) -> int:
    return hash((self.a, self.b, self.c, self.d))


EQS: tuple[Any, ...] = (_eq_one, _eq_two, _eq_three, _eq_four)
HASHES: tuple[Any, ...] = (_hash_one, _hash_two, _hash_three, _hash_four)


# -- what is out of the common ----------------------------------------------------------------


def _compiled(cls: type, head: str, body: str, known: dict[str, Any]) -> Callable[..., Any]:
    exec(f"def {head}:\n {body}", known)
    name = head.partition("(")[0]
    return _named(known[name], name, cls)


def _named(made: Any, name: str, cls: type) -> Callable[..., Any]:
    made.__name__, made.__qualname__ = name, f"{cls.__qualname__}.{name}"
    made.__module__ = cls.__module__
    if name == "__init__":
        every: dict[str, Field] = getattr(cls, OURS)
        made.__annotations__ = {name: one.type for name, one in every.items() if one.init}
    return made  # type: ignore[no-any-return]
