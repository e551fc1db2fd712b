"""Data classes that cost little until they are used.

`dataclasses.dataclass` writes six functions for every class and compiles them when the module is
imported: half a millisecond a class, a hundred classes on the way from a text to a story, most of
them with few objects or none. The functions here do the same, but share what can be shared, and
compile `__init__` when the first object is made. To type checkers they are those of `dataclasses`,
and what they make counts as a data class everywhere (`dataclasses.fields`, `replace`, `asdict`, …).

Classes are frozen, or not; with slots, or not. What else `dataclasses` offers, and nobody here has
needed, is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, fields, replace

    _Put = Callable[[object, object], None]

__all__ = ["dataclass", "field", "fields", "replace"]

MISSING: Any = object()
OURS = "__lean_fields__"


class _Field:
    """A field and what is said of it."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name", "repr", "type")

    def __init__(
        self,
        default: object = MISSING,
        default_factory: Any = MISSING,  # noqa: ANN401
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

    @property
    def required(self) -> bool:
        return self.default is MISSING and self.default_factory is MISSING


def _field(**said: Any) -> _Field:  # noqa: ANN401
    return _Field(**said)


def _dataclass(cls: type | None = None, /, **said: bool) -> Any:  # noqa: ANN401
    def decorated(plain: type) -> type:
        return _made(plain, **said)

    return decorated if cls is None else _made(cls, **said)


def _made(
    plain: type,
    *,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
    order: bool = False,
    eq: bool = True,
    repr: bool = True,  # noqa: A002
) -> type:
    own = _own_fields(plain, kw_only=kw_only)
    inherited: dict[str, _Field] = {}
    for base in reversed(plain.__mro__[1:]):
        inherited.update(vars(base).get(OURS, {}))
    every = {**inherited, **own}
    place: list[type] = []  # of the class, once it is made
    given = vars(plain)
    flags = {"frozen": frozen, "kw_only": kw_only, "order": order, "eq": eq, "repr": repr}
    added: dict[str, object] = {
        OURS: every,
        "__match_args__": tuple([n for n, f in every.items() if f.init and not f.kw_only]),
        "__dataclass_fields__": _AsKnown(place, flags, "__dataclass_fields__"),
        "__dataclass_params__": _AsKnown(place, flags, "__dataclass_params__"),
        "__init__": _when_needed(place, "__init__", _fitting_init),
    }
    if repr:
        added["__repr__"] = _repr_of([name for name, one in every.items() if one.repr])
    if eq:
        added["__eq__"] = _when_needed(place, "__eq__", _compiled_eq)
    if order:
        added.update(_order_of([name for name, one in every.items() if one.compare]))
    added = {name: value for name, value in added.items() if name not in given}
    if eq and given.get("__hash__") is None:
        added["__hash__"] = _when_needed(place, "__hash__", _compiled_hash) if frozen else None
    if frozen:
        added["__setattr__"], added["__delattr__"] = _no_setting, _no_deleting
        if slots:
            added["__getstate__"], added["__setstate__"] = _getstate, _setstate
    cls = _slotted(plain, own, inherited, added) if slots else _extended(plain, own, added)
    place.append(cls)
    return cls


def _own_fields(plain: type, *, kw_only: bool) -> dict[str, _Field]:
    found = {}
    for name, annotation in plain.__annotations__.items():
        said = vars(plain).get(name, MISSING)
        one = said if isinstance(said, _Field) else _Field(said)
        one.name, one.type = name, annotation
        one.kw_only = kw_only if one.kw_only is None else one.kw_only
        found[name] = one
    return found


def _slotted(
    plain: type, own: dict[str, _Field], inherited: dict[str, _Field], added: dict[str, object]
) -> type:
    """Return the class made again, for slots are given when a class is made."""
    parts = {**vars(plain), **added}
    for name in (*own, "__dict__", "__weakref__"):
        parts.pop(name, None)
    parts["__slots__"] = tuple([name for name in own if name not in inherited])
    cls = type(plain)(plain.__name__, plain.__bases__, parts)
    cls.__qualname__ = plain.__qualname__
    return cls


def _extended(plain: type, own: dict[str, _Field], added: dict[str, object]) -> type:
    for name, one in own.items():
        if one.default is not MISSING:
            setattr(plain, name, one.default)
        elif name in vars(plain):
            delattr(plain, name)
    for name, value in added.items():
        setattr(plain, name, value)
    return plain


# -- what all classes share -------------------------------------------------------------------


def _repr_of(names: list[str]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: ANN401, N807
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({said})"

    return __repr__


def _order_of(names: list[str]) -> dict[str, object]:
    import operator

    def values(made: object) -> tuple[object, ...]:
        return tuple(getattr(made, name) for name in names)

    def compared(by: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
        def compare(self: object, other: object) -> bool:
            return by(values(self), values(other)) if type(other) is type(self) else NotImplemented

        return compare

    return {f"__{by}__": compared(getattr(operator, by)) for by in ("lt", "le", "gt", "ge")}


def _no_setting(self: object, name: str, value: object) -> None:  # noqa: ARG001
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(self: object, name: str) -> None:  # noqa: ARG001
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[object]:  # noqa: ANN401
    return [getattr(self, name) for name in getattr(self, OURS)]


def _setstate(self: Any, state: list[object]) -> None:  # noqa: ANN401
    for name, value in zip(getattr(self, OURS), state, strict=True):
        object.__setattr__(self, name, value)


# -- what is made when it is needed -----------------------------------------------------------


def _when_needed(
    place: list[type], name: str, compiled: Callable[[type], Callable[..., Any]]
) -> Callable[..., Any]:
    """Return a method that is compiled, and takes its own place, when it is first called."""

    def method(self: object, /, *args: object, **said: object) -> Any:  # noqa: ANN401
        (cls,) = place
        made = vars(cls)[name]
        if made is method:
            made = compiled(cls)
            setattr(cls, name, made)
        return made(self, *args, **said)

    return method


def _compared(cls: type, of: str) -> str:
    """Return the text of the tuple of all values that count when objects are compared."""
    every: dict[str, _Field] = getattr(cls, OURS)
    return f"({''.join(f'{of}.{name},' for name, one in every.items() if one.compare)})"


def _compiled_eq(cls: type) -> Callable[..., Any]:
    return _compiled(
        cls,
        "__eq__(self, other)",
        f"if other.__class__ is self.__class__:\n"
        f"  return {_compared(cls, 'self')} == {_compared(cls, 'other')}\n"
        " return NotImplemented",
        {},
    )


def _compiled_hash(cls: type) -> Callable[..., Any]:
    return _compiled(cls, "__hash__(self)", f"return hash({_compared(cls, 'self')})", {})


def _compiled(cls: type, head: str, body: str, known: dict[str, Any]) -> Callable[..., Any]:
    exec(f"def {head}:\n {body}", known)
    return _named(known[head.partition("(")[0]], cls)


def _fitting_init(cls: type) -> Callable[..., None]:
    """Return the function that puts values in their places.

    Most classes only put a few values in slots: for those it is written below once for every
    number of values, and just gets their names.
    """
    every: dict[str, _Field] = getattr(cls, OURS)
    puts = []
    for name, one in every.items():
        slot = getattr(cls, name, None)
        plain = one.init and not one.kw_only and one.default_factory is MISSING
        if not plain or type(slot).__name__ != "member_descriptor":
            return _compiled_init(cls, every)
        puts.append(slot.__set__)  # type: ignore[union-attr]
    defaults = [one.default for one in every.values()]
    needed = defaults.count(MISSING)
    usual = 0 < len(puts) <= len(_INITS) and MISSING not in defaults[needed:]
    if not usual or hasattr(cls, "__post_init__"):
        return _compiled_init(cls, every)
    made: Any = _INITS[len(puts) - 1](*puts)
    made.__code__ = made.__code__.replace(co_varnames=("_self", *every))
    made.__defaults__ = tuple(defaults[needed:])
    return _named(made, cls)


def _of_one(put_a: _Put) -> Callable[..., None]:
    def __init__(_self: object, a: object) -> None:  # noqa: N807
        put_a(_self, a)

    return __init__


def _of_two(put_a: _Put, put_b: _Put) -> Callable[..., None]:
    def __init__(_self: object, a: object, b: object) -> None:  # noqa: N807
        put_a(_self, a)
        put_b(_self, b)

    return __init__


def _of_three(put_a: _Put, put_b: _Put, put_c: _Put) -> Callable[..., None]:
    def __init__(_self: object, a: object, b: object, c: object) -> None:  # noqa: N807
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)

    return __init__


def _of_four(put_a: _Put, put_b: _Put, put_c: _Put, put_d: _Put) -> Callable[..., None]:
    def __init__(_self: object, a: object, b: object, c: object, d: object) -> None:  # noqa: N807
        put_a(_self, a)
        put_b(_self, b)
        put_c(_self, c)
        put_d(_self, d)

    return __init__


_INITS: tuple[Callable[..., Callable[..., None]], ...] = (_of_one, _of_two, _of_three, _of_four)


def _named(made: Any, cls: type) -> Callable[..., Any]:  # noqa: ANN401
    made.__qualname__ = f"{cls.__qualname__}.{made.__name__}"
    made.__module__ = cls.__module__
    if made.__name__ == "__init__":
        every: dict[str, _Field] = getattr(cls, OURS)
        made.__annotations__ = {name: one.type for name, one in every.items() if one.init}
    return made  # type: ignore[no-any-return]


def _compiled_init(cls: type, every: dict[str, _Field]) -> Callable[..., None]:
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


class _AsKnown:
    """What `dataclasses` wants to find in a class, made when it looks."""

    def __init__(self, place: list[type], flags: dict[str, bool], name: str) -> None:
        self.place = place
        self.flags = flags
        self.name = name

    def __get__(self, made: object, owner: type) -> Any:  # noqa: ANN401
        import dataclasses

        (cls,) = self.place
        parts: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": {}}
        for name, one in getattr(cls, OURS).items():
            parts["__annotations__"][name] = one.type
            said: dict[str, Any] = {"kw_only": one.kw_only, "init": one.init}
            said.update(repr=one.repr, compare=one.compare)
            if one.default is not MISSING:
                said["default"] = one.default
            if one.default_factory is not MISSING:
                said["default_factory"] = one.default_factory
            parts[name] = dataclasses.field(**said)
        twin: Any = dataclasses.dataclass(**self.flags)(type(cls.__name__, (), parts))
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(cls, name, getattr(twin, name))
        return getattr(twin, self.name)


# -- the other functions of `dataclasses` -----------------------------------------------------


def _fields(of: Any) -> tuple[Any, ...]:  # noqa: ANN401
    ours = getattr(of, OURS, None)
    if ours is not None:
        return tuple(ours.values())
    import dataclasses

    return dataclasses.fields(of)


def _replace(made: Any, /, **changes: Any) -> Any:  # noqa: ANN401
    ours: dict[str, _Field] | None = getattr(made, OURS, None)
    if ours is None:
        import dataclasses

        return dataclasses.replace(made, **changes)
    for name, one in ours.items():
        if not one.init:
            if name in changes:
                raise ValueError(f"field {name} is made with the object and cannot be replaced")
        elif name not in changes:
            changes[name] = getattr(made, name)
    return made.__class__(**changes)


if not TYPE_CHECKING:
    dataclass, field, fields, replace = _dataclass, _field, _fields, _replace
