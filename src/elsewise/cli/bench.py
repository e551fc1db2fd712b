"""`elsewise bench`: how fast stories are found, one process per run."""

from __future__ import annotations

from dataclasses import asdict

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED, WRONG
from elsewise.cli.output import note, say, say_json, say_table, write_file

EXAMPLES = """\b
Examples:
  elsewise bench smoke --runs 5
  elsewise bench --peer path/to/sabre --csv rows.csv
  elsewise bench --peer path/to/sabre --only space_any --engine reference
"""


def bench(
    worlds: Annotated[
        list[str] | None,
        Argument(metavar="[WORLD]...", help="World files or names of sample worlds."),
    ] = None,
    peer: Annotated[
        str | None,
        Option("--peer", metavar="FOLDER", help="The peer's problems: has published.json."),
    ] = None,
    only: Annotated[
        list[str] | None,
        Option("--only", metavar="CASE", help="Only this case; may be said several times."),
    ] = None,
    runs: Annotated[
        int, Option("--runs", metavar="N", min=1, help="How often each case is run.")
    ] = 3,
    seconds: Annotated[
        float, Option("--seconds", metavar="S", help="Most time of each run.")
    ] = 60.0,
    memory: Annotated[
        float, Option("--memory", metavar="GB", help="Most memory of each run.")
    ] = 4.0,
    seed: Annotated[int, Option("--seed", metavar="N", help="Shuffles the order of the runs.")] = 1,
    engine: options.EngineName = "kernel",
    csv: Annotated[
        str | None, Option("--csv", metavar="FILE", help="Write the raw rows there.")
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Measure how fast stories are found.

    Shown are medians, with ranges in brackets. Every ending of a world is a case, and every
    instance of the peer's folder. A case is timed only after its answer was reproduced and its
    story checked. The exit code is 1 if a run gave no answer, a story that does not hold, or a
    longer one than is known to be needed.
    """
    from elsewise.cli import benchmark
    from elsewise.cli.machine import machine_facts

    cases = benchmark.chosen_cases(worlds or (), peer, only or ())
    limits = ["--seconds", str(seconds), "--memory", str(memory), "--engine", engine]
    plan = benchmark.Plan(runs, limits, seconds, seed)
    rows, interrupted = benchmark.measured(cases, plan, note)
    if csv is not None:
        write_file(csv, benchmark.to_csv(rows))
    wrong = [row for row in rows if not benchmark.is_right(row)]
    if as_json:
        say_json({"rows": [asdict(row) for row in rows], "passed": not wrong})
    else:
        say_table(*benchmark.table(rows))
        say("\n".join(f"{fact}: {value}" for fact, value in machine_facts().items()))
        say(f"{'FAILED' if wrong else 'PASSED'}: {len(rows) - len(wrong)} of {len(rows)} runs")
    if interrupted or wrong:
        return INTERRUPTED if interrupted else WRONG
    return LIMIT_REACHED if any(row.status == "stopped" for row in rows) else DONE
