"""The entry point."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (by default, that of the process) and return its exit code."""
    # Classes and tables live to the end: to look for garbage among them again and again while they
    # are made would cost a tenth of a short run.
    gc.set_threshold(100_000)
    try:
        # Imported here, so that Ctrl-C is also heard while the program is still being read.
        from elsewise.cli.run import run

        code = run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        code = 130
    if arguments is None:
        leave(code)
    return code


def leave(code: int) -> None:
    """End the process, if nothing is left to do but to give back its memory.

    The system gives it back at once; piece by piece it takes as long as a short search, and longer
    after a long one. Where threads may still run, or something cannot be written, nothing is done.
    """
    if "threading" in sys.modules or sys.stdout is None or sys.stderr is None:
        return
    import atexit

    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
