"""What is plainly about applications, and what is left to the knowledge base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.applications.status_wishes import (
    Asked,
    Wish,
    asks_for_another_account,
    asks_of_own_money,
    asks_of_own_return,
    read_wish,
)
from handlers.values.application_numbers import numbers_in
from policy_kb.reading import Reading

NUMBER = "AZ-2026-123456"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "az-2026-123456",
        "AZ2026123456",
        "ＡＺ－２０２６－１２３４５６",
        "AZ 2026 123456",
        "AZ—2026—123456",
        "a z 2026 12 34 56",
        "AZ_2026_123456。",
        "AZ.2026.123456",
        "申请编号AZ-2026-123456",
        "我的编号是AZ2026-123456，谢谢",
        "2026-123456",
        "2026123456",
    ],
)
def test_a_number_is_read_however_it_is_written(text: str) -> None:
    assert numbers_in(text) == (NUMBER,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AZ",
        "AZ-2026-12345",
        "AZ-2026-1234567",
        "AZ-1999-123456",
        "电话13803571234",
        "合同2026-123456号",
        "BAZ-2026-123456",
    ],
)
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert numbers_in(text) == ()


@given(st.text(max_size=80))
def test_whatever_is_typed_reads_as_numbers_of_one_form_or_none(text: str) -> None:
    assert all(len(number) == len(NUMBER) and number.startswith("AZ-20") for number in numbers_in(text))
    read_wish(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("我的申请", Wish.LIST),
        ("全部申请", Wish.LIST),
        ("查进度", Wish.LIST),
        ("查一下我们的申请进度", Wish.LIST),
        ("进度？", Wish.LIST),
        ("钱到了没", Wish.LIST),
        ("款啥时候下来", Wish.LIST),
        ("我们公司的钱打过来没有", Wish.LIST),
        (NUMBER, Wish.SHOW),
        (f"帮我查一下 {NUMBER} 的进度", Wish.SHOW),
        ("催办", Wish.NUDGE),
        ("再催一次", Wish.NUDGE),
        ("请催一下我的申请", Wish.NUDGE),
        (f"催办 {NUMBER}", Wish.NUDGE),
        ("撤回申请", Wish.WITHDRAW),
        ("申请撤回", Wish.WITHDRAW),
        ("撤回第一个", Wish.WITHDRAW),
        ("催办第二件", Wish.NUDGE),
        (f"我要撤回{NUMBER}", Wish.WITHDRAW),
        (f"确认撤回 {NUMBER}", Wish.CONFIRM_WITHDRAW),
        ("不撤了", Wish.KEEP),
        ("别撤了吧", Wish.KEEP),
        ("先不撤回申请", Wish.KEEP),
        ("缴款通知", Wish.RETURN_NOTICE),
        ("查看追回通知", Wish.RETURN_NOTICE),
    ],
)
def test_commands_are_understood(text: str, wish: Wish) -> None:
    asked = read_wish(text)
    assert asked is not None
    assert asked.wish is wish
    assert asked.numbers == ((NUMBER,) if NUMBER in text else ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "申请",
        "我要申请",
        "情况",
        "怎么申请拨付",
        "撤回同意",
        "撤回意向登记",
        "撤回申请以后还能再申请吗",
        "追回前期预付资金是怎么回事",
        "烂尾咋办",
        "拨款什么时候到位由谁决定",
        f"{NUMBER} 的钱被人拿走了我要举报",
        "催办有用吗",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert read_wish(text) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("怎么这么慢", Wish.LIST),
        ("能快点吗", Wish.LIST),
        ("等了两个月了", Wish.LIST),
        ("怎么还没批下来啊？", Wish.LIST),
        ("不申请了", Wish.WITHDRAW),
        ("取消我的申请吧", Wish.WITHDRAW),
        ("申请填错了，想撤回", Wish.WITHDRAW),
        ("我不想要这个钱了", Wish.WITHDRAW),
    ],
)
def test_impatience_and_a_change_of_mind_are_a_form_s_where_one_is_open(text: str, wish: Wish) -> None:
    assert read_wish(text) == Asked(wish)
    assert read_wish(text, filling=True) is None


def test_an_explanation_keeps_its_words_as_they_are() -> None:
    asked = read_wish("企业说明 安e追〔2026〕1号：受暴雨影响，\n工期延误：三个月。")
    assert asked == Asked(Wish.EXPLAIN, ("安e追〔2026〕1号",), "受暴雨影响，\n工期延误：三个月。")
    assert read_wish("企业说明") == Asked(Wish.EXPLAIN)


@pytest.mark.parametrize(
    "text", ["钱到了多少", "拨了多少了", "我们单位的钱还有多少没拨", "到谁手上了", "卡在哪个环节了", "钱到了没"]
)
def test_everyday_words_ask_for_the_state(text: str) -> None:
    assert read_wish(text) == Asked(Wish.LIST)


@pytest.mark.parametrize(
    "text", ["中期那笔怎么样了", "前期预付款批下来了吗", "尾款到哪一步了", "为什么只批了20万"]
)
def test_one_of_their_own_is_meant(text: str) -> None:
    assert asks_of_own_money(Reading(text))


@pytest.mark.parametrize("text", ["被退回了怎么办", "我们的申请怎么又被退回了", "还缺什么材料", "要补什么"])
def test_what_to_mend_is_asked(text: str) -> None:
    assert asks_of_own_return(Reading(text))


@pytest.mark.parametrize(
    "text", ["换收款账户", "我要变更银行账号", "收款账户填错了", "我的收款账户是 6222020200012345678"]
)
def test_another_account_is_asked_for(text: str) -> None:
    assert asks_for_another_account(Reading(text))


@pytest.mark.parametrize(
    "text", ["专项资金要不要单独开账户", "中期评价什么时候做", "材料不全会怎么样", "为什么要评价"]
)
def test_what_is_asked_of_the_measure_is_none_of_these(text: str) -> None:
    assert not asks_of_own_money(Reading(text))
    assert not asks_of_own_return(Reading(text))
    assert not asks_for_another_account(Reading(text))


def test_no_question_of_the_public_set_about_the_measure_is_taken_for_one_of_status() -> None:
    file = Path(__file__).parents[2] / "questions" / "dev.jsonl"
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    others = [row["q"] for row in rows if row["kind"] != "status"]
    assert len(others) > 200
    assert [text for text in others if read_wish(text)] == []
