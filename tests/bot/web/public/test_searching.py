"""A search of the measure: as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.public.measure import MeasureText
from bot.web.public.searching import LONGEST, Search
from tests.measure import opened

TEXT = MeasureText(opened())
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
        ("“专款专用”", ["第三条", "第四条", "第十三条"]),
        ("“预付比例需在合同上载明”", ["第九条"]),
        ("预付比例？", ["第九条"]),
        ("种植", []),
    ],
)
def test_words_are_found_however_they_are_typed(typed: str, labels: list[str]) -> None:
    assert [hit.label for hit in SEARCH.find(typed).hits] == labels


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ("第9条", "article-9"),
        ("九条", "article-9"),
        ("art 9", "article-9"),
        ("9", "article-9"),
        ("９", "article-9"),
        ("十二", "article-12"),
        ("第十一条", "article-11"),
        ("11", "article-11"),
        ("十一", "article-11"),
        ("7条3项", "item-7.3"),
        ("7.3", "item-7.3"),
        ("第七条（八）", "item-7.8"),
        ("第七条第（八）项", "item-7.8"),
        ("第9条和第12条", "article-9"),
    ],
)
def test_a_reference_leads_to_its_article_its_item_or_its_gap(typed: str, anchor: str) -> None:
    assert SEARCH.find(typed).named[0][0] == anchor


@pytest.mark.parametrize(
    ("typed", "missing", "named"),
    [
        ("十一", "印发文本没有第十一条。", ["第十一条"]),
        ("第99条", "印发文本没有第九十九条。", []),
        ("7条15项", "第七条没有第（十五）项。", ["第七条"]),
        ("9条2项", "第九条没有第（二）项。", ["第九条"]),
    ],
)
def test_what_the_text_does_not_have_is_said_to_be_so(typed: str, missing: str, named: list[str]) -> None:
    found = SEARCH.find(typed)
    assert found.missing == (missing,)
    assert [label for _, label in found.named] == named


@pytest.mark.parametrize("typed", ["项目建设", "2022", "21", "三农", "第", "0", "九条规矩"])
def test_what_is_no_reference_names_nothing(typed: str) -> None:
    found = SEARCH.find(typed)
    assert (found.named, found.missing) == ((), ())


@pytest.mark.parametrize("typed", ["小额存取", "小额存", "额"])
def test_characters_that_are_sounds_in_a_talk_are_searched_for(typed: str) -> None:
    found = SEARCH.find(typed)
    assert found.marks
    assert {TEXT.source[start:end] for start, end in found.marks} == {typed}


def test_headings_are_searched_too() -> None:
    found = SEARCH.find("附则")
    assert (found.hits, len(found.marks)) == ((), 1)


@pytest.mark.rotated("many examples", 2)
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
