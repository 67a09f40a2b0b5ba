"""What staff type is an order, or left to others; every action can be typed, asked and shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.casework import act_words
from handlers.casework.table import TABLE
from handlers.casework.transitions import WITH_STATES
from handlers.form_state import Filling
from handlers.forms.engine import take
from handlers.forms.moving import ahead
from handlers.forms.prompting import prompt
from handlers.staff.actions import typed_words
from handlers.staff.actions.action import Action
from handlers.staff.actions.action_form import action_form
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.desk.orders import Acts, Wish, may_be_order, read_order
from handlers.values.reading import Invalid, Value
from policy_kb.reading import Reading
from tests.measure import opened

CATALOGUE = Catalogue(TABLE, opened().written_out)
ACTS = Acts(CATALOGUE.words)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "wish", "word", "rest"),
    [
        ("待办", Wish.TODO, "", ""),
        ("工作台", Wish.TODO, "", ""),
        (" 帮助。", Wish.HELP, "", ""),
        ("受理 AZ-2026-123456", Wish.ACTION, "受理", "AZ-2026-123456"),
        ("受理：AZ-2026-123456", Wish.ACTION, "受理", "AZ-2026-123456"),
        ("受理AZ2026123456", Wish.ACTION, "受理", "AZ2026123456"),
        ("ＡＺ－２０２６－１２３４５６ 受理", Wish.ACTION, "受理", "AZ-2026-123456 受理"),
        ("同意部分金额 AZ-2026-123456", Wish.ACTION, "同意部分金额", "AZ-2026-123456"),
        ("登记审议结果：同意 AZ-2026-123456", Wish.ACTION, "登记审议结果:同意", "AZ-2026-123456"),
        ("追回 演示-2026-08", Wish.ACTION, "追回", "演示-2026-08"),
        ("退回", Wish.ACTION, "退回", ""),
        ("AZ-2026-123456", Wish.LOOK, "", "AZ-2026-123456"),
        ("查 AZ-2026-123456", Wish.LOOK, "", "AZ-2026-123456"),
        ("合同 演示-2026-01", Wish.LOOK, "", "演示-2026-01"),
        ("案件 3", Wish.LOOK, "", "案件 3"),
        ("发绑定码 演示-2026-01", Wish.BIND_CODE, "", "演示-2026-01"),
        ("清单", Wish.CHECKLIST, "", ""),
    ],
)
def test_orders_are_read(words: str, wish: Wish, word: str, rest: str) -> None:
    order = read_order(words, ACTS)
    assert order is not None
    assert (order.wish, order.word, order.words) == (wish, word, rest)


@pytest.mark.parametrize(
    "words",
    [
        "退回补正是什么意思",
        "拨付要经过哪些步骤",
        "评价不合格怎么办",
        "追回和收回有什么区别",
        "第九条",
        "查重要不要紧",
        "合同要写什么",
        "查一下第9条是什么",
        "你好",
        "",
    ],
)
def test_questions_are_left_to_others(words: str) -> None:
    assert read_order(words, ACTS) is None


@given(st.text(max_size=80))
def test_any_words_are_read_without_a_fault(words: str) -> None:
    read_order(words, ACTS)


def test_every_act_of_the_table_can_be_typed() -> None:
    acts = {row.act.value for row in TABLE if row.on in WITH_STATES and row.roles and row.fields}
    in_talk = {row.act.value for row in TABLE if row.act.value in acts and row.in_talk}
    assert in_talk <= set(act_words.ACT_WORDS) <= acts
    assert all(CATALOGUE.called(word) for word in CATALOGUE.words)
    assert len({action.key for action in CATALOGUE.actions}) == len(CATALOGUE.actions)


@pytest.mark.parametrize("action", CATALOGUE.actions, ids=lambda action: action.key)
def test_every_field_is_asked_in_chinese_and_takes_no_chatter_for_a_value(action: Action) -> None:
    form = action_form(action, kb=opened(), title="t", today=TODAY, note="", closing=())
    for step in form.steps:
        assert step.label
        assert step.prompt
        assert step.label.isascii() is False
        filling = ahead(form, Filling(answers={one.field: None for one in form.steps if one.field != step.field}))
        assert prompt(form, filling).parts
        if not step.free:
            assert take(form, filling, "😀好的").filling.answers == filling.answers


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("30%", 3000),
        ("百分之三十五", 3500),
        ("32.5", 3250),
        ("１００％", 10_000),
        ("0", None),
        ("101%", None),
        ("x", None),
    ],
)
def test_shares_are_kept_in_basis_points(words: str, points: int | None) -> None:
    action = next(one for one in CATALOGUE.actions if one.key == "act.change_ratio")
    step = action_form(action, kb=opened(), title="t", today=TODAY, note="", closing=()).step("ratio")
    assert step is not None
    reading = step.read(words)
    if points is None:
        assert isinstance(reading, Invalid)
    else:
        assert reading == Value(points)


@pytest.mark.parametrize(
    "words", ["昨天", "前天", "今天。", "大前天", "上周", "2026年11月24日", "十一月三日", "11-24"]
)
@pytest.mark.parametrize(("key", "field"), [("act.report", "document"), ("act.pay", "voucher")])
def test_a_day_is_no_number_of_a_paper(key: str, field: str, words: str) -> None:
    action = next(one for one in CATALOGUE.actions if one.key == key)
    step = action_form(action, kb=opened(), title="t", today=TODAY, note="", closing=()).step(field)
    assert step is not None
    assert isinstance(step.read(words), Invalid)
    assert step.read("20261124001") == Value("20261124001")


@pytest.mark.parametrize("words", ["2026年第3季度", "2026Q3", "2026 年三季度", "2026-3季度"])
def test_quarters_are_read_in_several_spellings(words: str) -> None:
    action = next(one for one in CATALOGUE.actions if one.key == "act.review")
    step = action_form(action, kb=opened(), title="t", today=TODAY, note="", closing=()).step("quarter")
    assert step is not None
    assert step.read(words) == Value("2026年第3季度")
    assert isinstance(step.read("下半年"), Invalid)


@pytest.mark.parametrize("words", ["12", "第12次", "十二", "第十二次", "第12次常务会议", "县政府第十二次常务会议"])
def test_the_number_of_a_meeting_is_kept_in_one_spelling(words: str) -> None:
    action = next(one for one in CATALOGUE.actions if one.key == "act.agree")
    step = action_form(action, kb=opened(), title="t", today=TODAY, note="", closing=()).step("session")
    assert step is not None
    assert step.read(words) == Value("第12次")
    assert step.read("2026年第3次") == Value("2026年第3次")


_ORDERS = (
    *ACTS.words,
    *(f"“{word}：AZ-2026-123456" for word in ACTS.words),
    *(f"AZ-2026-123456 {word}" for word in ACTS.words),
    *(typed_words.TODO_WORDS | typed_words.ENTER_WORDS | typed_words.PAST_DUE_WORDS),
    *(f"{verb}绑定码 安财" for verb in typed_words.CODE_VERBS),
    *("我的待办第2页", "查 安财〔2026〕7号", "案件12", "咨询＃３", "２０２６123456"),
)


def test_every_order_is_told_by_how_it_begins() -> None:
    assert all(read_order(words, ACTS) and may_be_order(Reading(words), ACTS) for words in _ORDERS)
    assert not any(may_be_order(Reading(words), ACTS) for words in ("冷库补贴多少", "请问谁能申请", ""))
