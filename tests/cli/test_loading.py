"""What a command loads: nothing that its work does not need and that takes long to read."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["lark", "matplotlib", "resvg_py"])
def test_what_a_search_does_not_need(package: str):
    lines = (
        "import sys\nfrom elsewise.cli.main import main\n"
        "main(['find', 'quarrel', '--ending', 'peace', '--json'])\n"
        f"print({package!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_ctrl_c_is_heard_before_anything_large_is_read():
    program = (
        "import sys; before = set(sys.modules); import elsewise.cli.main; "
        "print(*(set(sys.modules) - before))"
    )
    path = os.pathsep.join(sys.path)  # what -S leaves out
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert not {"typing", "enum", "re", "signal", "argparse"} & set(done.stdout.split())
