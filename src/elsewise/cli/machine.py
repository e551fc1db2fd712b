"""What a time depends on: versions, compiler, machine."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path

from elsewise.play.make_engine import kernel_compiler


def machine_facts() -> dict[str, str]:
    """Return what a time depends on: versions, compiler, machine."""
    import elsewise as ew

    return {
        "version": ew.__version__,
        "revision": _revision(),
        "compiler": kernel_compiler(),
        "python": platform.python_version(),
        "machine": f"{_processor()}, {platform.system()}",
    }


def _revision() -> str:
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
