"""Large documents: kept in their folder, opened without parsing, answered as if they had been parsed."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from msgspec.structs import replace

from policy_kb.array_file import read
from policy_kb.check import check
from policy_kb.dialogue.memory import Memory
from policy_kb.documents.structure import parse
from policy_kb.guide import Guide
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Article
from policy_kb.passages import Units
from policy_kb.saved import INDEX
from tests.policy_kb.generated import long_text

FEW = 3_000
"""Enough for an index to be kept."""

COUNT = 50_000 if os.environ.get("EZHEN_TEST_SOAK") == "1" else FEW
ASKED = 200

pytestmark = [pytest.mark.soak, pytest.mark.rotated("large", 6), pytest.mark.xdist_group("large")]


@pytest.fixture(scope="module")
def text() -> str:
    return long_text(COUNT)


@pytest.fixture(scope="module")
def folder(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("large"), text)


@pytest.fixture(scope="module")
def smaller(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For whatever indexes anew: that costs as much again each time, and shows no more with more articles."""
    return folder if COUNT == FEW else made_in(tmp_path_factory.mktemp("smaller"), long_text(FEW))


@pytest.fixture(scope="module")
def opened(folder: Path) -> PolicyKB:
    return PolicyKB.open(folder)


@pytest.fixture(scope="module")
def parsed(text: str) -> PolicyKB:
    return PolicyKB.assemble(Units(parse(text)), Guide(), None)


@pytest.fixture
def copy(smaller: Path, tmp_path: Path) -> Path:
    for name in ("measure.txt", "guide.toml", INDEX):
        (tmp_path / name).write_bytes((smaller / name).read_bytes())
    return tmp_path


def made_in(home: Path, text: str) -> Path:
    (home / "汇编.txt").write_text(text, "utf-8")
    return init(home / "汇编.txt", home / "kb")


def pieces(articles: Sequence[Article], count: int = ASKED) -> list[tuple[str, str]]:
    """So many articles' ids, each with some consecutive words of its text."""
    random = Random(5)
    chosen = [articles[random.randrange(len(articles))] for _ in range(count)]
    starts = [random.randrange(len(article.text) - 16) for article in chosen]
    return [(one.id, one.text[start : start + 16]) for one, start in zip(chosen, starts, strict=True)]


def serial(folder: Path) -> int:
    """Changes whenever the index is written again: it is put in place as a new file."""
    return (folder / INDEX).stat().st_mtime_ns


def test_what_is_opened_is_what_was_parsed(opened: PolicyKB, parsed: PolicyKB) -> None:
    assert len(opened.regulation.articles) == COUNT
    assert tuple(opened.regulation.articles) == parsed.regulation.articles
    assert replace(opened.regulation, articles=()) == replace(parsed.regulation, articles=())


def test_the_units_are_those_of_the_parsed_text(opened: PolicyKB, parsed: PolicyKB) -> None:
    kept, fresh = opened.answerer.composer.units, parsed.answerer.composer.units
    assert tuple(kept.all) == fresh.all
    assert kept.order == fresh.order
    assert dict(kept.positions) == fresh.positions
    assert {heading: list(ids) for heading, ids in kept.chapters.items()} == fresh.chapters
    assert list(kept.articles) == list(fresh.articles)
    assert "0" not in kept.by_id
    assert kept.by_id.get("0") is None
    assert kept.items_of("9") == fresh.items_of("9")


def test_answers_are_those_of_the_parsed_text(opened: PolicyKB, parsed: PolicyKB) -> None:
    asked = [words for _, words in pieces(parsed.regulation.articles)]
    for question in [
        *asked,
        "第九条",
        "第9条第二项",
        "第1234条",
        "第99999条",
        "第三章",
        "第9999章",
        "下一条",
        "你好",
    ]:
        context = Memory(units=("1000",))
        assert opened.answer(question, context) == parsed.answer(question, context)


def test_an_article_is_found_by_a_piece_of_it(opened: PolicyKB) -> None:
    asked = pieces(opened.regulation.articles)
    found = [
        unit for unit, words in asked if {c.unit.split(".")[0] for c in opened.answer(words).citations} & {unit}
    ]
    assert len(found) >= 0.9 * len(asked)


def test_a_number_beside_other_words_speaks_for_its_article(opened: PolicyKB) -> None:
    number = str(COUNT - 1)
    words = opened.regulation.articles[10].text[:6]
    ranking = opened.answerer.retriever.rank(f"第{number}条里{words}")
    assert number in ranking.places


