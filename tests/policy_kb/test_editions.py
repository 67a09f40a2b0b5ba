"""A new version of a document is a new folder; what was answered from the old one says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handlers.turn import Session
from policy_kb.check import check
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.models import Citation, Quotation

TEXT = """某县公共自行车管理办法

第一条 租用时间每次不超过两小时。
第二条 损坏车辆的照价赔偿。
第三条 租用人应当：
（一）爱护车辆；
（二）按时还车。
"""
EDITION = """[edition]
name = "2026年版"
in_force_from = 2026-01-01
in_force_until = 2027-12-31
replaces = "2023年版"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "办法.txt").write_text(TEXT, "utf-8")
    return init(tmp_path / "办法.txt", tmp_path / "kb")


def edition(folder: Path, guide: str) -> Path:
    (folder / "guide.toml").write_text(guide, "utf-8")
    return folder


def test_the_edition_is_what_the_guide_says(folder: Path) -> None:
    found = PolicyKB.open(edition(folder, EDITION)).edition
    assert (found.name, found.replaces) == ("2026年版", "2023年版")
    assert (found.in_force_from, found.in_force_until) == (date(2026, 1, 1), date(2027, 12, 31))


def test_without_one_nothing_is_claimed(folder: Path) -> None:
    kb = PolicyKB.open(folder)
    assert (kb.edition.name, kb.edition.in_force_from) == ("", None)
    assert kb.answer("第二条").citations == (Citation(unit="2", label="第二条"),)


@pytest.mark.parametrize("question", ["第二条", "损坏车辆", "第三条", "第三条第二项", "第九条", "爱护车辆"])
def test_every_citation_of_an_answer_names_its_edition(folder: Path, question: str) -> None:
    answer = PolicyKB.open(edition(folder, EDITION)).answer(question)
    quoted = [part.citation for part in answer.parts if isinstance(part, Quotation)]
    assert {citation.edition for citation in (*answer.citations, *quoted)} == {"2026年版"}


def test_what_a_session_keeps_stays_tied_to_the_edition_it_came_from(folder: Path) -> None:
    rest = PolicyKB.open(edition(folder, EDITION)).answer("第二条").parts
    kept = Session.from_json(Session(rest=rest).to_json())
    assert [part.citation.edition for part in kept.rest if isinstance(part, Quotation)] == ["2026年版"]


def test_sessions_from_before_editions_are_still_read() -> None:
    assert Citation.from_json('{"unit":"9","label":"第九条"}').edition == ""


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        ('[edition]\nreplaces = "2023年版"\n', "没有写 name"),
        ('[edition]\nname = " "\n', "没有写 name"),
        ('[edition]\nname = "甲"\nreplaces = "甲"\n', "替代它自己"),
        ('[edition]\nname = "甲"\nin_force_from = 2026-01-02\nin_force_until = 2026-01-01\n', "倒了"),
        ('[edition]\nname = "甲"\nin_force_from = "去年"\n', "in_force_from"),
        ('[edition]\nname = "甲"\nsince = 2026-01-01\n', "since"),
    ],
)
def test_an_edition_that_cannot_be_is_refused(folder: Path, guide: str, said: str) -> None:
    assert any(said in problem for problem in check(edition(folder, guide)))


@pytest.mark.parametrize(
    "guide", [EDITION, "", '[edition]\nname = "甲"\nin_force_from = 2026-01-01\nin_force_until = 2026-01-01\n']
)
def test_an_edition_that_can_be_is_accepted(folder: Path, guide: str) -> None:
    assert check(edition(folder, guide)) == []
