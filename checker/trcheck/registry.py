"""The rules of a run: every module of `trcheck_rules` and of the plugins that the configuration names.

A module is a rule when its `check` was declared by `trcheck.rule.rule`; nothing else makes it known.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, NamedTuple

from trcheck.config import Config, ConfigError
from trcheck.model import SEVERITIES, Severity
from trcheck.options import KeyPath
from trcheck.rule import Rule

RULES = "trcheck_rules"


class ActiveRule(NamedTuple):
    """A rule as the configuration has it run."""

    rule: Rule
    options: Any
    configured: Severity | None

    def severity(self, own: Severity | None) -> Severity:
        """The severity of a finding, whose own is set where it weighs other than the rule's other findings.

        What the configuration says holds, but never makes a finding that weighs less weigh more.
        """
        if self.configured is None:
            return own or self.rule.severity
        return max(own or self.configured, self.configured, key=SEVERITIES.index)


def load_rules(plugins: Iterable[str] = ()) -> dict[str, Rule]:
    """Every known rule by id, in order of the ids."""
    rules = {rule.id: rule for rule in _rules_of(import_module(RULES))}
    for name in plugins:
        try:
            found = list(_rules_of(import_module(name)))
        except Exception as error:  # somebody else's code may raise anything
            raise ConfigError(f"plugin `{name}` cannot be imported: {error}") from None
        if not found:
            raise ConfigError(f"plugin `{name}` holds no rules")
        for rule in found:
            if rules.setdefault(rule.id, rule) is not rule:
                raise ConfigError(f"plugin `{name}` has a rule `{rule.id}`, which there is already")
    return dict(sorted(rules.items()))


def active_rules(config: Config, rules: dict[str, Rule]) -> tuple[ActiveRule, ...]:
    """The rules that the configuration lets run, with their options."""
    config.check_rules(rules)
    return tuple(
        ActiveRule(rule, config.options(rule.id, rule.options), settings.severity if settings else None)
        for rule in rules.values()
        if config.enabled(rule.id, rule.enabled)
        for settings in [config.rules.get(rule.id)]
    )


def named_files(config: Config, rules: dict[str, Rule], option: str) -> list[tuple[KeyPath, str]]:
    """The files that an option of rules names (`glossaries`, `word-files`), of rules that are not run too, since all
    rules share them; each with the key that names it."""
    return [
        (("rules", rule.id, option, index), name)
        for rule in rules.values()
        for index, name in enumerate(getattr(config.options(rule.id, rule.options), option.replace("-", "_"), ()))
    ]


def _rules_of(module: ModuleType) -> Iterable[Rule]:
    if isinstance(check := getattr(module, "check", None), Rule):
        yield check
    for info in iter_modules(getattr(module, "__path__", ())):
        yield from _rules_of(import_module(f"{module.__name__}.{info.name}"))
