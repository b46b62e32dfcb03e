"""Who may import whom: the contracts in pyproject.toml, and what is finer than import-linter can say."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum, EnumMeta
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_USE = {"numpy", "scipy", "sklearn", "matcher"}


def trees(*places: str) -> Iterator[tuple[str, ast.Module]]:
    """Every file, read, of these modules and packages."""
    for place in places:
        found = [*ROOT.glob(f"{place}.py"), *(ROOT / place).rglob("*.py")]
        yield from ((str(file.relative_to(ROOT)), ast.parse(file.read_bytes())) for file in sorted(found))


def imports(*places: str) -> Iterator[tuple[str, str, str]]:
    """(file, module, name) of every import there; the name is empty for ``import module``."""
    for file, tree in trees(*places):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((file, node.module, alias.name) for alias in node.names)
            elif isinstance(node, ast.Import):
                yield from ((file, alias.name, "") for alias in node.names)


def is_only_enums(thing: object) -> bool:
    """An enum, or a collection of members of enums."""
    if isinstance(thing, tuple | frozenset):
        return all(isinstance(member, Enum) for member in thing)
    return isinstance(thing, EnumMeta)


def test_every_import_contract_is_kept() -> None:
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"
    outcome = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, f"{outcome.stdout}\n{outcome.stderr}"


def test_the_matcher_uses_the_standard_library_and_arithmetic_only() -> None:
    strangers = {
        (file, module)
        for file, module, _ in imports("matcher")
        if module.split(".")[0] not in MAY_USE | sys.stdlib_module_names
    }
    assert strangers == set()


def test_the_matcher_has_no_clock_and_no_chance_of_its_own() -> None:
    """It is given the time and a seeded generator; ``datetime`` is there for arithmetic."""
    calls = [
        (file, node.lineno, node.func.attr)
        for file, tree in trees("matcher")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in {"now", "today", "utcnow"} or (node.func.attr == "default_rng" and not node.args)
    ]
    assert calls == []


def test_importing_the_matcher_package_costs_nothing() -> None:
    assert (ROOT / "matcher" / "__init__.py").read_text(encoding="utf-8").strip() == ""


@pytest.mark.parametrize(
    ("places", "modules"),
    [
        pytest.param(["data"], {"matcher.lifecycle"}, id="data takes only the enums of the lifecycle"),
        pytest.param(["api/rest", "api/schemas", "api/auth"], None, id="faces take only enums of the matcher"),
    ],
)
def test_only_enums_are_taken(places: list[str], modules: set[str] | None) -> None:
    taken = {
        (file, module, name)
        for file, module, name in imports(*places)
        if module.split(".")[0] == "matcher" and (modules is None or module in modules)
    }
    others = {
        (file, module, name)
        for file, module, name in taken
        if not is_only_enums(getattr(importlib.import_module(module), name or "-", None))
    }
    assert others == set()
