"""The words of short messages in a talk, by what they do: a message of nothing but these may be a move."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from policy_kb.expressions import any_of, lazy_compile
from policy_kb.numerals import HAN, to_int


class Sort(StrEnum):
    """What a word contributes to a move."""

    FILLER = "filler"  # 请, 再, 看看, 呢
    ONE = "one"  # 条, 个, 项: what is counted
    NUMBER = "number"  # 六
    ORDINAL = "ordinal"  # 第六, 头一
    LAST = "last"  # 最后, 倒数
    UP = "up"  # 上面, 往回
    DOWN = "down"  # 下面, 挨着
    ON = "on"  # 然后, 接着
    DOING = "doing"  # 干啥, 怎么走
    SENTENCE = "sentence"  # 句, 半截
    HEAD = "head"  # 开头, 首
    TAIL = "tail"  # 收尾, 末
    OTHER = "other"  # 换, 旁边
    REST = "rest"  # 别的, 剩下: what is left over
    ASKED = "asked"  # 问的, 问题
    FIRST = "first"  # 一开始
    BEFORE = "before"  # 刚才
    WHERE = "where"  # 第几条, 出处
    WHOLE = "whole"  # 原文, 整条
    ARTICLE = "article"  # 整条: all of it, also of an item's
    TOGETHER = "together"  # 这俩, 两条都, 分别: what was shown in the last answers
    AGAIN = "again"  # 再说一遍, 没听清
    SIMPLER = "simpler"  # 大白话, 太长了


_ORDINALS = {"头一": 1, "头": 1}

_N = rf"(?:[0-9]{{1,3}}(?![0-9])|[{HAN}两俩]{{1,3}})"
# 第六条 is a reference, whatever was shown.
_NUMBERED = rf"(?P<ordinal>(?:第|排第){_N}(?![{HAN}0-9]|\s*条)|头一)|(?P<number>{_N})"
_SPACES = lazy_compile(r"[\s,，。.!！?？~～、…;；:：]+")


class Word(Struct, frozen=True):
    """A word of a message: its sort, and its number where it has one."""

    sort: Sort
    number: int = 0


def words_of(text: str) -> tuple[Word, ...] | None:
    """The words of a normalised message from its first sign to its last; None where one is not of this table."""
    found: list[Word] = []
    place = 0
    while place < len(text):
        if signs := _SPACES.match(text, place):
            place = signs.end()
        elif word := _table().match(text, place):
            place = word.end()
            found.append(_word(word))
        else:
            return None
    return tuple(found)


def _word(found: re.Match[str]) -> Word:
    if ordinal := found["ordinal"]:
        return Word(Sort.ORDINAL, _ORDINALS.get(ordinal) or _number(ordinal.lstrip("排第")))
    if number := found["number"]:
        return Word(Sort.NUMBER, _number(number))
    return Word(_sorts()[found[0]])


def _number(printed: str) -> int:
    return to_int(printed.replace("两", "二").replace("俩", "二")) or 0


@lru_cache(maxsize=1)
def _sorts() -> Mapping[str, Sort]:
    """What each word does; one that stands twice in the table does what is said first."""
    table = tomllib.loads((Path(__file__).parent / "data" / "terminals.toml").read_text("utf-8"))
    return {word: Sort(sort) for sort, words in reversed(table.items()) for word in words.split()}


@lru_cache(maxsize=1)
def _table() -> re.Pattern[str]:
    """The longest word first; numbers before single characters, of which some are numerals."""
    longest = sorted((word for word in _sorts() if len(word) > 1), key=len, reverse=True)
    single = (word for word in _sorts() if len(word) == 1)
    return re.compile(f"{any_of(longest)}|{_NUMBERED}|{any_of(single)}")
