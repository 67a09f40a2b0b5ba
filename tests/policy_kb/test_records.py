"""Records give back the very article, whatever text it came from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_kb.documents.structure import parse
from policy_kb.lazily import LazyMapping, LazySequence
from policy_kb.records import Records

PIECES = [
    "第一条 ",
    "第二条",
    "第二条之一",
    "（一）",
    "（二）",
    "1.",
    "\n",
    "\n　　",
    "第3页",
    "公平公1开",
    "。",
    "：",
    "；",
    "，",
    " ",
]
WORDS = ["资金管理", "企业", "\u200b", "e 镇", "“引文”", "附则", "\\", '"']
TEXTS = st.lists(st.sampled_from([*PIECES, *WORDS]), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_an_article_comes_back_as_it_was(text: str) -> None:
    records = Records(text)
    for article in parse(text).articles:
        assert records.read(records.write(article)) == article


def test_a_plain_article_is_kept_without_its_text() -> None:
    text = "第一条 为规范公共自行车的管理，制定本办法。\n第二条 本办法自发布之日起施行。"
    assert all("管理" not in Records(text).write(article).decode() for article in parse(text).articles)


@given(st.integers(0, 20), st.integers(-25, 25), st.slices(20))
def test_a_lazy_sequence_is_like_a_tuple(size: int, at: int, part: slice) -> None:
    plain, lazy = tuple(range(size)), LazySequence(size, lambda place: place)
    assert tuple(lazy) == plain
    assert len(lazy) == size
    assert lazy[part] == plain[part]
    assert (lazy[at] if -size <= at < size else None) == (plain[at] if -size <= at < size else None)


def test_a_lazy_mapping_makes_only_what_is_asked_for() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    lazy = LazyMapping({"a": 1, "b": 2}, make)
    assert list(lazy) == ["a", "b"]
    assert "c" not in lazy
    assert lazy.get("c") is None
    assert made == []
    assert lazy["b"] == "B"
    assert made == ["b"]
