"""The manual of a rule, and the reference of all rules that stands in docs/rules.md: Markdown, made from docstrings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from trcheck.rule import Rule


def manual(rule: Rule) -> str:
    """What a rule's docstring says, under its id, with its severity and options."""
    _, _, body = rule.manual.strip().partition("\n")
    facts = [f"Severity: {rule.severity}"]
    if not rule.enabled:
        facts.append("off unless the configuration enables it")
    if rule.scope == "page":
        facts.append("source pages are checked too")
    parts = [f"## {rule.id}", f"{_sentence(rule.summary)}.", "; ".join(facts) + ".", body.strip(), _settings(rule)]
    return "\n\n".join(filter(None, parts)) + "\n"


def reference(rules: Iterable[Rule]) -> str:
    """The manuals of all rules, after a table of them."""
    rules = list(rules)
    table = [
        "| rule | severity | what it finds |",
        "|---|---|---|",
        *(f"| [`{rule.id}`](#{rule.id}) | {_severity(rule)} | {_cell(rule.summary)} |" for rule in rules),
    ]
    head = "# Rules\n\nMade from the docstrings of the rules by `trcheck rule --markdown > docs/rules.md`."
    return "\n\n".join([head, "\n".join(table), *(manual(rule).rstrip() for rule in rules)]) + "\n"


def _severity(rule: Rule) -> str:
    return rule.severity if rule.enabled else f"{rule.severity}, off"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _settings(rule: Rule) -> str:
    """The options with their defaults, as they stand in a configuration file; those that have one."""
    if not fields(rule.options):
        return ""
    defaults = rule.options()
    lines = [
        f"{field.name.replace('_', '-')} = {_toml(getattr(defaults, field.name))}"
        for field in fields(rule.options)
        if getattr(defaults, field.name) is not None
    ]
    if not lines:
        return ""
    return "\n".join(["Defaults:", "", "```toml", f"[rules.{rule.id}]", *lines, "```"])


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (tuple, frozenset)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value)
