"""However deep or long a text is, it is read, or refused with a message, and in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from elsewise.conversion.convert import convert
from elsewise.errors import WorldError
from elsewise.play.ground import ground
from elsewise.play.load import format as format_text
from elsewise.play.load import loads
from elsewise.world import event_review, facts

BEGIN = "character Vera\nfact sown\nfact row: 0 to 5\n"
SIZE = 2_000

Shape = Callable[[int], str]


def lines(form: str) -> Shape:
    return lambda size: "".join(form.format(n, n + 1) for n in range(size))


SHAPES: dict[str, Shape] = {
    "brackets": lambda n: f"ending e if {'(' * n}sown{')' * n}\n",
    "open brackets": lambda n: f"ending e if {'(' * n}sown\n",
    "not": lambda n: f"ending e if {'not ' * n}sown\n",
    "minus": lambda n: f"ending e if row = {'-' * n}1\n",
    "and": lambda n: f"ending e if {' and '.join(['sown'] * n)}\n",
    "or": lambda n: f"ending e if {' or '.join(['sown', 'row = 1'] * n)}\n",
    "sum": lambda n: f"ending e if {' + '.join(['row'] * n)} > 3\n",
    "else": lambda n: f"Vera wants {' else '.join(['1 if sown'] * n)} else 0\n",
    "tests": lambda n: f"ending e if {'(sown if ' * n}sown{' else sown)' * n}\n",
    "believes": lambda n: f"ending e if {'Vera believes ' * n}sown\n",
    "view": lambda n: "ending e if row = " + "Vera's view of " * n + "row\n",
    "every": lambda n: "ending e if " + lines("every character c{}: ")(n) + "sown\n",
    "always": lambda n: f"expect {'always ' * n}sown\n",
    "knows": lambda n: f"expect {'Vera knows ' * n}sown\n",
    "whether": lambda n: f"expect {'Vera knows whether ' * n}sown\n",
    "ifs": lambda n: "start\n" + "".join(f"{'  ' * (d + 1)}if sown\n" for d in range(min(n, 300))),
    "else ifs": lambda n: "start\n  if sown\n    sown\n" + "  else if row = 2\n    sown\n" * n,
    "types": lambda n: "type t0\n" + lines("type t{1} is t{0}\n")(n),
    "types upwards": lambda n: lines("type t{0} is t{1}\n")(n) + f"type t{n}\n",
    "types in a circle": lambda n: lines("type t{0} is t{1}\n")(n) + f"type t{n} is t0\n",
    "one name": lambda n: lines("type t{0}\nfact f(t{0})\n")(n),
    "effects": lambda n: "action a\n  then\n" + lines("    row = {}\n")(n),
    "comments": lambda n: "# a\n" * n,
    "open texts": lambda n: 'world W\n  "a\n' * n,
    "uneven": lambda n: "".join(f"start\n{' ' * (d % 7)}sown\n" for d in range(n)),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_shapes(shape: Shape) -> None:
    text = BEGIN + shape(SIZE)
    try:
        world = loads(text)
    except WorldError as error:
        assert all(d.is_error or d.message for d in error.diagnostics)
    else:
        loads(convert(world))
    try:
        format_text(text)
    except WorldError as error:
        assert error.diagnostics


def test_types_that_stand_too_deep() -> None:
    loads(BEGIN + SHAPES["types"](99))
    for shape in ("types", "types upwards"):
        with pytest.raises(WorldError) as caught:
            loads(BEGIN + SHAPES[shape](105))
        (found,) = caught.value.diagnostics
        assert found.message == "Types stand more than 100 deep in one another."


@pytest.mark.parametrize(
    ("module", "name", "shape"),
    [(facts, "_terms_meet", "one name"), (event_review, "_exclude", "effects")],
)
def test_work_grows_with_the_text(
    module: object, name: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = []
    counted = getattr(module, name)

    def count(*args: object) -> object:
        work.append(1)
        return counted(*args)

    monkeypatch.setattr(module, name, count)
    counts = []
    for size in (200, 400, 800):
        work.clear()
        loads(BEGIN + SHAPES[shape](size))
        counts.append(len(work))
    assert 0 < counts[2] - counts[1] <= 2.1 * (counts[1] - counts[0])


@pytest.mark.parametrize(("blocks", "branches"), [(1, 99), (9, 10), (1, 120), (12, 12), (35, 90)])
def test_choices_in_choices(blocks: int, branches: int) -> None:
    text = BEGIN + "action a\n  then\n"
    for depth in range(2, blocks + 2):
        margin = "  " * depth
        text += f"{margin}if sown\n{margin}  row = 1\n"
        text += f"{margin}else if row = 3\n{margin}  row = 1\n" * (branches - 2)
        text += f"{margin}else\n"
    text += "  " * (blocks + 2) + "row = 2\n"
    try:
        ground(loads(convert(loads(text))))
    except WorldError as error:
        assert "more than" in error.diagnostics[0].message
        assert blocks * branches > 100
    else:
        assert blocks * branches <= 100
