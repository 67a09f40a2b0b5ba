"""The amount grammar: what people write, in whole fen; and what is asked again, with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.money import yuan
from handlers.texts import amounts as texts
from handlers.values.amounts import read_amount
from handlers.values.reading import Doubtful, Invalid, Value
from policy_kb.models import text_of

YUAN = 100

SUMS: dict[str, int] = {
    "五十万": 500_000_00,
    "50w": 500_000_00,
    "50W元": 500_000_00,
    "５０万": 500_000_00,
    "1,200,000.50元": 1_200_000_50,
    "1，200，000": 1_200_000_00,
    "1 200 000": 1_200_000_00,
    "叁拾万元整": 300_000_00,
    "叁拾万圆正": 300_000_00,
    "伍拾萬圓整": 500_000_00,
    "人民币叁拾万元整": 300_000_00,
    "三万二": 32_000_00,
    "三万二千五": 32_500_00,
    "三万二百": 30_200_00,
    "三万零二": 30_002_00,
    "3万2": 32_000_00,
    "3万2千元": 32_000_00,
    "12万5千": 125_000_00,
    "3万零5元": 30_005_00,
    "1.5万": 15_000_00,
    "1.2345万": 12_345_00,
    "一点五万": 15_000_00,
    "五角": 50,
    "五毛": 50,
    "八分": 8,
    "壹佰贰拾元伍角整": 120_50,
    "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角壹分": 12_345_678_91,
    "玖拾玖元整": 99_00,
    "贰拾万零伍佰元整": 200_500_00,
    "一元零五分": 1_05,
    "十万零一分": 100_000_01,
    "十万零一角五分": 100_000_15,
    "一百零五角": 100_50,
    "1200元5角": 1_200_50,
    "三块五": 3_50,
    "三块二毛五": 3_25,
    "￥500000": 500_000_00,
    "¥500,000.00": 500_000_00,
    "RMB500000": 500_000_00,
    "500000块": 500_000_00,
    "五万块钱": 50_000_00,
    "500000": 500_000_00,
    "1200000.5": 1_200_000_50,
    "二百五十元": 250_00,
    "二百五": 250_00,
    "一百零五万": 1_050_000_00,
    "十万": 100_000_00,
    "十五万": 150_000_00,
    "十万零五百": 100_500_00,
    "两万": 20_000_00,
    "两百万": 2_000_000_00,
    "2百万": 2_000_000_00,
    "1.5千万": 15_000_000_00,
    "500千": 500_000_00,
    "5k": 5_000_00,
    "一亿二": 120_000_000_00,
    "1亿2千万": 120_000_000_00,
    "一亿零五百万": 105_000_000_00,
    "0.5亿": 50_000_000_00,
    "100亿": 10_000_000_000_00,
    "五零零零零零": 500_000_00,
    "我要申请50万": 500_000_00,
    "申请金额50万元": 500_000_00,
    "一共五十万元整": 500_000_00,
    "50万吧": 500_000_00,
    "50万元人民币": 500_000_00,
    "“50万元”。": 500_000_00,
    "五十 万元": 500_000_00,
    "伍拾万元整（¥500,000.00）": 500_000_00,
    "人民币伍拾万元整(500000元)": 500_000_00,
    "50万元（大写：伍拾万元整）": 500_000_00,
    "大写：伍拾万元整，小写：500000元": 500_000_00,
    "伍拾万元整 ￥500000.00": 500_000_00,
    "那就50万": 500_000_00,
    "先填50万吧": 500_000_00,
    "嗯，五十万": 500_000_00,
    "50万呗": 500_000_00,
}

REFUSED: dict[str, str] = {
    "五十万左右": texts.ROUGH_SAID,
    "大概五十万": texts.ROUGH_SAID,
    "约50万元": texts.ROUGH_SAID,
    "五十多万": texts.ROUGH_SAID,
    "十来万": texts.ROUGH_SAID,
    "几十万": texts.ROUGH_SAID,
    "三五万": texts.ROUGH_SAID,
    "七八十万": texts.ROUGH_SAID,
    "不超过50万": texts.ROUGH_SAID,
    "五十万出头": texts.ROUGH_SAID,
    "五十万开外": texts.ROUGH_SAID,
    "小五十万": texts.ROUGH_SAID,
    "上百万": texts.ROUGH_SAID,
    "近百万": texts.ROUGH_SAID,
    "伍拾万元整（600000元）": texts.DIFFERENT_SAID,
    "三万到五万": texts.RANGE_SAID,
    "3-5万": texts.RANGE_SAID,
    "3万~5万": texts.RANGE_SAID,
    "30万或20万": texts.RANGE_SAID,
    "负五万": texts.NEGATIVE_SAID,
    "-5万": texts.NEGATIVE_SAID,
    "−5万": texts.NEGATIVE_SAID,
    "0元": texts.ZERO_SAID,
    "零": texts.ZERO_SAID,
    "0.00": texts.ZERO_SAID,
    "1.234元": texts.DECIMALS_SAID,
    "100.001": texts.DECIMALS_SAID,
    "100美元": texts.FOREIGN_SAID,
    "$500": texts.FOREIGN_SAID,
    "5万欧元": texts.FOREIGN_SAID,
    "200亿": texts.TOO_LARGE_SAID,
    "10000000000.01": texts.TOO_LARGE_SAID,
    "一万亿": texts.TOO_LARGE_SAID,
    "30万和20万": texts.SEVERAL_SAID,
    "50 60": texts.SEVERAL_SAID,
    "20万、30万": texts.SEVERAL_SAID,
    "百分之三十": texts.PERCENT_SAID,
    "30%": texts.PERCENT_SAID,
    "1,20,000": texts.COMMAS_SAID,
    "1.200.000": texts.UNCLEAR_SAID,
    "1.5万3千": texts.UNCLEAR_SAID,
    "30万20万": texts.UNCLEAR_SAID,
    "百万": texts.UNCLEAR_SAID,
    "1e5": texts.UNCLEAR_SAID,
    "60天": texts.UNCLEAR_SAID,
}

OTHER = ("好的", "你好", "第九条", "9条", "今天天气真好", "半年", "能给多少", "👍", "元", "。。。", "第12条讲什么")


@pytest.mark.parametrize(("written", "fen"), SUMS.items())
def test_a_sum_is_read_to_the_fen(written: str, fen: int) -> None:
    assert read_amount(written) == Value(fen)


@pytest.mark.parametrize(("written", "reason"), REFUSED.items())
def test_what_is_no_exact_sum_is_refused_with_its_reason(written: str, reason: str) -> None:
    reading = read_amount(written)
    assert isinstance(reading, Invalid)
    assert text_of(reading.parts) == reason


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("30万，用于支付冷库工程款", 300_000_00),
        ("三十万元用于付工程款", 300_000_00),
        ("30万 张明 13812345678", 300_000_00),
        ("我想申请三十万块钱，谢谢", 300_000_00),
        ("30万（含税）", 300_000_00),
    ],
)
def test_a_sum_that_something_else_is_told_behind_is_asked_back(written: str, fen: int) -> None:
    assert read_amount(written) == Doubtful(fen)


@pytest.mark.parametrize("written", ["五十万，不对，三十万", "30万，另外还有20万"])
def test_of_two_sums_none_is_taken(written: str) -> None:
    reading = read_amount(written)
    assert isinstance(reading, Invalid)
    assert text_of(reading.parts) == texts.SEVERAL_SAID


def test_a_question_about_a_sum_is_no_sum() -> None:
    assert read_amount("30万，什么时候能拨下来？") is None


@pytest.mark.parametrize("written", OTHER)
def test_what_is_about_something_else_is_no_sum(written: str) -> None:
    assert read_amount(written) is None


@pytest.mark.parametrize(("written", "fen"), [("50", 50_00), ("1", 1_00), ("999", 999_00)])
def test_a_small_bare_number_is_doubted(written: str, fen: int) -> None:
    assert read_amount(written) == Doubtful(fen)


@given(st.integers(min_value=1000 * YUAN, max_value=10_000_000_000 * YUAN))
def test_what_the_product_writes_it_reads_again(fen: int) -> None:
    assert read_amount(yuan(fen)) == Value(fen)


@given(st.integers(min_value=1, max_value=9_999_999_999_99))
def test_capital_numerals_are_read_to_the_fen(fen: int) -> None:
    assert read_amount(capitals(fen)) == Value(fen), capitals(fen)


@given(st.text(max_size=40) | st.text(alphabet="0123456789.,万亿千百十元角分一二三零〇-+到 整w", max_size=20))
def test_any_text_is_read_without_a_crash_and_never_as_a_sum_below_a_fen(text: str) -> None:
    reading = read_amount(text)
    if isinstance(reading, Value | Doubtful):
        assert isinstance(reading.stored, int)
        assert 0 < reading.stored <= 10_000_000_000 * YUAN


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def capitals(fen: int) -> str:
    """As it stands on a cheque."""
    whole, rest = divmod(fen, YUAN)
    jiao, cents = divmod(rest, 10)
    text = f"{_whole(whole)}元" if whole else ""
    text += f"{_CAPITALS[jiao]}角" if jiao else ("零" if cents and whole else "")
    text += f"{_CAPITALS[cents]}分" if cents else ""
    return text if cents else text + "整"


def _whole(number: int) -> str:
    for worth, unit in ((100_000_000, "亿"), (10_000, "万")):
        if number >= worth:
            rest = number % worth
            zero = "零" if 0 < rest < worth // 10 else ""
            return _whole(number // worth) + unit + (zero + _whole(rest) if rest else "")
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    text, pending = "", False
    for worth, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // worth % 10
        if digit:
            text += ("零" if pending and text else "") + _CAPITALS[digit] + unit
        pending = digit == 0
    return text


def test_a_thousand_yuan_is_no_longer_a_small_bare_number() -> None:
    assert read_amount("999") == Doubtful(999_00)
    assert read_amount("1000") == Value(1000_00)


@pytest.mark.parametrize("words", ["1.5元5角", "0.3元2分", "2.5元3角4分"])
def test_a_broken_yuan_is_not_followed_by_jiao_or_fen(words: str) -> None:
    assert isinstance(read_amount(words), Invalid)


def test_a_long_message_is_about_something_else_though_a_sum_stands_in_it() -> None:
    assert read_amount(f"30万元{'。' * 56}") == Value(300_000_00)
    assert read_amount(f"30万元{'。' * 57}") is None
