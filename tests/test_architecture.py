"""Imports point one way: each room of the house imports only what lies below it. Read from the imports as written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINE, RULES = ROOT / "checker" / "trcheck", ROOT / "rules" / "trcheck_rules"

FLOORS: tuple[set[str], ...] = (
    {"trcheck", "trcheck.model", "trcheck.language", "trcheck.options", "trcheck.cache"},
    {"trcheck.text"},
    {"trcheck.reading", "trcheck.alignment", "trcheck.config", "trcheck.finding", "trcheck.git", "trcheck.learning"},
    {"trcheck.rule", "trcheck.pin", "trcheck.glossary"},
    {"trcheck.judgement", "trcheck.pages", "trcheck.registry", "trcheck.report", "trcheck.suppress"},
    {"trcheck.engine"},
    {"trcheck.cli"},
    {"trcheck.__main__"},
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(ENGINE.rglob("*.py"))
RULE_MODULES = sorted(RULES.glob("*.py"))


def name(path: Path) -> str:
    parts = path.relative_to(ENGINE.parent if path.is_relative_to(ENGINE) else RULES.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    """The room of a module: the package or module right under trcheck."""
    return ".".join(module.split(".")[:2])


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        found = []
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            found = [node.module or ""]
            if node.module in ("trcheck", "trcheck_rules"):
                found = [f"{node.module}.{alias.name}" for alias in node.names if alias.name != "__version__"]
        yield from (module for module in found if module.split(".")[0] in ("trcheck", "trcheck_rules"))


def test_every_room_has_a_floor() -> None:
    assert {room(name(path)) for path in MODULES} == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_down(path: Path) -> None:
    own = room(name(path))
    for module in imports(path):
        other = room(module)
        assert other in FLOOR, f"{name(path)} imports {module}"
        assert other == own or FLOOR[other] < FLOOR[own], f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", RULE_MODULES, ids=name)
def test_rules_import_what_they_judge_by_and_their_declaration_only(path: Path) -> None:
    allowed = {"trcheck.language", "trcheck.learning", "trcheck.model", "trcheck.rule", "trcheck.text"}
    assert {room(module) for module in imports(path)} <= allowed


@pytest.mark.parametrize("path", [*MODULES, *RULE_MODULES], ids=name)
def test_only_the_command_prints_and_exits(path: Path) -> None:
    if room(name(path)) == "trcheck.cli":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "exit", "quit", "sys.exit", "os._exit"), f"{path}:{node.lineno}"
        assert not (isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"))


def test_nothing_is_installed_but_the_two_packages() -> None:
    assert not (ROOT / "checker" / "__init__.py").exists()
    assert not (ROOT / "rules" / "__init__.py").exists()
