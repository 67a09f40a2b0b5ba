"""How people write a passage's id: `7.3` is 第七条第（三）项, `12-1` is 第十二条之一."""

from __future__ import annotations

from policy_kb.models import Citation, Passage
from policy_kb.numerals import to_chinese


def citation_of(passage: Passage, edition: str = "") -> Citation:
    """The citation that follows a quotation from the passage."""
    return Citation(unit=passage.id, label=label_of(passage.id), edition=edition)


def label_of(unit: str) -> str:
    """第七条第（三）项 for `7.3`; a second level counts in figures: 第七条第（三）项第1目."""
    article, *items = unit.split("#", maxsplit=1)[0].split(".")
    label = article_label(article)
    if items:
        label += f"第（{to_chinese(int(items[0]))}）项"
    return label + "".join(f"第{number}目" for number in items[1:])


def article_label(number: str) -> str:
    """第十二条之一 for `12-1`."""
    first, *rest = number.split("-")
    return f"第{to_chinese(int(first))}条" + "".join(f"之{to_chinese(int(part))}" for part in rest)
