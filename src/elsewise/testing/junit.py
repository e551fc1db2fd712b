"""The results of tests as JUnit XML, the form that most build servers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

from elsewise.diagnostics import Diagnostic
from elsewise.diagnostics.render import render_text
from elsewise.testing.display import expectation_details, replay_details
from elsewise.testing.values import Result, WorldTest

Case = tuple[str, int | None, Result, str]
"""What a case is called, its line in the world, how it ended, and why it did not pass."""


def junit(tests: Iterable[tuple[str, WorldTest | tuple[Diagnostic, ...]]]) -> str:
    """Return the results for worlds, by the names of their files, as JUnit XML.

    A world that could not be read has its diagnostics instead of tests: they are one error.
    Undecided tests are errors too, as they neither passed nor failed.
    """
    root = ElementTree.Element("testsuites", name="elsewise")
    for file, test in tests:
        if isinstance(test, WorldTest):
            _suite(root, file, _cases(test))
        else:
            text = "\n".join(render_text(diagnostic) for diagnostic in test)
            _suite(root, file, [("reading the world", None, Result.UNDECIDED, text)])
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _cases(test: WorldTest) -> list[Case]:
    cases: list[Case] = [
        (f"expect {e.question}", e.line, e.result, expectation_details(e))
        for e in test.expectations
    ]
    cases += [(f"story {r.name}", None, r.result, replay_details(r)) for r in test.stories]
    return cases


def _suite(root: ElementTree.Element, file: str, cases: list[Case]) -> None:
    count = Counter(result for _, _, result, _ in cases)
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=file,
        tests=str(len(cases)),
        failures=str(count[Result.FAILED]),
        errors=str(count[Result.UNDECIDED]),
    )
    for name, line, result, details in cases:
        case = ElementTree.SubElement(suite, "testcase", classname=file, name=name, file=file)
        if line is not None:
            case.set("line", str(line))
        if result is Result.PASSED:
            if details:
                ElementTree.SubElement(case, "system-out").text = details
            continue
        kind = "failure" if result is Result.FAILED else "error"
        message = details.partition("\n")[0]
        ElementTree.SubElement(case, kind, message=message, type=result.value).text = details
