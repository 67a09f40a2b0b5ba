"""Settings of notices: what is taken, and that a mistake is refused with the field and what to write instead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.channels.wechat.notice_fields import TAKES, FieldType, Source, fit, type_of
from bot.channels.wechat.notice_forms import FormField, NoticeForm, NoticeForms
from bot.channels.wechat.notices import data_of
from bot.settings import SettingsError, load
from handlers.messages import NoticeCard, NoticeKind
from handlers.texts import casework, notice_cards
from tests.bot.channels.wechat.support import APP_ID, NOW, SECRET, TOKEN

ID = "a-Template_id_0123456789"
ACCOUNT = {
    "EZHEN_WECHAT__APP_ID": APP_ID,
    "EZHEN_WECHAT__APP_SECRET": SECRET,
    "EZHEN_WECHAT__TOKEN": TOKEN,
    "EZHEN_WECHAT__MODE": "plain",
}


def read(value: object) -> NoticeForm | None:
    return NoticeForms.model_validate({"mend": value}).of(NoticeKind.MEND)


def test_a_line_names_the_template_and_what_stands_in_each_field() -> None:
    form = read(f"{ID} character_string1=number, phrase2=step，thing3=县工信局")
    assert form == NoticeForm(
        ID,
        (
            FormField("character_string1", FieldType.CHARACTER_STRING, Source.NUMBER),
            FormField("phrase2", FieldType.PHRASE, Source.STEP),
            FormField("thing3", FieldType.THING, None, "县工信局"),
        ),
    )


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_setting_is_no_form(empty: str | None) -> None:
    assert read(empty) is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (7, "应为“模板ID 字段=内容"),
        (ID, "应为“模板ID 字段=内容"),
        ("short thing1=step", "应为“模板ID 字段=内容"),
        (f"{ID} first=step", "“first”不是模板的字段"),
        (f"{ID} thing=step", "“thing”不是模板的字段"),
        (f"{ID} thing1", "“thing1”不是模板的字段"),
        (f"{ID} {{x}}=step", "“{x}”不是模板的字段"),
        (f"{ID} thing1=step thing1=event", "字段 thing1 写了两次"),
        (f"{ID} thing1=stepp", "可以写 number、step、time、event、hint"),
        (f"{ID} amount1=number", "number 只能放进 character_string、thing 类的字段"),
        (f"{ID} name1=step", "step 只能放进 phrase、thing 类的字段"),
        (f"{ID} phrase1=领导小组办公室", "字段 phrase1 的固定文字不合它的类型"),
        (f"{ID} thing1={'长' * 21}", "字段 thing1 的固定文字不合它的类型"),
    ],
)
def test_a_mistake_is_refused_with_what_to_write(value: object, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(value)
    [fault] = caught.value.errors()
    assert (fault["loc"], told in fault["msg"]) == (("mend",), True)


def test_forms_come_from_the_environment_and_a_mistake_names_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "EZHEN_WECHAT__SUBSCRIPTIONS__PROGRESS"
    for variable, value in ({**ACCOUNT, name: f"{ID} time1=time"}).items():
        monkeypatch.setenv(variable, value)
    account = load({}).wechat
    assert account is not None
    assert [way.value for way, _ in account.ways.of(NoticeKind.PROGRESS)] == ["subscription"]
    monkeypatch.setenv(name, f"{ID} time1=step")
    with pytest.raises(SettingsError, match=f"{name}：值不能用（字段 time1 放不下 step"):
        load({})


@pytest.mark.parametrize(
    ("kind", "value", "fitting"),
    [
        (FieldType.THING, "一" * 20, "一" * 20),
        (FieldType.THING, "一" * 21, "一" * 19 + "…"),
        (FieldType.THING, "第一行\n第二行", "第一行 第二行"),
        (FieldType.THING, " ", None),
        (FieldType.CHARACTER_STRING, "ＡＺ－２０２６〔3〕", "AZ-2026[3]"),
        (FieldType.CHARACTER_STRING, "晋合字3号", None),
        (FieldType.CHARACTER_STRING, "A" * 33, None),
        (FieldType.PHRASE, "已提请审议", "已提请审议"),
        (FieldType.PHRASE, "已提交，待受理", None),
        (FieldType.TIME, "2026年11月24日 16:00", "2026年11月24日 16:00"),
        (FieldType.TIME, "2026-11-24", None),
        (FieldType.DATE, "2026年11月24日 16:00", "2026年11月24日 16:00"),
        (FieldType.DATE, "16:00", None),
        (FieldType.AMOUNT, "¥1234567890.50元", "¥1234567890.50元"),
        (FieldType.AMOUNT, "30万元", None),
        (FieldType.NUMBER, "12.5", "12.5"),
        (FieldType.NUMBER, "1" * 33, None),
        (FieldType.LETTER, "A1", None),
        (FieldType.SYMBOL, "——", "——"),
        (FieldType.PHONE_NUMBER, "0357-7820000", "0357-7820000"),
        (FieldType.CAR_NUMBER, "晋L12345", "晋L12345"),
        (FieldType.NAME, "张三丰", "张三丰"),
        (FieldType.CONST, "受理通知", "受理通知"),
    ],
)
def test_a_value_is_made_to_fit_its_field_or_left_out(kind: FieldType, value: str, fitting: str | None) -> None:
    assert fit(kind, value) == fitting


@given(st.sampled_from(FieldType), st.text())
def test_whatever_comes_fits_or_is_left_out(kind: FieldType, text: str) -> None:
    fitting = fit(kind, text)
    if fitting is not None:
        assert 0 < len(fitting) <= {FieldType.THING: 20, FieldType.CONST: 20, FieldType.PHRASE: 5}.get(kind, 40)
        assert "\n" not in fitting
        assert fit(kind, fitting) == fitting


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("state", casework.STATES)
def test_every_step_and_kind_fits_every_field_that_may_hold_it(kind: NoticeKind, state: str) -> None:
    pairs = [f"{field}{at}={source}" for source in Source for at, field in enumerate(sorted(TAKES[source]), 1)]
    pairs = [re.sub(r"\d+=", f"{number}=", pair) for number, pair in enumerate(pairs)]
    form = read(f"{ID} {' '.join(pairs)}")
    assert form is not None
    step, brief = casework.STATES[state][1], notice_cards.BRIEF[state]
    card = NoticeCard(kind=kind, number="AZ-2026-000001", step=step, brief=brief, at=NOW)
    data = data_of(form, card)
    assert data is not None
    assert not any("…" in field["value"] for field in data.values())


def test_the_numbers_of_fields_tell_nothing_of_their_type() -> None:
    assert [type_of(name) for name in ("thing12", "car_number3", "thing", "keyword1", "thing1x", "")] == [
        FieldType.THING,
        FieldType.CAR_NUMBER,
        None,
        None,
        None,
        None,
    ]
