"""What identifies a person is masked before it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.talk.masking import MASK, mask, mask_unfamiliar
from policy_kb import kb as door
from policy_kb.kb import PolicyKB


@pytest.mark.parametrize(
    "private",
    [
        *("13812345678", "138 1234 5678", "+86 13812345678", "0357-7821234", "14262819800101123X"),
        *("6222021234567890123", "zhang.san@example.com", "91141026MA0K00000X", "20261234567"),
    ],
)
def test_numbers_and_addresses_are_masked(private: str) -> None:
    masked = mask(f"我的号是{private}，能查吗")
    assert private not in masked
    assert MASK in masked
    assert masked.endswith("能查吗")


@pytest.mark.parametrize("said", ["我叫张三丰，想问房租", "姓名：李四，咋申请"])
def test_names_that_people_give_are_masked(said: str) -> None:
    assert not {"张三丰", "李四"} & {piece for piece in ("张三丰", "李四") if piece in mask(said)}


@pytest.mark.parametrize("said", ["第9条", "2023年6月", "50万能批吗", "5G基站", "7条3项", "我叫不出名字"])
def test_ordinary_words_and_numbers_stay(said: str) -> None:
    assert mask(said)[:3] == said[:3]


@given(st.text())
def test_masking_twice_masks_no_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


_KB = PolicyKB.open(Path(door.__file__).parent / "data" / "anze")
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
