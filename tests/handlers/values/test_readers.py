"""Names, telephones, days and texts: what is one, what is refused, and what is about something else."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.texts import values as texts
from handlers.values.days import day_reader, read_day
from handlers.values.readers import read_called, read_name, read_phone, read_whole, text_reader
from handlers.values.reading import Doubtful, Invalid, Value
from policy_kb.models import text_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("name", ["张明", "欧阳娜娜", "买买提·艾力"])
def test_a_name_with_a_known_surname_is_taken(name: str) -> None:
    assert read_name(name) == Value(name)


@pytest.mark.parametrize(
    "said",
    [
        "我叫李华",
        "联系人：李华",
        "联系人 李华。",
        "经理李华",
        "法人代表：李华",
        "李华（经理）",
        "李华，男",
        "李 华",
        "李华经理",
    ],
)
def test_a_name_that_is_said_to_be_one_is_taken_alone(said: str) -> None:
    assert read_name(said) == Value("李华")


@pytest.mark.parametrize("said", ["今天", "John Smith", "龘先"])
def test_what_may_be_a_name_is_doubted(said: str) -> None:
    assert read_name(said) == Doubtful(said)


@pytest.mark.parametrize(
    "said",
    ["好的", "你好", "谢谢", "补贴多少", "取消了", "👌", "我想问问政策", "冷库和电商", "我是合作社能申请吗"],
)
def test_chit_chat_is_no_name(said: str) -> None:
    assert read_name(said) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("王", texts.NAME_SHORT_SAID),
        ("欧阳", texts.NAME_SHORT_SAID),
        ("张明和李华", texts.NAME_ONE_SAID),
        ("12", texts.NAME_SAID),
        ("13812345678", texts.NAME_SAID),
    ],
)
def test_what_was_meant_as_a_name_is_refused_with_its_reason(said: str, reason: str) -> None:
    reading = read_name(said)
    assert isinstance(reading, Invalid)
    assert text_of(reading.parts) == reason


@pytest.mark.parametrize("said", ["张明 13812345678", "张明1381234567", "张明，电话：138-1234-5678"])
def test_a_name_with_a_telephone_is_asked_back_alone(said: str) -> None:
    assert read_name(said) == Doubtful("张明")


def test_people_may_be_called_by_a_title() -> None:
    assert read_called("李大姐") == Value("李大姐")
    assert read_name("李大姐") == Value("李大姐")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("13812345678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("手机：１３８１２３４５６７８", "13812345678"),
        ("0357-7820000", "0357-7820000"),
        ("(0357)7820000", "0357-7820000"),
        ("01088888888", "010-88888888"),
        ("0357 7820000转801", "0357-7820000-801"),
        ("１３８ １２３４ ５６７８", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("一三八零零一三八零零零", "13800138000"),
        ("幺三八 幺二三四 五六七八", "13812345678"),
        ("我的手机号是幺三八幺二三四五六七八", "13812345678"),
        ("零三五七，七八二零零零零", "0357-7820000"),
    ],
)
def test_telephones_are_kept_in_one_form(said: str, kept: str) -> None:
    assert read_phone(said) == Value(kept)


@pytest.mark.parametrize("said", ["7820000", "12345", "138123456789", "13812345678 13912345678", "12812345678"])
def test_wrong_telephones_are_refused(said: str) -> None:
    assert isinstance(read_phone(said), Invalid)


@pytest.mark.parametrize("said", ["我的电话是138-1234-5678，微信同号", "张明 13812345678", "不是13812345678"])
def test_a_mobile_number_among_other_words_is_asked_back(said: str) -> None:
    assert read_phone(said) == Doubtful("13812345678")


def test_neither_of_two_numbers_is_taken() -> None:
    reading = read_phone("13812345678或者13912345678都行")
    assert isinstance(reading, Invalid)
    assert text_of(reading.parts) == texts.PHONE_ONE_SAID


@pytest.mark.parametrize("said", ["好的", "没有电话", "第16条举报电话是多少", ""])
def test_words_are_no_telephone(said: str) -> None:
    assert read_phone(said) is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026年11月24日", "2026-11-24"),
        ("2026-11-4", "2026-11-04"),
        ("20261124", "2026-11-24"),
        ("2026/1/2", "2026-01-02"),
        ("11月3号", "2026-11-03"),
        ("1月3日", "2027-01-03"),
        ("昨天", "2026-11-23"),
        ("二〇二六年十一月二十四日", "2026-11-24"),
        ("二零二六年十月三号", "2026-10-03"),
        ("十一月三日", "2026-11-03"),
        ("2026年十一月二十", "2026-11-20"),
    ],
)
def test_days_are_read(said: str, kept: str) -> None:
    assert read_day(said, TODAY) == Value(kept)


@pytest.mark.parametrize("said", ["2026-13-1", "2月30号", "下个月", "2026年"])
def test_what_is_no_day_is_refused(said: str) -> None:
    assert isinstance(read_day(said, TODAY), Invalid)


def test_days_ahead_are_refused_unless_they_may_lie_ahead() -> None:
    assert isinstance(day_reader(TODAY)("明天"), Invalid)
    assert day_reader(TODAY, may_be_ahead=True)("明天") == Value("2026-11-25")
    assert day_reader(TODAY)("3月1日") == Value("2026-03-01")
    assert day_reader(TODAY, may_be_ahead=True)("3月1日") == Value("2027-03-01")
    assert isinstance(day_reader(TODAY)("12月1日"), Invalid)
    assert day_reader(date(2027, 1, 5))("12月20日") == Value("2026-12-20")
    assert read_day("2月能拨下来吗？我们等着用呢", TODAY) is None


def test_a_text_has_words_and_a_length() -> None:
    read = text_reader("用途说明", least=5, most=10)
    assert read("  建设 冷库  两座 ") == Value("建设 冷库 两座")
    assert isinstance(read("冷库"), Invalid)
    assert isinstance(read("建设冷库两座以及其他配套设施"), Invalid)
    assert isinstance(read("👍👍👍👍👍👍"), Invalid)


def test_a_text_keeps_its_punctuation_and_loses_what_cannot_be_seen() -> None:
    assert text_reader("用途说明")("建\u200b设，冷库！\x00") == Value("建设，冷库！")


def test_whole_numbers() -> None:
    assert read_whole("３") == Value(3)
    assert isinstance(read_whole("3.5"), Invalid)
    assert read_whole("好的") is None


def test_a_question_with_a_telephone_in_it_gives_none() -> None:
    assert read_phone("打我手机13812345678") == Doubtful("13812345678")
    assert read_phone("是不是要打给经办人的手机号码13812345678才能办？") is None


def test_letters_count_and_the_longest_text_is_taken() -> None:
    read = text_reader("用途", least=4, most=6)
    assert isinstance(read("好。。。。"), Invalid)
    assert read("建设冷库") == Value("建设冷库")
    assert read("建设冷库两座") == Value("建设冷库两座")
    assert isinstance(read("建设冷库两座。"), Invalid)


def test_a_whole_number_has_nine_digits_at_most() -> None:
    assert read_whole("123456789") == Value(123_456_789)
    assert isinstance(read_whole("1234567890"), Invalid)
