"""The configuration: `trcheck.toml`, or `[tool.trcheck]` in pyproject.toml, at the root of the run.

Every key is a field of `Config`, with its underscores as hyphens; docs/config.md describes them for users. A key that
nobody knows or a value of the wrong type is a `ConfigError` that names the file, the line and the nearest known key.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from trcheck.model import Severity
from trcheck.options import Count, KeyPath, Majority, OptionError, build, unknown

FILE = "trcheck.toml"
PYPROJECT = "pyproject.toml"

Made = TypeVar("Made")


class ConfigError(Exception):
    """The configuration cannot be used; the message is one line that says where and why."""


@dataclass(frozen=True, slots=True)
class PagePattern:
    """Where source pages and their translations are, as paths relative to the root.

    ``{lang}`` stands for the tag of a language, ``{path}`` for what a page and its translations have in common. The
    ending of a page may be left to ``{path}``, and may then differ between the two. `language` is the language of the
    translations where their pattern holds no ``{lang}``.
    """

    source: str
    translation: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What the configuration says about one rule: whether it runs, its severity, and its options as written."""

    enabled: bool | None = None
    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """What a site's owner may settle. Every field has a default that suits a site that never heard of trcheck."""

    source: str | None = None
    """The source language; found by itself where there is no say: `en` if there, else the one with most pages."""
    languages: tuple[str, ...] = ()
    """The languages of the site beside the source; all that are found where this is empty."""
    pages: tuple[PagePattern, ...] = ()
    """How pages pair up. Where it is empty, the common layouts are looked for."""
    root_language: str | None = None
    """The language of pages whose path names none; the source language where it is not set."""
    exclude: tuple[str, ...] = ()
    """Globs of paths that are no pages: `**` stands for any folders, a folder's name for all in it."""
    site: tuple[str, ...] = ()
    """The URLs under which the site is published; links to them are links within the site."""
    select: tuple[str, ...] = ()
    """The ids of the only rules to run."""
    ignore: tuple[str, ...] = ()
    """The ids of rules not to run."""
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    """The least severity that makes the exit status 1."""
    semantic: str = "embedded"
    """What tells meaning where structure does not: `embedded`, a model of sentence-transformers by name or folder, or
    `off`."""
    conventions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language: what its pages do as a rule, by topic. Of topics that are not named it is learned from the pages."""
    convention_majority: Majority = 0.8
    """The share of the places that must agree for a convention to be learned from them."""
    convention_places: Count = 10
    """How many places there must be for that."""
    plugins: tuple[str, ...] = ()
    """Importable modules that hold more rules."""
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    """By id: `enabled`, `severity`, and the rule's own options."""
    _file: ConfigFile | None = field(default=None, repr=False, compare=False)

    def enabled(self, rule: str, default: bool) -> bool:
        """Whether a rule runs: as `select` says if it is set, else as its own settings do; never if it is ignored."""
        if rule in self.ignore:
            return False
        settings = self.rules.get(rule)
        if self.select:
            return rule in self.select
        return default if settings is None or settings.enabled is None else settings.enabled

    def options(self, rule: str, form: type[Made]) -> Made:
        """The options of a rule, as the dataclass that it declares; a `ConfigError` where they do not fit it."""
        settings = self.rules.get(rule)
        try:
            return build(form, settings.options if settings else {}, ("rules", rule))
        except OptionError as error:
            raise self.error(error) from None

    def check_rules(self, known: Collection[str]) -> None:
        """Raise a `ConfigError` where the file names a rule that nobody knows."""
        named = [("select", index, rule) for index, rule in enumerate(self.select)]
        named += [("ignore", index, rule) for index, rule in enumerate(self.ignore)]
        for key, index, rule in named:
            if rule not in known:
                raise self.error(unknown("rule", rule, known, (key, index, rule)))
        for rule in self.rules:
            if rule not in known:
                raise self.error(unknown("rule", rule, known, ("rules", rule)))

    def check_conventions(self, known: Mapping[str, Collection[str]]) -> None:
        """Raise a `ConfigError` where the file pins a topic or a way that nobody knows. `known`: the ways by topic."""
        for language, pinned in self.conventions.items():
            for topic, way in pinned.items():
                path = ("conventions", language, topic)
                if topic not in known:
                    raise self.error(unknown("convention", topic, known, path))
                if way not in known[topic]:
                    ways = ", ".join(f"`{each}`" for each in known[topic])
                    raise self.error(OptionError(f"`{topic}` must be one of {ways}, not `{way}`", path))

    def error(self, error: OptionError) -> ConfigError:
        """The error to raise for something wrong in what the file says: it names the line."""
        return self._file.error(error) if self._file else ConfigError(str(error))


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The TOML file that something was read from, to say where in it something is wrong."""

    name: str
    text: str
    table: tuple[str, ...] = ()

    def error(self, error: OptionError) -> ConfigError:
        """An error at the line of the key that it is about."""
        return ConfigError(f"{error.message} in {self.name}:{self.line(error.path)}{error.hint}")

    def line(self, path: KeyPath) -> int:
        """The line of what a path leads to, or of the nearest table around it. tomllib tells no lines."""
        wanted = (*self.table, *path)
        best, length = 1, 0
        for number, here in _places(self.text):
            if length < len(here) and wanted[: len(here)] == here:
                best, length = number, len(here)
        if length < len(wanted):
            for number, line in enumerate(self.text.splitlines()[best - 1 :], best):
                if f'"{wanted[-1]}"' in line:
                    return number
                if number > best and (_HEADER.match(line) or _KEY.match(line)):
                    break
        return best


_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_NAMES})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_NAMES})[ \t]*=")


def _places(text: str) -> Iterator[tuple[int, KeyPath]]:
    """The headers of tables and the keys of a TOML file, each with its line."""
    table: KeyPath = ()
    count: Counter[KeyPath] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _keys(header[2])
            for end in range(1, len(table)):
                if count[table[:end]]:  # under the last table of a list
                    table = (*table[:end], count[table[:end]] - 1, *table[end:])
                    break
            if header[1] == "[[":
                count[table] += 1
                table = (*table, count[table] - 1)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_keys(key[1]))


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def load_config(root: Path, path: Path | None = None) -> Config:
    """The configuration in `path`, or the one found in `root`; the default one where there is none."""
    if path is not None:
        return _load(path, str(path))
    found = config_file(root)
    return _load(found, found.name) if found else Config()


def config_file(root: Path) -> Path | None:
    """The file in `root` that holds the configuration, if there is one."""
    if (root / FILE).is_file():
        return root / FILE
    if (root / PYPROJECT).is_file() and "tool.trcheck" in read_file(root / PYPROJECT, PYPROJECT):
        return root / PYPROJECT
    return None


def _load(path: Path, name: str) -> Config:
    text = read_file(path, name)
    values = parse(text, name)
    file = ConfigFile(name, text)
    if path.name == PYPROJECT:
        file = ConfigFile(name, text, ("tool", "trcheck"))
        values = values.get("tool", {}).get("trcheck", {})
    try:
        config = build(Config, {**values, "rules": {}})
        rules = _rules(values.get("rules", {}))
        _check_patterns(config.pages)
    except OptionError as error:
        raise file.error(error) from None
    return replace(config, rules=rules, _file=file)


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML file; a `ConfigError` where it does not parse."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at line ")
        line = place.partition(",")[0] or str(text.count("\n") + 1)
        raise ConfigError(f"{message} in {name}:{line}") from None
    except RecursionError:
        raise ConfigError(f"{name} is nested too deeply") from None


def read_file(path: Path, name: str) -> str:
    """The text of a file that a site's owner wrote, called `name`; a `ConfigError` where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"cannot read {name}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"cannot read {name}: it is not UTF-8") from None


