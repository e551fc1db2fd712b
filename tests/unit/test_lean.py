"""Lean data classes are held against those of `dataclasses`."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise import lean

Outcome = tuple[str, object]


def outcome(do: Any) -> Outcome:
    """What a call gives, or the kind of error that it raises."""
    try:
        return "value", do()
    except Exception as error:
        return "error", type(error)


@st.composite
def field_lists(draw: st.DrawFn, prefix: str) -> list[tuple[str, dict[str, Any]]]:
    """Names of fields and what is said of each, for `field`."""
    fields: list[tuple[str, dict[str, Any]]] = []
    for number in range(draw(st.integers(0, 4))):
        said: dict[str, Any] = {}
        match draw(st.sampled_from(["plain", "default", "factory"])):
            case "default":
                said["default"] = draw(st.integers(0, 3))
            case "factory":
                said["default_factory"] = list
        for name in ("repr", "compare", "kw_only"):
            if draw(st.integers(0, 4)) == 0:
                said[name] = draw(st.booleans())
        if said.keys() & {"default", "default_factory"} and draw(st.integers(0, 5)) == 0:
            said["init"] = False
        fields.append((f"{prefix}{number}", said))
    return fields


flag_lists = st.fixed_dictionaries(
    {"frozen": st.booleans(), "slots": st.booleans()},
    optional={"kw_only": st.booleans(), "eq": st.just(True), "order": st.booleans()},
)


def made(module: Any, bases: tuple[type, ...], fields: Any, flags: dict[str, bool]) -> Any:
    parts: dict[str, Any] = {"__annotations__": {}, "__module__": __name__, "__doc__": "Something."}
    for name, said in fields:
        parts["__annotations__"][name] = "int"
        if said:
            parts[name] = module.field(**said)
    return module.dataclass(**flags)(type("Thing", bases, parts))


@given(field_lists("a"), field_lists("b"), flag_lists, st.data())
def test_they_do_what_those_of_dataclasses_do(own, more, flags, data):
    bases = [outcome(lambda m=m: made(m, (), own, flags)) for m in (dataclasses, lean)]
    if bases[0][0] == "error":
        return
    pair = [
        outcome(lambda m=m, b=b: made(m, (b,), more, flags))
        for m, (_, b) in zip((dataclasses, lean), bases, strict=True)
    ]
    if pair[0][0] == "error":
        return
    theirs, ours = pair[0][1], pair[1][1]
    assert ours.__match_args__ == theirs.__match_args__
    assert getattr(ours, "__slots__", None) == getattr(theirs, "__slots__", None)
    names = [name for name, _ in (*own, *more)]
    values = st.integers(0, 2)
    objects = []
    for _ in range(2):
        args = data.draw(st.lists(values, max_size=len(names)))
        said = data.draw(st.dictionaries(st.sampled_from(names or ["no"]), values))
        if data.draw(st.booleans()):  # mostly a call that gives all that is needed
            args = []
            said = {f.name: data.draw(values) for f in dataclasses.fields(theirs) if f.init}
        theirs_made, ours_made = (
            outcome(lambda c=c, args=args, said=said: c(*args, **said)) for c in (theirs, ours)
        )
        assert ours_made[0] == theirs_made[0]
        if theirs_made[0] == "error":
            assert ours_made == theirs_made
        else:
            objects.append((theirs_made[1], ours_made[1]))
            assert taken(ours) == taken(theirs)
    if len(objects) == 2:
        (first, ours_first), (second, ours_second) = objects
        assert (first == second) == (ours_first == ours_second)
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if hasattr(theirs, name):
                compared = [
                    outcome(lambda a=a, b=b, n=name: getattr(a, n)(b))
                    for a, b in ((first, second), (ours_first, ours_second))
                ]
                assert compared[0] == compared[1]
    for theirs_made, ours_made in objects:
        alike(theirs_made, ours_made, names)


def taken(cls: type) -> list[tuple[str, object]]:
    """What a class takes, and how it may be given."""
    return [(one.name, one.kind) for one in inspect.signature(cls).parameters.values()]


def alike(theirs: Any, ours: Any, names: list[str]) -> None:
    assert repr(ours) == repr(theirs)
    assert outcome(lambda: hash(ours)) == outcome(lambda: hash(theirs))
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert copy.copy(ours) == ours == copy.deepcopy(ours)
    assert ours != theirs
    for name in names:
        assert outcome(lambda n=name: lean.replace(ours, **{n: 7}).__repr__()) == outcome(
            lambda n=name: dataclasses.replace(theirs, **{n: 7}).__repr__()
        )
        assert outcome(lambda n=name: dataclasses.replace(ours, **{n: 7}).__repr__()) == outcome(
            lambda n=name: lean.replace(theirs, **{n: 7}).__repr__()
        )
    assert [f.name for f in lean.fields(ours)] == [f.name for f in lean.fields(theirs)]
    assert [f.name for f in dataclasses.fields(ours)] == [
        f.name for f in dataclasses.fields(theirs)
    ]
    for name in names:
        changed = [outcome(lambda o=o, n=name: setattr(o, n, 8)) for o in (theirs, ours)]
        assert changed[0] == changed[1]
        removed = [outcome(lambda o=o, n=name: delattr(o, n)) for o in (theirs, ours)]
        assert removed[0] == removed[1]


@lean.dataclass(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: int = 0
    also: list[int] = lean.field(default_factory=list, compare=False)

    @property
    def sum(self) -> int:
        return self.x + self.y


@lean.dataclass(frozen=True)
class Doubled:
    x: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "double", 2 * self.x)

    def __repr__(self) -> str:
        return "doubled"


def test_they_can_be_pickled_and_matched():
    point = Point(1, 2)
    assert pickle.loads(pickle.dumps(point)) == point
    match point:
        case Point(x, y):
            assert (x, y, point.sum) == (1, 2, 3)
    assert not hasattr(point, "__dict__")
    assert Point(1).also is not Point(1).also


def test_what_a_class_says_itself_stays():
    made = Doubled(3)
    assert vars(made) == {"x": 3, "double": 6}
    assert repr(made) == "doubled"
    assert Doubled.__doc__ is None


def test_a_class_of_theirs_may_come_from_one_of_ours():
    @dataclasses.dataclass(frozen=True)
    class Named(Point):
        name: str = ""

    assert Named(1, 2, [], "here") == Named(1, 2, [], "here")
    assert [one.name for one in dataclasses.fields(Named)] == ["x", "y", "also", "name"]


def test_making_classes_does_not_load_dataclasses():
    lines = (
        "import sys\nfrom elsewise.lean import dataclass\n"
        "@dataclass(frozen=True, slots=True)\nclass A:\n    x: int\n"
        "A(1) == A(2), hash(A(1)), repr(A(1))\nprint('dataclasses' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_mistake_of_ours():
    with pytest.raises(TypeError):
        lean.dataclass(frozen=True, unsafe_hash=True)(type("Thing", (), {}))
