"""Values from a configuration file, turned into a frozen dataclass whose fields say what is allowed.

The one place that validates: the keys of the configuration itself and the options of every rule pass through `build`.
A field ``min_length`` is the key ``min-length``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Made = TypeVar("Made")
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the greatest number that a key takes."""

    least: float
    most: float = float("inf")

    def __str__(self) -> str:
        return f" from {self.least:g} on" if self.most == float("inf") else f" from {self.least:g} to {self.most:g}"


Share = Annotated[float, Limits(0, 1)]
"""A part of a whole."""
Majority = Annotated[float, Limits(0.5, 1)]
"""A part that is more than what is left."""
Count = Annotated[int, Limits(1)]


class OptionError(ValueError):
    """A key or value that cannot be taken: what is wrong, and what was likely meant.

    `path` leads to it: the keys of the tables and the places in lists, ``("pages", 0, "source")``.
    """

    def __init__(self, message: str, path: KeyPath, hint: str = "") -> None:
        super().__init__(message + hint)
        self.message = message
        self.path = path
        self.hint = hint


def build(form: type[Made], values: Mapping[str, Any], path: KeyPath = ()) -> Made:
    """Make the dataclass `form` of the values of a table, or raise an `OptionError`."""
    types = _types(form)  # type: ignore[arg-type]
    given: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in types or "_" in key:
            raise unknown("key", key, (name.replace("_", "-") for name in types), (*path, key))
        given[name] = _read(types[name], value, (*path, key))
    for field in fields(form):  # type: ignore[arg-type]
        if field.name not in given and field.default is MISSING and field.default_factory is MISSING:
            raise OptionError(f"key `{field.name.replace('_', '-')}` is missing", path)
    return form(**given)


def unknown(kind: str, name: str, known: Iterable[str], path: KeyPath) -> OptionError:
    """The error for a name that nobody knows, with the known one that comes nearest."""
    near = nearest(name, list(known))
    return OptionError(f"unknown {kind} `{name}`", path, f", did you mean `{near}`?" if near else "")


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that somebody who wrote `name` most likely meant, if there is one."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1, 0.6)), None)


@cache
def _types(form: Any) -> dict[str, Any]:
    hints = get_type_hints(form, include_extras=True)
    return {field.name: hints[field.name] for field in fields(form) if field.init and not field.name.startswith("_")}


def _read(wanted: Any, value: Any, path: KeyPath) -> Any:
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return _read(inner, value, path)
    if origin is Annotated:
        kind, limits = arguments
        number = _read(kind, value, path)
        if not limits.least <= number <= limits.most:
            raise _wrong(path, f"{_NAMES[kind]}{limits}", value)
        return number
    if origin is Literal:
        if value not in arguments:
            near = nearest(value, arguments) if isinstance(value, str) else None
            hint = f", did you mean `{near}`?" if near else ""
            raise _wrong(path, "one of " + ", ".join(f"`{argument}`" for argument in arguments), value, hint)
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(path, "a list", value)
        return tuple(_read(arguments[0], item, (*path, index)) for index, item in enumerate(value))
    if origin in (Mapping, dict):
        if not isinstance(value, dict):
            raise _wrong(path, "a table", value)
        return {key: _read(arguments[1], item, (*path, key)) for key, item in value.items()}
    if is_dataclass(wanted):
        if not isinstance(value, dict):
            raise _wrong(path, "a table", value)
        return build(wanted, value, path)  # type: ignore[arg-type]
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if wanted is not Any and (not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)):
        raise _wrong(path, _NAMES[wanted], value)
    return value


_NAMES: dict[type[Any], str] = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
_GIVEN: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (str, lambda value: f'"{value}"'),
    (int, str),
    (float, str),
    (list, lambda _: "a list"),
    (dict, lambda _: "a table"),
)


def _wrong(path: KeyPath, wanted: str, value: Any, hint: str = "") -> OptionError:
    given = next((name(value) for kind, name in _GIVEN if isinstance(value, kind)), type(value).__name__)
    keys = [part for part in path if isinstance(part, str)]
    each = "each of " if isinstance(path[-1], int) else ""
    return OptionError(f"{each}`{keys[-1]}` must be {wanted}, not {given}", path, hint)
