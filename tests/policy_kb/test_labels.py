"""Citations as a document numbers itself."""

from __future__ import annotations

import pytest

from policy_kb.labels import label_of
from policy_kb.models import Numbering


@pytest.mark.parametrize(
    ("unit", "numbering", "label"),
    [
        ("7.3", Numbering.ARTICLE, "第七条第（三）项"),
        ("12-1", Numbering.ARTICLE, "第十二条之一"),
        ("7.3.1", Numbering.ARTICLE, "第七条第（三）项第1目"),
        ("9#2", Numbering.SECTION, "第九部分"),
        ("3.2", Numbering.SECTION, "第三部分第（二）项"),
        ("3", Numbering.PAREN, "第（三）项"),
        ("3", Numbering.ARABIC, "第3项"),
    ],
)
def test_a_passage_is_cited_as_the_document_numbers_it(unit: str, numbering: Numbering, label: str) -> None:
    assert label_of(unit, numbering) == label
