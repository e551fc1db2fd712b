"""The entry point."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # until `main` begins, little is imported: Ctrl-C is only heard from then on
    from collections.abc import Sequence
    from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (by default, that of the process) and return its exit code.

    When a command of the process was stopped, the process ends at once: to free gigabytes takes
    seconds.
    """
    end = _leave if arguments is None else int
    try:
        from elsewise.cli.program import run

        code = run(sys.argv[1:] if arguments is None else arguments, end)
        if arguments is None:
            import signal

            signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done
        return code
    except KeyboardInterrupt:
        return end(130)


def _leave(code: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            pass
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
