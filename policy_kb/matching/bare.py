"""Without samples: what a message plainly wants, and which passages can answer what it plainly asks."""

from __future__ import annotations

import re

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.matching.accusing import accuses, asks_how_to_report
from policy_kb.models import AnswerKind

_NUMBER = "[0-9零〇一二两三四五六七八九十百千万亿]"

_WISHES: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (AnswerKind.COMPLAINT, lazy_compile(r"^(?:我|俺|咱)?们?(?:要|想)?(?:实名|匿名)?(?:举报|检举|揭发|控告)")),
    (AnswerKind.APPLY, lazy_compile(r"^(?:我|俺|咱)?们?(?:要|想|来)(?:申请|申报|报名).{0,4}$")),
    (
        AnswerKind.STATUS,
        lazy_compile(r"(?:查|看).{0,4}(?:进度|到哪)|到哪一?步|(?:申请|批).{0,3}下来(?:没|了)"),
    ),
    (
        AnswerKind.HUMAN,
        lazy_compile(r"^(?:请|帮我)?(?:转|找|要)?(?:个|一下)?(?:人工|真人|工作人员|客服)(?:服务)?$"),
    ),
)


class Sought(Struct, frozen=True):
    """What a question asks for, how a passage looks that has it, and the words that regulations use for it."""

    asked: re.Pattern[str]
    has: re.Pattern[str]
    words: str


_SOUGHT = (
    Sought(
        lazy_compile(r"多少钱|多少元|几块|几毛|几百|几千|几万|(?:给|补|奖|罚|贴|交|收)多少"),
        lazy_compile(rf"{_NUMBER}\s*(?:万|亿|余)?元|[%％]|百分之"),
        "元",
    ),
    Sought(
        lazy_compile(
            r"(?:交|带|提供|准备|提交|报送).{0,3}(?:啥|什么|哪些|甚)|(?:啥|什么|哪些)(?:材料|资料|东西|手续|证)"
        ),
        lazy_compile(r"提供|提交|出示|报送|携带|材料|资料|证件|复印件"),
        "材料资料提供提交报送",
    ),
    Sought(lazy_compile(r"申请|申报|报名"), lazy_compile(r"申请|申报|报名|登记"), "申请申报登记"),
)


def wish_of(text: str) -> AnswerKind | None:
    """The dialogue that a normalised message plainly wants, whatever the document is about."""
    if accuses(text) or asks_how_to_report(text):
        return AnswerKind.COMPLAINT
    return next((kind for kind, pattern in _WISHES if pattern.search(text)), None)


def sought_in(text: str) -> Sought | None:
    """What a normalised question plainly asks for."""
    return next((sought for sought in _SOUGHT if sought.asked.search(text)), None)
