"""The results of tests as JUnit XML, the form that most build servers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from elsewise.diagnostics import Diagnostic
from elsewise.diagnostics.render import render_text
from elsewise.testing.display import TestCase, test_cases
from elsewise.testing.values import Result, WorldTest


def junit(tests: Iterable[tuple[str, WorldTest | tuple[Diagnostic, ...]]]) -> str:
    """Return the results for worlds, by the names of their files, as JUnit XML.

    A world that could not be read has its diagnostics instead of tests: they are one error.
    Undecided tests are errors too, as they neither passed nor failed.
    """
    root = ElementTree.Element("testsuites", name="elsewise")
    for file, test in tests:
        if isinstance(test, WorldTest):
            _suite(root, file, [*test_cases(test)])
        else:
            text = "\n".join(render_text(diagnostic) for diagnostic in test)
            name = "reading the world"
            _suite(root, file, [TestCase(name, name, None, Result.UNDECIDED, text)])
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ElementTree.Element, file: str, tests: Sequence[TestCase]) -> None:
    count = Counter(case.result for case in tests)
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=file,
        tests=str(len(tests)),
        failures=str(count[Result.FAILED]),
        errors=str(count[Result.UNDECIDED]),
    )
    for case in tests:
        element = ElementTree.SubElement(suite, "testcase", classname=file, name=case.name)
        element.set("file", file)
        if case.line is not None:
            element.set("line", str(case.line))
        if case.result is not Result.PASSED:
            kind = "failure" if case.result is Result.FAILED else "error"
            message, kind_of = case.details.partition("\n")[0], case.result.value
            below = ElementTree.SubElement(element, kind, message=message, type=kind_of)
            below.text = case.details
        elif case.details:
            ElementTree.SubElement(element, "system-out").text = case.details
