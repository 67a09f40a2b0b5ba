"""Every reference, written in every spelling and amid every politeness, is read back as it was meant."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.matching.normalise import normalise
from policy_kb.references.contents import Contents
from policy_kb.references.grammar import find_numbers, find_references
from policy_kb.references.reference import Found
from tests.measure import opened
from tests.policy_kb.references import spelling

ARTICLES = st.integers(1, spelling.LARGEST)
ITEMS = st.integers(1, 10)
POLITE = st.sampled_from(spelling.POLITE)


@cache
def contents() -> Contents:
    return opened().answerer.contents


def read(polite: str, spelt: str) -> Found:
    found = find_references(normalise(polite.format(spelt)), contents())
    assert found.is_look_up, polite.format(spelt)
    return found


@given(ARTICLES, POLITE, st.data())
def test_an_article(number: int, polite: str, data: st.DataObject) -> None:
    spelt = data.draw(st.sampled_from(list(spelling.articles(number))))
    assert read(polite, spelt).units == (str(number),)


@given(ITEMS, POLITE, st.data())
def test_an_item(number: int, polite: str, data: st.DataObject) -> None:
    spelt = data.draw(st.sampled_from(list(spelling.items(7, number))))
    assert read(polite, spelt).units == (f"7.{number}",)


@given(st.integers(1, 6), POLITE, st.data())
def test_a_chapter(number: int, polite: str, data: st.DataObject) -> None:
    spelt = data.draw(st.sampled_from(list(spelling.chapters(number))))
    assert [one.chapter for one in read(polite, spelt).references] == [number]


@given(st.sets(ARTICLES, min_size=2, max_size=4), POLITE, st.data())
def test_a_list(numbers: set[int], polite: str, data: st.DataObject) -> None:
    named = tuple(sorted(numbers))
    spelt = data.draw(st.sampled_from(list(spelling.lists(named))))
    assert read(polite, spelt).units == tuple(map(str, named))


@given(st.sets(ITEMS, min_size=2, max_size=4), POLITE, st.data())
def test_a_list_of_items(numbers: set[int], polite: str, data: st.DataObject) -> None:
    named = tuple(sorted(numbers))
    spelt = data.draw(st.sampled_from(list(spelling.items_listed(7, named))))
    assert read(polite, spelt).units == tuple(f"7.{number}" for number in named)


@given(st.integers(1, 17), st.sampled_from((-1, 1)), POLITE, st.data())
def test_an_article_beside_another(place: int, steps: int, polite: str, data: st.DataObject) -> None:
    """What is left out has neighbours too, and is nobody's."""
    known = contents().articles
    spelt = data.draw(st.sampled_from(list(spelling.beside(int(known[place]), steps))))
    assert read(polite, spelt).units == (known[place + steps],)


@given(st.integers(1, 14), st.integers(1, 6), POLITE, st.data())
def test_a_range(first: int, more: int, polite: str, data: st.DataObject) -> None:
    spelt = data.draw(st.sampled_from(list(spelling.ranges(first, first + more))))
    assert read(polite, spelt).units == tuple(map(str, range(first, first + more + 1)))


@given(st.sets(ARTICLES.filter(lambda number: number != 11), min_size=2, max_size=4), st.data())
def test_numbers_alone(named: set[int], data: st.DataObject) -> None:
    """Where no talk stands before them; a number that no article has makes them none."""
    numbers = [str(number) for number in sorted(named)]
    joint = data.draw(st.sampled_from((" ", "、", ",", "和", "跟")))
    found = find_numbers(normalise(joint.join(numbers)), contents())
    assert found.units == tuple(numbers)


@given(st.integers(1, 19), POLITE, st.data())
def test_an_article_from_the_end(place: int, polite: str, data: st.DataObject) -> None:
    """There is no eleventh article: places count articles, not numbers."""
    spelt = data.draw(st.sampled_from(list(spelling.from_the_end(place, "条"))))
    assert read(polite, spelt).units == (contents().articles[-place],)


@given(st.integers(1, 10), POLITE, st.data())
def test_an_item_from_the_end(place: int, polite: str, data: st.DataObject) -> None:
    spelt = data.draw(st.sampled_from(list(spelling.from_the_end(place, "项"))))
    assert read(polite, f"第七条{spelt}").units == (f"7.{11 - place}",)


@pytest.mark.parametrize(
    ("spelt", "chapter"),
    [
        ("总则", 1),
        ("附则", 6),
        ("附 则", 6),
        ("附则那一章", 6),
        ("资金管理与监督那一章", 4),
        ("中期绩效评价这章", 5),
        ("头一章", 1),
        ("最后一章", 6),
        ("倒数第二章", 5),
        ("附则里头", 6),
        ("总则部分", 1),
        ("the second-last chapter", 5),
    ],
)
def test_a_chapter_by_title_or_place(spelt: str, chapter: int) -> None:
    assert [one.chapter for one in read("{}写了啥", spelt).references] == [chapter]
