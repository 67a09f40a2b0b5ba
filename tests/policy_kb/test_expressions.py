"""Expressions that wait for their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import handlers
import policy_kb
from policy_kb.expressions import any_of, lazy_compile

_WAITING = type(lazy_compile(""))
_QUESTIONS = Path(__file__).parents[1] / "questions"
_BEGINNING = re.compile(r"\(\?=\[[^()]*\)(?=\(\?:)")


def test_it_does_what_a_compiled_one_does() -> None:
    digits = lazy_compile(r"(?P<of>[a-z]+)\d", re.IGNORECASE)
    found = [digits.fullmatch("A1") for _ in range(2)]
    assert [one and one["of"] for one in found] == ["A", "A"]
    assert (digits.sub("-", "a1 b"), digits.pattern, digits.groups) == ("- b", r"(?P<of>[a-z]+)\d", 1)


def test_what_is_no_expression_is_told_at_the_first_use() -> None:
    broken = lazy_compile("(")
    with pytest.raises(re.error):
        broken.search("")


@pytest.mark.parametrize("package", [handlers, policy_kb], ids=lambda one: one.__name__)
def test_every_one_of_ours_is_an_expression(package: object) -> None:
    places = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")  # type: ignore[attr-defined]
    modules = [importlib.import_module(place.name) for place in places]
    waiting = [one for module in modules for one in vars(module).values() if isinstance(one, _WAITING)]
    assert waiting
    for one in waiting:
        re.compile(one.pattern)
        _assert_begins_as_said(one.pattern)


def _assert_begins_as_said(pattern: str) -> None:
    """What is said of how all alternatives begin leaves none out."""
    if _BEGINNING.match(pattern):
        asked = "".join(file.read_text("utf-8") for file in _QUESTIONS.glob("*.jsonl"))
        found, plain = (re.finditer(one, asked) for one in (pattern, _BEGINNING.sub("", pattern, count=1)))
        assert [one.span() for one in found] == [one.span() for one in plain], pattern


def test_of_words_that_begin_alike_the_first_is_found() -> None:
    words = ("第一条", "第一", "a.b", "ab", "第二", "]")
    found = re.compile(any_of(words))
    assert found.findall("第一条，第一，第二条]a.b，axb，ab第三") == ["第一条", "第一", "第二", "]", "a.b", "ab"]
