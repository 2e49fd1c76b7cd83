"""JUnit's XML, which most CI servers show: a test suite a page, a failed test case a finding."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from trcheck.finding import Result
from trcheck.report import View
from trcheck.report.escape import one_line, visible


def render(result: Result, view: View) -> str:
    total = len(result.findings)
    root = Element("testsuites", name="trcheck", tests=str(max(total, 1)), failures=str(total))
    for path, group in groupby(result.findings, key=lambda finding: finding.path):
        findings = list(group)
        suite = SubElement(
            root, "testsuite", name=one_line(path), tests=str(len(findings)), failures=str(len(findings))
        )
        for finding in findings:
            place = finding.place
            case = SubElement(
                suite,
                "testcase",
                classname=one_line(path),
                name=f"{finding.rule} {place.line}:{place.column}",
                file=one_line(path),
                line=str(place.line),
            )
            failure = SubElement(case, "failure", type=finding.severity, message=one_line(finding.message))
            failure.text = "\n".join(
                f"{one_line(excerpt.path)}:{excerpt.line}:{excerpt.column}\n{visible(excerpt.text)}"
                for excerpt in (place, *finding.counterparts)
            )
    if not total:
        suite = SubElement(root, "testsuite", name="trcheck", tests="1", failures="0")
        SubElement(suite, "testcase", classname="trcheck", name=f"{result.pages} pages checked")
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
