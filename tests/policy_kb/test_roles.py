"""The roles of passages: what a guide may say, what is refused with a message, what is off without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.texts import bodies
from policy_kb import texts
from policy_kb.check import check, remarks
from policy_kb.errors import KbError
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.roles import PassageRole
from tests.measure import opened
from tests.policy_kb.foreign import PER_MU


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "办法.txt").write_text(PER_MU, "utf-8")
    return init(tmp_path / "办法.txt", tmp_path / "kb")


def _roles(folder: Path, *lines: str) -> None:
    (folder / "guide.toml").write_text("\n".join(("[roles]", *lines)), "utf-8")


def test_a_role_gives_its_passage_label_and_clause(folder: Path) -> None:
    _roles(folder, 'who-applies = { unit = "4", words = "每年四月底前" }', 'payment = "5"')
    kb = PolicyKB.open(folder)
    whole, clause = kb.role(PassageRole.WHO_APPLIES), kb.clause(PassageRole.WHO_APPLIES)
    assert whole
    assert clause
    assert whole.citation.label == kb.label(PassageRole.WHO_APPLIES) == "第四条"
    assert clause.text == kb.regulation.source[clause.start : clause.end] == "每年四月底前"
    assert kb.clause(PassageRole.PAYMENT) is None
    assert (kb.role(PassageRole.WINDOWS), kb.label(PassageRole.WINDOWS)) == (None, "")
    assert check(folder) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('payment = "9"', texts.role_without_passage(role="payment", unit="9")),
        (
            'payment = { unit = "5", words = "按季发放" }',
            texts.role_words_elsewhere(role="payment", unit="5", words="按季发放"),
        ),
        ('paying = "5"', texts.unknown_role(role="paying", known=tuple(PassageRole))),
        ("payment = 5 5", "guide.toml"),
        ('payment = { unit = "5", text = "" }', "roles.payment.text"),
    ],
)
def test_a_role_that_fits_nothing_is_refused_with_what_is_missing(folder: Path, line: str, told: str) -> None:
    _roles(folder, line)
    assert any(told in fault for fault in check(folder))
    with pytest.raises(KbError) as refused:
        PolicyKB.open(folder)
    assert told in str(refused.value)


def test_what_is_off_is_told_role_by_role(folder: Path) -> None:
    assert set(texts.OFF) == set(PassageRole)
    assert remarks(folder)[: len(PassageRole)] == [texts.absent_role(role=role) for role in PassageRole]
    _roles(folder, 'windows = "1"')
    assert texts.absent_role(role="windows") not in remarks(folder)


def test_the_measure_plays_every_role() -> None:
    assert all(map(opened().role, PassageRole))


def test_a_body_is_called_as_the_guide_calls_it_and_by_what_it_does_without_it(folder: Path) -> None:
    (folder / "guide.toml").write_text('[bodies]\noffice = "便民中心"', "utf-8")
    kb = PolicyKB.open(folder)
    assert kb.written_out(f"请联系{bodies.OFFICE}或者{bodies.BUREAU}。") == "请联系便民中心或者合同管理单位。"
    assert "[bodies] 没有写 bureau：答复里称“合同管理单位”。" in remarks(folder)
    assert not [line for line in remarks(folder) if "office：" in line]
    (folder / "guide.toml").write_text('[bodies]\nmayor = "镇长"', "utf-8")
    with pytest.raises(KbError, match="mayor"):
        PolicyKB.open(folder)