def test_articles_are_made_only_when_they_are_asked_for(folder: Path) -> None:
    gc.collect()
    before = sum(isinstance(thing, Article) for thing in gc.get_objects())
    kb = PolicyKB.open(folder)
    kb.answer(kb.regulation.articles[100].text[:12])
    assert sum(isinstance(thing, Article) for thing in gc.get_objects()) - before < 100


def test_opening_leaves_a_fitting_index_as_it_is(copy: Path) -> None:
    before = serial(copy)
    PolicyKB.open(copy)
    assert serial(copy) == before
    assert check(copy) == []


def test_another_text_is_indexed_again(copy: Path) -> None:
    with (copy / "measure.txt").open("a", encoding="utf-8") as file:
        file.write(f"\n第{FEW + 1}条 鞑靼人在馥郁的薰衣草旁吹唢呐。\n")
    before = serial(copy)
    assert PolicyKB.open(copy).answer("谁吹唢呐").citations[0].unit == str(FEW + 1)
    assert serial(copy) != before
    assert PolicyKB.open(copy).answer("谁吹唢呐").citations[0].unit == str(FEW + 1)


def test_other_everyday_names_are_indexed_again(copy: Path) -> None:
    (copy / "guide.toml").write_text('[[units]]\nid = "77"\nname = "唢呐"\nnames = ["吹打班子"]\n', "utf-8")
    assert any(INDEX in problem for problem in check(copy))
    assert PolicyKB.open(copy).answer("吹打班子").citations[0].unit == "77"
    assert check(copy) == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 half a file", None])
def test_a_broken_index_is_made_again(copy: Path, smaller: Path, broken: bytes | None) -> None:
    whole = (copy / INDEX).read_bytes()
    (copy / INDEX).write_bytes(whole[: len(whole) // 2] if broken is None else broken)
    opened = PolicyKB.open(smaller)
    question = opened.regulation.articles[3].text[:14]
    assert PolicyKB.open(copy).answer(question) == opened.answer(question)
    assert check(copy) == []


def test_a_folder_that_cannot_be_written_answers_all_the_same(copy: Path, smaller: Path) -> None:
    (copy / INDEX).unlink()
    (copy / INDEX).mkdir()
    opened = PolicyKB.open(smaller)
    question = opened.regulation.articles[3].text[:14]
    assert PolicyKB.open(copy).answer(question) == opened.answer(question)
    assert any(INDEX in problem for problem in check(copy))
    assert not list(copy.glob(".index-*"))


def test_a_small_text_is_parsed_afresh(tmp_path: Path) -> None:
    (tmp_path / "办法.txt").write_text(long_text(300), "utf-8")
    folder = init(tmp_path / "办法.txt", tmp_path / "kb")
    assert PolicyKB.open(folder).answer("第三百条").kind is AnswerKind.RULES
    assert not (folder / INDEX).exists()


def test_a_long_text_of_few_articles_needs_no_index(tmp_path: Path) -> None:
    text = "\n".join(f"第{number}条 {'甲方应当按时归还设备。' * 8000}" for number in range(1, 4))
    (tmp_path / "办法.txt").write_text(text, "utf-8")
    folder = init(tmp_path / "办法.txt", tmp_path / "kb")
    assert PolicyKB.open(folder).answer("归还设备").citations
    assert check(folder) == []
    assert not (folder / INDEX).exists()


def test_a_large_document_takes_little_more_memory_than_its_file(folder: Path) -> None:
    measured = (
        "import sys, pathlib, resource\nimport numpy\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        "from policy_kb.kb import PolicyKB\n"
        "before = peak()\n"
        "kb = PolicyKB.open(pathlib.Path(sys.argv[1]))\n"
        "kb.answer(kb.regulation.articles[100].text[:12])\n"
        "print(peak() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", measured, folder], check=True, capture_output=True, text=True)
    kept = (folder / INDEX).stat().st_size + (folder / "measure.txt").stat().st_size
    assert int(done.stdout) < 2 * kept + 30_000_000  # the tables of sounds and scripts


def test_the_postings_of_every_term_are_in_order(folder: Path) -> None:
    kept = read(folder / INDEX)
    starts, marks, begins, ends = (kept[f"characters_{name}"] for name in ("starts", "marks", "begins", "ends"))
    passages, weights = kept["characters_passages"], kept["characters_weights"]
    buckets = np.split(marks[: len(begins)].astype(np.int64), starts[1:])
    assert all(np.all(np.diff(bucket) > 0) for bucket in buckets)
    assert np.all(ends > begins)
    assert int((ends - begins).sum()) == len(passages) == len(weights)
    assert np.all(weights > 0)