def _rules(tables: Any) -> dict[str, RuleSettings]:
    """The settings of each rule. Its options stay as they are: which there are is known when the rule is loaded."""
    if not isinstance(tables, dict):
        raise OptionError("`rules` must be a table", ("rules",))
    rules = {}
    for rule, table in tables.items():
        if not isinstance(table, dict):
            raise OptionError(f"`{rule}` must be a table", ("rules", rule))
        common = {key: table[key] for key in ("enabled", "severity") if key in table}
        options = {key: value for key, value in table.items() if key not in common}
        rules[rule] = replace(build(RuleSettings, common, ("rules", rule)), options=options)
    return rules


def _check_patterns(patterns: tuple[PagePattern, ...]) -> None:
    for index, pattern in enumerate(patterns):
        for key, value in (("source", pattern.source), ("translation", pattern.translation)):
            path = ("pages", index, key)
            for name in re.findall(r"\{([^{}]*)\}", value):
                if name not in ("lang", "path"):
                    raise unknown("placeholder", "{" + name + "}", ("{lang}", "{path}"), path)
            if value.count("{path}") != 1:
                raise OptionError(f"`{key}` must hold `{{path}}` once", path)
        if "{lang}" not in pattern.translation and pattern.language is None:
            raise OptionError("`translation` must hold `{lang}`, or `language` be set", ("pages", index, "translation"))
