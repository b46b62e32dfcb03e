"""The texts that stand in our code, read from its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def written_in(path: Path) -> Iterator[str]:
    """Every string that is no docstring, f-strings as templates: ``{}`` for each value."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, _DOCUMENTED) and _has_doc(node)}
    skipped |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield unnamed(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def unnamed(template: str) -> str:
    """A template with its values unnamed."""
    return re.sub(r"\{[a-z_]*(?::[^}]*)?\}", "{}", template)


def _has_doc(node: ast.AST) -> bool:
    body = getattr(node, "body", [])
    return bool(body) and isinstance(body[0], ast.Expr)
