"""The catalogues of texts hold what is shown: how people write is read beside its reader."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import texts

_FILES = sorted(Path(texts.__file__).parent.glob("*.py"))


def _grammar(tree: ast.Module) -> Iterator[str]:
    """What only a reader needs: patterns, sets of words to compare with, lists named as words."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if any(name.name == "re" for name in names):
                yield "import re"
            case ast.ImportFrom(module="re"):
                yield "from re"
            case ast.Call(func=ast.Name(id="frozenset" | "set"), args=[ast.Set() | ast.Tuple() | ast.List()]):
                yield f"a set of words in line {node.lineno}"
            case ast.Set(elts=elements) if any(_is_text(one) for one in elements):
                yield f"a set of words in line {node.lineno}"


def _word_lists(tree: ast.Module) -> Iterator[str]:
    """Tuples that are named as words; others are pairs of what is shown: a label and its prompt, columns."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple(elts=elements)) if name.endswith("WORDS"):
                if all(map(_is_text, elements)):
                    yield f"{name}: a tuple of words"


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_the_catalogues_hold_nothing_that_reads(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert [*_grammar(tree), *_word_lists(tree)] == []


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
