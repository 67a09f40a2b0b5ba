"""What identifies a person is masked before it is kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import read_questions
from handlers.talk.masking import MASK, mask, mask_personal, mask_unfamiliar
from tests.clocks import linear_time
from tests.measure import opened


@pytest.mark.parametrize(
    "private",
    [
        *("13812345678", "138 1234 5678", "+86 13812345678", "0357-7821234", "14262819800101123X"),
        *("6222021234567890123", "zhang.san@example.com", "91141026MA0K00000X", "20261234567"),
        *(
            "138-1234-5678",
            "138 12 345678",
            "1 3 8 1 2 3 4 5 6 7 8",
            "一三八一二三四五六七八",
            "幺三九 零零零零 八八八八",
        ),
        *("142628 19800101 123X", "6222 0212 3456 7890 123", "6222-0212-3456-7890", "晋LA8888", "晋L·D12345"),
        *("府城镇高壁村三组", "唐城镇东街村5巷", "冀氏镇李家沟村第三小组"),
    ],
)
def test_numbers_and_addresses_are_masked(private: str) -> None:
    masked = mask(f"我的号是{private}，能查吗")
    assert private not in masked
    assert MASK in masked
    assert masked.endswith("能查吗")


@pytest.mark.parametrize(
    "said", ["我叫张三丰，想问房租", "姓名：李四，咋申请", "俺叫李四", "联系人：张三丰，电话不便留"]
)
def test_names_that_people_give_are_masked(said: str) -> None:
    assert not {"张三丰", "李四"} & {piece for piece in ("张三丰", "李四") if piece in mask(said)}


@pytest.mark.parametrize(
    "said",
    ["第9条", "2023年6月", "50万能批吗", "5G基站", "7条3项", "我叫不出名字", "第七条第八项", "2022至2023年"],
)
def test_ordinary_words_and_numbers_stay(said: str) -> None:
    assert mask(said)[:3] == said[:3]


@given(st.text())
def test_masking_twice_masks_no_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


_KB = opened()
QUESTIONS = Path(__file__).parents[2] / "questions" / "dev.jsonl"
_FRAMES = (
    *("{}的发票能报吗", "{}能拿补贴吗", "让{}去办行不行", "找{}问什么", "是{}家的房租能减免吗", "{}明天去太原吗"),
    *("为什么{}有奖励", "听说{}中标了对吗", "{}住哪", "天气问{}好不好", "俺跟{}合伙能申请不", "材料交给{}行吗"),
    *(
        "{}的公司能申请吗",
        "{}怎么联系",
        "把账给{}看可以吗",
        "工信局{}管什么",
        "{}，是不是不用招标",
        "想问{}多少钱",
    ),
    *("{}说快递有补贴是真的吗", "替{}问一下怎么报销医保"),
)
_PERSONS = st.builds(
    str.__add__,
    st.sampled_from("冯赵钱孙李周吴郑王陈"),
    st.text("建国明华军丽伟芳标甲丙秀", min_size=1, max_size=2),
)
_OTHERS = st.sampled_from(["王麻29蛋", "二狗剩", "李家岭村", "鑫盛源商贸", "钱标丙", "郜村圪塔", "老赵", "王局长"])


@given(st.sampled_from(_FRAMES), _PERSONS | _OTHERS)
def test_no_name_survives_in_a_question_that_is_kept(frame: str, name: str) -> None:
    masked = mask_unfamiliar(frame.format(name), _KB.familiar)
    assert name not in masked
    assert MASK in masked


_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟万段雷钱汤尹黎易常武乔贺赖龚文牛连关安柳申"
)
_COMPOUND = ["欧阳", "司马", "上官", "诸葛", "慕容", "尉迟", "皇甫", "令狐", "东方", "夏侯", "公孙", "司徒"]
_GIVEN = (
    "建国华军伟强明平海发新民东文杰志刚勇飞鹏辉斌涛波亮峰超龙林山红梅芳丽娟秀英兰玲燕霞敏静娜慧婷雪玉春花桂香金银宝财福贵生根柱"
    "栓狗蛋娃虎牛大小二三成功开云天地水火木电商品牌物流网店培训路长远安全心业合同中标达通办公正义利民会计学校工作收付"
)
_AROUND = (
    *_FRAMES,
    *("我是{}，想学直播", "举报{}的材料要什么", "联系人{}，在镇上", "我们厂长{}想申请", "他叫{}，开网店的"),
    *("会计{}让交发票", "是{}负责审核吗", "{}给我打电话了", "怎么联系{}", "俺跟{}合伙", "{}能不能当承办企业"),
)


def test_hardly_a_character_of_a_name_survives_even_where_it_makes_a_word() -> None:
    """周大海想…, 曾财物…: what is left of a name beside its mask would give it away."""
    dice = random.Random(20)
    left, asked = [], 0
    for _ in range(2500):
        surname = dice.choice(_SURNAMES if dice.random() < 0.9 else _COMPOUND)
        name = surname + "".join(dice.choices(_GIVEN, k=dice.choice([1, 2, 2])))
        frame = dice.choice(_AROUND)
        if not set(name) & set(frame):
            asked += 1
            masked = mask_unfamiliar(frame.format(name), _KB.familiar)
            assert surname not in masked
            left += [(name, masked)] if set(name) & set(masked) else []
    assert len(left) <= 0.004 * asked, left


@pytest.mark.parametrize(
    "said",
    [
        "县工信局，承办企业，领导小组办公室怎么申请拨付",
        "常务会议什么时候开",
        "能收到通知吗",
        "物流配送中心在哪里",
        "项目建设合同跟谁签",
        "中期绩效评价不合格怎么办",
    ],
)
def test_the_measures_own_words_stay(said: str) -> None:
    assert mask_unfamiliar(said, _KB.familiar) == said.replace("，", ",")


def test_most_of_what_people_ask_can_still_be_read() -> None:
    """A log of masks helps nobody: of questions without names less than a third goes."""
    asked = [question.q for question in read_questions(QUESTIONS)]
    kept = sum(len(mask_unfamiliar(question, _KB.familiar).replace(MASK, "")) for question in asked)
    assert kept >= 0.67 * sum(map(len, asked))


@pytest.mark.parametrize("unit", ["周大海", "1 ", "镇村", "a."])
def test_masking_takes_time_in_proportion_to_the_length(unit: str) -> None:
    """Forty thousand characters; what looks at each of them from each of them would take minutes."""
    with linear_time():
        mask_unfamiliar(unit * (40_000 // len(unit)), _KB.familiar)


@pytest.mark.parametrize("name", ["上官建设", "上官平台", "上官物流"])
def test_a_given_name_after_two_characters_goes_though_it_is_an_everyday_word(name: str) -> None:
    assert mask_unfamiliar(f"{name}能不能申请", _KB.familiar) == f"{MASK}能不能申请"


@pytest.mark.parametrize(
    "number",
    ["6222 0210 0110 1234 567", "91141000MA0EXAMPLE", "0357-7820000", "110101 19900307 851X", "138 1234 5678"],
)
def test_a_personal_number_goes_whole_by_its_shape_alone(number: str) -> None:
    assert mask_personal(f"是{number}吗") == f"是{MASK}吗"


@pytest.mark.parametrize(
    ("said", "kept"), [("？！", "?!"), ("张", MASK), ("的", "的"), ("abc 12", f"{MASK} {MASK}")]
)
def test_words_too_few_to_stand_beside_each_other(said: str, kept: str) -> None:
    assert mask_unfamiliar(said, _KB.familiar) == kept
