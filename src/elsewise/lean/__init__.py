"""Data classes that cost little until they are used.

`dataclasses.dataclass` writes six functions for every class and compiles them when the module is
imported: half a millisecond a class, a hundred classes on the way from a text to a story, most of
them with few objects or none. The functions here do the same, but share what can be shared, and
make `__init__` when the first object is made. To type checkers they are those of `dataclasses`,
and what they make counts as a data class everywhere (`dataclasses.fields`, `replace`, `asdict`, …).

Classes are frozen, or not; with slots, or not. What else `dataclasses` offers, and nobody here has
needed, is not there.
"""

from __future__ import annotations

from elsewise.lean.methods import MISSING, OURS, Field, eq_of, hash_of, init_of

TYPE_CHECKING = False
"""As in `typing` (true to type checkers), which takes longer to import than all of this."""

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, fields, replace
    from typing import Any

__all__ = ["TYPE_CHECKING", "dataclass", "field", "fields", "replace"]


def _field(**said: Any) -> Field:
    return Field(**said)


def _dataclass(cls: type | None = None, /, **said: bool) -> Any:
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
    inherited: dict[str, Field] = {}
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
        "__init__": _when_needed(place, "__init__", init_of),
    }
    if repr:
        added["__repr__"] = _repr_of([name for name, one in every.items() if one.repr])
    if eq:
        added["__eq__"] = _when_needed(place, "__eq__", eq_of)
    if order:
        added.update(_order_of([name for name, one in every.items() if one.compare]))
    added = {name: value for name, value in added.items() if name not in given}
    if eq and given.get("__hash__") is None:
        added["__hash__"] = _when_needed(place, "__hash__", hash_of) if frozen else None
    if frozen:
        added["__setattr__"], added["__delattr__"] = _no_setting, _no_deleting
        if slots:
            added["__getstate__"], added["__setstate__"] = _getstate, _setstate
    cls = _slotted(plain, own, inherited, added) if slots else _extended(plain, own, added)
    place.append(cls)
    return cls


def _own_fields(plain: type, *, kw_only: bool) -> dict[str, Field]:
    found = {}
    for name, annotation in plain.__annotations__.items():
        said = vars(plain).get(name, MISSING)
        one = said if isinstance(said, Field) else Field(said)
        one.name, one.type = name, annotation
        one.kw_only = kw_only if one.kw_only is None else one.kw_only
        found[name] = one
    return found


def _slotted(
    plain: type, own: dict[str, Field], inherited: dict[str, Field], added: dict[str, object]
) -> type:
    """Return the class made again, for slots are given when a class is made."""
    parts = {**vars(plain), **added}
    for name in (*own, "__dict__", "__weakref__"):
        parts.pop(name, None)
    parts["__slots__"] = tuple([name for name in own if name not in inherited])
    cls = type(plain)(plain.__name__, plain.__bases__, parts)
    cls.__qualname__ = plain.__qualname__
    return cls


def _extended(plain: type, own: dict[str, Field], added: dict[str, object]) -> type:
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
    def __repr__(self: Any) -> str:  # noqa: N807
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


def _getstate(self: Any) -> list[object]:
    return [getattr(self, name) for name in getattr(self, OURS)]


def _setstate(self: Any, state: list[object]) -> None:
    for name, value in zip(getattr(self, OURS), state, strict=True):
        object.__setattr__(self, name, value)


# -- what is made when it is needed -----------------------------------------------------------


def _when_needed(
    place: list[type], name: str, compiled: Callable[[type], Callable[..., Any]]
) -> Callable[..., Any]:
    """Return a method that is compiled, and takes its own place, when it is first called."""

    def method(self: object, /, *args: object, **said: object) -> Any:
        (cls,) = place
        made = vars(cls)[name]
        if made is method:
            made = compiled(cls)
            setattr(cls, name, made)
        return made(self, *args, **said)

    return method


class _AsKnown:
    """What `dataclasses` wants to find in a class, made when it looks."""

    def __init__(self, place: list[type], flags: dict[str, bool], name: str) -> None:
        self.place = place
        self.flags = flags
        self.name = name

    def __get__(self, made: object, owner: type) -> Any:
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


def _fields(of: Any) -> tuple[Any, ...]:
    ours = getattr(of, OURS, None)
    if ours is not None:
        return tuple(ours.values())
    import dataclasses

    return dataclasses.fields(of)


def _replace(made: Any, /, **changes: Any) -> Any:
    ours: dict[str, Field] | None = getattr(made, OURS, None)
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
