"""Folders of documents: begin one from a bare text, check it, learn its samples."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from policy_kb import learn
from policy_kb.check import check
from policy_kb.errors import KbError
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.matching.model import EARLIER, MODEL, LinearModel
from policy_kb.models import AnswerKind

BARE = """某县公共自行车管理办法

第一条 为规范公共自行车的管理，制定本办法。

第二条 公共自行车由县交通局统一采购和维护。

第三条 租用人应当爱护车辆，损坏车辆的按照修理费用赔偿。

第四条 租用时间每次不超过两小时，超过的每小时收费一元。

第五条 本办法自发布之日起施行。
"""


@pytest.fixture
def bare(tmp_path: Path) -> PolicyKB:
    (tmp_path / "办法.txt").write_text(BARE, "utf-8")
    return PolicyKB.open(init(tmp_path / "办法.txt", tmp_path / "kb"))


@pytest.fixture
def copy(tmp_path: Path, anze: Path) -> Path:
    shutil.copytree(anze, tmp_path / "anze")
    for file in (tmp_path / "anze").rglob("*"):
        file.chmod(0o755 if file.is_dir() else 0o644)
    return tmp_path / "anze"


@pytest.fixture
def small(copy: Path) -> Path:
    """A copy with a few of the samples: learnt in no time."""
    for each in (copy / "samples").glob("*.jsonl"):
        if each.name != "told.jsonl":
            each.unlink()
    return copy


@pytest.mark.parametrize(
    ("question", "unit"),
    [("车子弄坏了要赔偿吗", "3"), ("超过两小时怎么收费", "4"), ("第2条", "2"), ("由谁维护", "2")],
)
def test_a_bare_text_is_answered_from_its_own_words(bare: PolicyKB, question: str, unit: str) -> None:
    assert bare.answer(question).citations[0].unit == unit


def test_a_bare_text_knows_what_it_does_not_know(bare: PolicyKB) -> None:
    assert bare.answer("第九条").kind is AnswerKind.UNSTATED
    assert bare.answer("zzz").kind is AnswerKind.OOS


def test_a_folder_in_use_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "办法.txt").write_text(BARE, "utf-8")
    init(tmp_path / "办法.txt", tmp_path / "kb")
    with pytest.raises(KbError):
        init(tmp_path / "办法.txt", tmp_path / "kb")


def test_a_folder_without_a_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"measure\.txt"):
        PolicyKB.open(tmp_path)


def test_the_published_folder_has_no_faults(anze: Path) -> None:
    assert check(anze) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("预付比例需在合同上载明。", "预付比例不得高于合同的三成。", "不得"),
        ("预付比例需在合同上载明。", "预付比例由财政局决定。", "财政局"),
        ("预付比例需在合同上载明。", "预付比例为 30。", "30"),
        ("“公开透明”", "“公开公示”", "公开公示"),
        ('id = "7.10"', 'id = "7.11"', "7.11"),
        ("2023 年 6 月", "2024 年 6 月", "2024 年 6 月"),
        ("standards = ", "standard-article = ", "standard-article"),
    ],
)
def test_a_guide_that_says_more_than_the_text_is_refused(small: Path, before: str, after: str, found: str) -> None:
    guide = (small / "guide.toml").read_text("utf-8")
    assert before in guide
    assert not any(found in problem for problem in check(small))
    (small / "guide.toml").write_text(guide.replace(before, after), "utf-8")
    assert any(found in problem for problem in check(small))


def test_a_model_of_other_samples_is_stale_and_learning_again_gives_the_same(small: Path) -> None:
    with (small / "samples" / "new.jsonl").open("w", encoding="utf-8") as file:
        file.write('{"q":"冬天路滑怎么办","kind":"oos","articles":[],"author":"new"}\n')
    assert any("kb build" in problem for problem in check(small))
    models = []
    for _ in range(2):
        learn.build(small)
        models.append((small / MODEL).read_bytes())
    assert check(small) == []
    assert models[0] == models[1]


@pytest.mark.soak
def test_the_published_model_is_what_its_samples_give(copy: Path, anze: Path, soak_factor: int) -> None:
    if soak_factor == 1:
        pytest.skip(
            "the whole of the samples is learnt at the full counts only; each day their fingerprint is held"
        )
    learn.build(copy)
    assert (copy / MODEL).read_bytes() == (anze / MODEL).read_bytes()


def test_the_model_is_small(anze: Path) -> None:
    model = LinearModel.load(anze)
    assert model is not None
    assert (anze / MODEL).stat().st_size < 14_000_000
    assert {"unstated", "oos", "7.10"} <= set(model.classes.names)
    assert len(model.classes.weights) < model.terms.vocabulary.size / 2, "equal rows are kept once"


def test_a_model_of_an_earlier_version_is_learnt_again(small: Path) -> None:
    (small / MODEL).unlink()
    np.savez_compressed(small / EARLIER, classes=np.zeros(1, np.uint8))
    assert any("kb build" in problem for problem in check(small))
    with pytest.raises(KbError, match="kb build"):
        PolicyKB.open(small)


def test_without_samples_there_is_nothing_to_learn(tmp_path: Path) -> None:
    (tmp_path / "办法.txt").write_text(BARE, "utf-8")
    with pytest.raises(KbError):
        learn.build(init(tmp_path / "办法.txt", tmp_path / "kb"))


def test_of_a_long_passage_the_nearest_sentences_are_shown_and_the_rest_is_offered(tmp_path: Path) -> None:
    sentences = "".join(f"第{number}号停车点由第{number}小组负责清扫。" for number in range(100, 130))
    text = BARE.replace("第五条", f"第五条 {sentences}遗失钥匙的到服务站登记。\n\n第六条")
    (tmp_path / "办法.txt").write_text(text, "utf-8")
    kb = PolicyKB.open(init(tmp_path / "办法.txt", tmp_path / "kb"))
    answer = kb.answer("遗失钥匙怎么登记")
    assert "遗失钥匙的到服务站登记。" in answer.text
    assert sum(len(part.text) for part in answer.parts) < len(sentences)
    assert answer.offers[0].label == "看第五条全文"
    assert sentences in kb.show(answer.offers[0]).text
