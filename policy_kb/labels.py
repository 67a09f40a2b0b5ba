"""How people write a passage's id, as the document numbers itself: 第七条第（三）项 for `7.3`."""

from __future__ import annotations

from typing import assert_never

from policy_kb.models import Citation, Numbering, Passage
from policy_kb.numerals import to_chinese


def citation_of(passage: Passage, numbering: Numbering, edition: str = "") -> Citation:
    """The citation that follows a quotation from the passage."""
    return Citation(unit=passage.id, label=label_of(passage.id, numbering), edition=edition)


def label_of(unit: str, numbering: Numbering) -> str:
    """第七条第（三）项 for `7.3`; a second level counts in figures: 第七条第（三）项第1目."""
    article, *items = unit.split("#", maxsplit=1)[0].split(".")
    label = article_label(article, numbering)
    if items:
        label += item_label(items[0])
    return label + "".join(f"第{number}目" for number in items[1:])


def article_label(number: str, numbering: Numbering) -> str:
    """第十二条之一 for `12-1`. What stands under 一、 is 第一部分, as those who cite a notice write it."""
    first, *rest = number.split("-")
    match numbering:
        case Numbering.ARTICLE:
            return f"第{to_chinese(int(first))}条" + "".join(f"之{to_chinese(int(part))}" for part in rest)
        case Numbering.SECTION:
            return f"第{to_chinese(int(first))}部分"
        case Numbering.PAREN:
            return item_label(first)
        case Numbering.ARABIC:
            return f"第{first}项"
        case never:
            assert_never(never)


def item_label(number: str) -> str:
    """第（三）项 for `3`."""
    return f"第（{to_chinese(int(number))}）项"
