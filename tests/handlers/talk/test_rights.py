"""Rights over one's own data are understood however they are spelt, and nothing else is taken for them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.talk.rights import Right, right_asked
from tests.processes import ROOT

SAID = {
    Right.DELETE: (
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
        "删掉我的电话",
        "把我的电话号码删了",
    ),
    Right.SHOW: (
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
    Right.CORRECT: (
        "更正",
        "我要更正",
        "修改我的信息",
        "我的信息错了",
        "更正我的資料",
        "我的信息写错了怎么改",
        "电话写错了咋改",
        "把我电话改一下",
        "我的手机号换了",
        "我的电话变了咋办",
        "帮我改下我的联系电话",
    ),
    Right.WITHDRAW: (
        "撤回同意",
        "我要撤回同意",
        "取消同意",
        "撤回我的同意",
        "不同意你们处理我的信息",
        "不要再给我发消息了",
        "撤銷同意",
        "我不想让你们存我的信息",
        "不要保存我的信息",
        "别记录我的聊天内容",
        "你们不许收集我的个人信息",
    ),
    Right.NOTICE: (
        "隐私说明",
        "隐私政策",
        "你们怎么处理我的信息",
        "你们会把我的信息给别人吗",
        "我的信息安全吗",
        "我的电话会不会被泄露",
        "谁能看到我问的问题",
        "会不会泄露隐私",
        "我的資料會保密嗎",
        "我的信息会提供给第三方吗？",
        "我说的话你们会存多久",
        "你们拿我的信息干什么",
        "我的信息给谁看",
        "个人信息保护",
        "我要看隐私协议",
        "隐私",
    ),
    Right.CONFIRM_DELETE: ("确认删除", "確認刪除", "确认删除。", "确认删除我的信息"),
    Right.CONFIRM_WITHDRAW: ("确认撤回同意",),
}


@pytest.mark.parametrize(("said", "right"), [(said, right) for right, many in SAID.items() for said in many])
def test_a_right_is_understood_however_it_is_spelt(said: str, right: Right) -> None:
    assert right_asked(said) is right


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
        "举报会不会泄露我的信息",
        "举报信息会保密吗",
        "谁能看到我的举报",
        "材料会不会泄露商业秘密",
        "资金信息会公开吗",
        "谁拿了钱会公开吗",
        "我的申请谁能看到",
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


@given(st.text(alphabet="我你们的要想能删除查看信息数据资料记录存了个人把都会被给谁问说话泄露别，", max_size=60))
def test_any_pile_of_such_words_is_read_to_its_end(said: str) -> None:
    right_asked(said)


def test_the_worst_pile_of_such_words_is_no_right() -> None:
    """A pattern that tries every way would not end on these."""
    for said in (
        "我要想能" * 10,
        "信息" * 19 + "x",
        "我的信息" * 9 + "x",
        "删除我的" + "信息" * 17 + "好x",
        "会被给我的信息" * 5 + "x",
    ):
        assert right_asked(said) is None


def test_whatever_is_longer_than_a_wish_tells_of_something_else() -> None:
    assert right_asked("请问" * 8 + "删除我的信息") is Right.DELETE
    assert right_asked("请问" * 18 + "删除我的信息") is None
