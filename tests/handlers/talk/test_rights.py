"""Rights over one's own data are understood however they are spelt, and nothing else is taken for them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.talk.rights import right_asked
from handlers.texts import privacy as texts
from tests.processes import ROOT

SAID = {
    texts.DELETE: (
        "删除我的信息",
        "刪除我的信息",
        "刪除我的資料",
        "我要删除个人数据",
        "删除我的聊天记录",
        "把我的信息删了",
        "把我删了",
        "请把我的个人信息都删除掉",
        "我的信息怎么删除",
        "能不能删掉我的资料",
        "删 除 我 的 信 息",
        "你们能删除我的数据吗？",
        "清除我的数据",
        "清空聊天记录",
        "注销",
        "我要注销账号",
        "删除个人信息",
        "删除我的个人信息和聊天记录",
        "帮我删一下我的信息",
    ),
    texts.SHOW: (
        "查我的信息",
        "查 我的信息",
        "你们都存了我什么信息",
        "你们保存了我的哪些信息？",
        "你们收集了我哪些个人信息",
        "查詢我的信息",
        "我的信息",
        "我的信息有哪些",
        "看看我的个人信息",
        "你们有我的什么信息",
        "我有哪些信息被你们保存了",
        "我想看一下你们存的我的信息",
    ),
    texts.CORRECT: (
        "更正",
        "我要更正",
        "修改我的信息",
        "我的信息错了",
        "更正我的資料",
        "我的信息写错了怎么改",
        "电话写错了咋改",
    ),
    texts.WITHDRAW: (
        "撤回同意",
        "我要撤回同意",
        "取消同意",
        "撤回我的同意",
        "不同意你们处理我的信息",
        "不要再给我发消息了",
        "撤銷同意",
    ),
    texts.CONFIRM_DELETE: ("确认删除", "確認刪除", "确认删除。", "确认删除我的信息"),
    texts.CONFIRM_WITHDRAW: ("确认撤回同意",),
}


@pytest.mark.parametrize(("said", "right"), [(said, right) for right, many in SAID.items() for said in many])
def test_a_right_is_understood_however_it_is_spelt(said: str, right: str) -> None:
    assert right_asked(said) == right


@pytest.mark.parametrize(
    "said",
    [
        "不要删除我的信息",
        "删除我的申请",
        "查我的申请",
        "查我的进度",
        "确认撤回",
        "我的材料",
        "资料要保存多久",
        "档案资料怎么归档",
        "有人泄露了我的个人信息，我要举报",
        "村主任删除了我的申请信息",
        "信息",
        "",
    ],
)
def test_other_matters_are_left_to_others(said: str) -> None:
    assert right_asked(said) is None


@pytest.mark.parametrize("name", sorted(file.name for file in (ROOT / "tests" / "questions").glob("*.jsonl")))
def test_no_question_of_the_measure_is_taken_for_a_right(name: str) -> None:
    lines = (ROOT / "tests" / "questions" / name).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines if line.strip()]
    assert questions
    assert [question for question in questions if right_asked(question)] == []


@given(st.text(alphabet="我你们的要想能删除查看信息数据资料记录存了个人把都，", max_size=60))
def test_any_pile_of_such_words_is_read_to_its_end(said: str) -> None:
    right_asked(said)


def test_the_worst_pile_of_such_words_is_no_right() -> None:
    """A pattern that tries every way would not end on these."""
    for said in ("我要想能" * 10, "信息" * 19 + "x", "我的信息" * 9 + "x", "删除我的" + "信息" * 17 + "好x"):
        assert right_asked(said) is None
