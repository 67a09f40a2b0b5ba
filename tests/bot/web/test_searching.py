"""A search of the measure: as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import ROOT
from bot.web.measure import MeasureText
from bot.web.searching import LONGEST, Search
from policy_kb.kb import PolicyKB

TEXT = MeasureText(PolicyKB.open(ROOT / "policy_kb" / "data" / "anze"))
SEARCH = Search(TEXT)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("预付比例", ["第九条"]),
        ("乡村e镇品牌", ["第七条第（四）项"]),
        ("乡村 Ｅ 镇品牌", ["第七条第（四）项"]),
        ("審計", ["第四条"]),
        ("5g", ["第七条第（七）项"]),
        ("人才 跨境", ["第七条第（三）项"]),
        ("(以下简称", ["第二条"]),
        ("第三方运营", ["第七条"]),  # the opening, not its items
        ("种植", []),
    ],
)
def test_words_are_found_however_they_are_typed(typed: str, labels: list[str]) -> None:
    assert [hit.label for hit in SEARCH.find(typed).hits] == labels


@pytest.mark.parametrize(("typed", "anchor"), [("第9条", "article-9"), ("第十一条", "article-11")])
def test_a_number_leads_to_its_article_or_its_gap(typed: str, anchor: str) -> None:
    assert SEARCH.find(typed).named[0][0] == anchor


def test_a_number_that_no_article_has_is_not_found() -> None:
    assert SEARCH.find("第99条").named == ()


def test_headings_are_searched_too() -> None:
    found = SEARCH.find("附则")
    assert (found.hits, len(found.marks)) == ((), 1)


@given(st.text(max_size=2 * LONGEST))
def test_every_hit_is_a_verbatim_stretch_that_stands_where_it_says(typed: str) -> None:
    found = SEARCH.find(typed)
    assert len(found.query) <= LONGEST
    for start, end in found.marks:
        assert 0 <= start < end <= len(TEXT.source)
    for hit in found.hits:
        assert hit.before.removeprefix("…") + hit.found + hit.after.removesuffix("…") in TEXT.source


@given(st.integers(0, len(TEXT.source) - 1), st.integers(1, 30))
def test_whatever_stands_in_the_text_is_found(start: int, length: int) -> None:
    typed = TEXT.source[start : start + length]
    if typed.strip():
        assert any(mark[0] <= start + length and mark[1] >= start for mark in SEARCH.find(typed).marks)
