"""What comes in is recognised by its key, read by a reader beside its words: never by a sentence that is shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
import handlers

_ROOMS = [Path(package.__file__ or "").parent for package in (handlers, bot)]
_FILES = [file for room in _ROOMS for file in sorted(room.rglob("*.py")) if "texts" not in file.parts]
_CATALOGUE = "handlers.texts"


def _shown(tree: ast.Module) -> tuple[set[str], set[str]]:
    """The catalogues that a module knows, and the sentences that it imports by name."""
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    modules = {name.asname or name.name for node in froms if node.module == _CATALOGUE for name in node.names}
    inside = [node for node in froms if str(node.module).startswith(f"{_CATALOGUE}.")]
    return modules, {name.asname or name.name for node in inside for name in node.names if name.name.isupper()}


def _is_sentence(node: ast.expr, modules: set[str], names: set[str]) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id=module), attr=attr):
            return module in modules and attr.isupper()
        case ast.Name(id=name):
            return name in names
        case ast.Set(elts=elements) | ast.Tuple(elts=elements) | ast.List(elts=elements):
            return any(_is_sentence(one, modules, names) for one in elements)
    return False


def _recognised(tree: ast.Module) -> Iterator[str]:
    modules, names = _shown(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                pairs = zip(ops, [left, *others][:-1], others, strict=True)
                for op, one, other in pairs:
                    compared = [one, other] if isinstance(op, ast.Eq | ast.NotEq) else []
                    compared += [other] if isinstance(other, ast.Set | ast.Tuple | ast.List) else []
                    if any(_is_sentence(each, modules, names) for each in compared):
                        yield ast.unparse(node)
            case ast.MatchValue(value=value) if _is_sentence(value, modules, names):
                yield ast.unparse(node)


@pytest.mark.parametrize(
    "source",
    [
        "from handlers.texts import binding as texts\nif value == texts.CONFIRM: pass",
        "from handlers.texts.binding import CONFIRM\nif CONFIRM != value: pass",
        "from handlers.texts import binding\nif value in {binding.CONFIRM, binding.CANCEL}: pass",
        "from handlers.texts import binding\nmatch value:\n    case binding.CONFIRM: pass",
    ],
)
def test_a_comparison_with_a_sentence_is_found(source: str) -> None:
    assert list(_recognised(ast.parse(source)))


def test_nothing_is_recognised_by_a_sentence_that_is_shown() -> None:
    found = {str(file): list(_recognised(ast.parse(file.read_text("utf-8")))) for file in _FILES}
    assert {file: lines for file, lines in found.items() if lines} == {}
