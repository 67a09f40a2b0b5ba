"""Each promise of the threat model names tests that are there, in both languages the same ones."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_PAPERS = ("threat-model.md", "threat-model.zh-CN.md")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_FEWEST = 25


def _named(paper: str) -> list[tuple[str, str]]:
    return _TEST.findall((_ROOT / "docs" / paper).read_text("utf-8"))


@cache
def _tests_of(file: str) -> set[str]:
    tree = ast.parse((_ROOT / file).read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name for node in functions}


@pytest.mark.parametrize("paper", _PAPERS)
def test_every_test_that_it_names_is_there(paper: str) -> None:
    named = _named(paper)
    assert len(named) >= _FEWEST
    assert [f"{file}::{name}" for file, name in named if name not in _tests_of(file)] == []


@pytest.mark.parametrize("paper", _PAPERS)
def test_every_promise_names_one(paper: str) -> None:
    promises = (_ROOT / "docs" / paper).read_text("utf-8").split("\n## ")[2]
    _, _, *rows = [line for line in promises.splitlines() if line.startswith("|")]
    assert [row for row in rows if not _TEST.search(row)] == []


def test_both_papers_promise_the_same() -> None:
    one, other = map(_named, _PAPERS)
    assert one == other
