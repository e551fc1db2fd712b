"""`elsewise bench`: how fast stories are found, one process per run."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from functools import partial

from elsewise.cli import benchmark
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED, WRONG
from elsewise.cli.machine import machine_facts
from elsewise.cli.options import add, add_value
from elsewise.cli.output import note, say, say_json, say_table, write_file
from elsewise.cli.parser import at_least_one, number, whole_number

DETAILS = """\
Shown are medians, with ranges in brackets. Every ending of a world is a case, and every
instance of the peer's folder. A case is timed only after its answer was reproduced and its
story checked. The exit code is 1 if a run gave no answer, a story that does not hold, or a
longer one than is known to be needed.
"""
EXAMPLES = """\
  elsewise bench smoke --runs 5
  elsewise bench --peer path/to/sabre --csv rows.csv
  elsewise bench --peer path/to/sabre --only space_any --engine reference
"""


def add_arguments(parser: ArgumentParser) -> None:
    value = partial(add_value, parser)
    value("worlds", "WORLD", "World files or names of sample worlds.", nargs="*")
    value("--peer", "FOLDER", "The peer's problems: has published.json.")
    only = "Only this case; may be said several times."
    value("--only", "CASE", only, action="append", default=[])
    value("--runs", "N", "How often each case is run.", type=at_least_one, default=3)
    value("--seconds", "S", "Most time of each run.", type=number, default=60.0, dest="each_s")
    value("--memory", "GB", "Most memory of each run.", type=number, default=4.0, dest="each_gb")
    value("--seed", "N", "Shuffles the order of the runs.", type=whole_number, default=1)
    add(parser, "--engine")
    value("--csv", "FILE", "Write the raw rows there.")


def run(args: Namespace) -> int:
    cases = benchmark.chosen_cases(args.worlds, args.peer, args.only)
    limits = ["--seconds", str(args.each_s), "--memory", str(args.each_gb)]
    limits += ["--engine", args.engine]
    plan = benchmark.Schedule(args.runs, limits, args.each_s, args.seed)
    rows, interrupted = benchmark.measured(cases, plan, note)
    if args.csv is not None:
        write_file(args.csv, benchmark.to_csv(rows))
    wrong = [row for row in rows if not benchmark.is_right(row)]
    if args.json:
        say_json({"rows": [asdict(row) for row in rows], "passed": not wrong})
    else:
        say_table(*benchmark.table(rows))
        say("\n".join(f"{fact}: {value}" for fact, value in machine_facts().items()))
        say(f"{'FAILED' if wrong else 'PASSED'}: {len(rows) - len(wrong)} of {len(rows)} runs")
    if interrupted or wrong:
        return INTERRUPTED if interrupted else WRONG
    return LIMIT_REACHED if any(row.status == "stopped" for row in rows) else DONE
