"""No article number stands in `handlers`: the folder's guide says which passage is for what."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import handlers

_NUMBER = re.compile(r"第[一二三四五六七八九十百0-9]+条(?!第)")


def test_no_string_of_the_handlers_names_an_article() -> None:
    found = []
    for file in Path(handlers.__file__).parent.rglob("*.py"):
        if "条" not in (source := file.read_text("utf-8")):
            continue
        tree = ast.parse(source)
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings are no copy
        found += [
            f"{file.name}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
            and _NUMBER.search(node.value)
        ]
    assert found == []
