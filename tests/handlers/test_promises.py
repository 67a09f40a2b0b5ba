"""What a sentence promises is there: each promise stands here with what keeps it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName

PROMISE = re.compile(
    r"会(?:看到|再?通知|告知|告诉|提醒|联系|转交|转告|收到|答复|回复)"
    r"|已经?(?:提醒|通知|告知|告诉|转告|转交)|通知了|受理页面|有进展"
)
"""Words that say what somebody else does, or did, for the reader."""

KEPT: dict[str, str] = {
    "已告知": "tests/handlers/sealed/test_handling.py",
    "已经告知举报人的理由": "tests/handlers/sealed/test_handling.py",
    "已提醒": "tests/scenarios/test_nudging.py",
    "照文件写，会告知申请人": "LAPSE",
    "归档以后不再拨付，会告知申请人": "ARCHIVE",
    "为什么撤销？会告知申请人": "ANNUL_ENTRY",
    "已解除绑定，并通知了本人": "tests/scenarios/test_unbinding.py",
    "已通知，待缴款": "NOTIFY",
    "登记以后各企业会收到通知": "PAY",
    "有新的人绑定，本单位其他绑定的人会收到通知": "tests/scenarios/test_unbinding.py",
}
"""A promise, and the act that tells the firm, or the tests in which it is kept."""


def test_every_promise_is_kept_by_something() -> None:
    told = [sentence for sentence in _sentences() if PROMISE.search(sentence)]
    assert [one for one in told if not any(kept in one for kept in KEPT)] == []
    assert [kept for kept in KEPT if not any(kept in one for one in told)] == []


def test_what_keeps_a_promise_is_there() -> None:
    for promise, keeper in KEPT.items():
        if keeper.endswith(".py"):
            assert (ROOT / keeper).is_file(), promise
        else:
            assert TABLE[ActName[keeper]].tells_firm, promise


def _sentences() -> Iterator[str]:
    for file in (*sorted((ROOT / "handlers" / "texts").glob("*.py")), *sorted((ROOT / "policy_kb").glob("*.py"))):
        yield from _of_module(file)
    for file in sorted((ROOT / "policy_kb" / "data" / "anze").glob("*.toml")):
        yield from _of_values(tomllib.loads(file.read_text(encoding="utf-8")))
    for file in sorted((ROOT / "bot" / "web" / "templates").rglob("*.html")):
        yield from file.read_text(encoding="utf-8").splitlines()


def _of_module(file: Path) -> Iterator[str]:
    """Strings that people may read: no docstrings, and no patterns of what they type."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    hidden: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            hidden |= set(ast.walk(node))
        if isinstance(node, ast.JoinedStr):
            hidden |= set(node.values) if node not in hidden else set()
            if node not in hidden:
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in hidden:
            yield node.value


def _of_values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"words", "names"}:  # what people type
                yield from _of_values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _of_values(one)
