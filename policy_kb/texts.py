"""The fixed sentences of the knowledge base itself; those of one document stand in its guide."""

from __future__ import annotations

import re

UNIT = "原文："
CATEGORY = "办法写到这一方面："
NEAREST = "与此最接近的是："
ALSO_STANDARD = "支持范围和标准另见："
ASK_OFFICE = "需要准确答复，请向领导小组办公室咨询。"
NOT_STATED = "您问的这一点，办法没有写明。"
OUTSIDE = "这个问题不在本办法的范围内。我能查本办法的条文。"
WHICH = "您想问的是哪一项？回复数字："
LIST_OPENING = "专项资金主要支持以下方面，回复数字看原文："
NEIGHBOURS = "前后两条是："
SIDE_BY_SIDE = "相关的还有："
NO_CONTEXT = "请写明是第几条，例如“第九条”。"
LONG = "原文较长，先看与您的问题最接近的几句："
CONTRACT_RATIO = "第九条只规定“预付比例需在合同上载明”。"

HUMAN_OFFER = "找工作人员"
WHOLE_OFFER = "看第{number}条全文"


def no_such_article(*, label: str) -> str:
    """The text leaves the number out."""
    return f"印发文本没有{label}。"


def no_such_item(*, article: str, item: str) -> str:
    """The article has fewer items."""
    return f"{article}没有第（{item}）项。"


def last_article(*, label: str) -> str:
    """Said beside `no_such_article` where the number lies beyond the end."""
    return f"最后一条是{label}："


def no_such_chapter(*, number: str) -> str:
    """The document has fewer chapters."""
    return f"印发文本没有第{number}章。"


def chapter_holds(*, chapter: str) -> str:
    """Above the articles of a chapter."""
    return f"第{chapter}章的条文："


def whole_article(*, label: str) -> str:
    """Label of the offer to see the rest."""
    return f"看{label}全文"


_LABEL = r"第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"印发文本没有{_LABEL}。",
        rf"{_LABEL}没有第（[一二三四五六七八九十百]+）项。",
        rf"最后一条是{_LABEL}：",
        r"印发文本没有第[一二三四五六七八九十百]+章。",
        r"第[一二三四五六七八九十百]+章的条文：",
    )
)
"""The sentences with a number in them, as a test recognises them."""

CONSTANTS = frozenset(
    {UNIT, CATEGORY, NEAREST, ALSO_STANDARD, ASK_OFFICE, NOT_STATED, OUTSIDE, WHICH, LIST_OPENING, NEIGHBOURS}
    | {SIDE_BY_SIDE, NO_CONTEXT, LONG, CONTRACT_RATIO}
)
"""All sentences without a number."""
