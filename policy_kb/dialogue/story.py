"""Find the question in a story: of a long message the clause that asks decides, wherever it stands."""

from __future__ import annotations

from itertools import groupby

from policy_kb.expressions import lazy_compile
from policy_kb.matching.accusing import is_question

_CLAUSE = lazy_compile(r"[^,，。.!！?？;；\s]+[,，。.!！?？;；\s]*")
_OPENING = lazy_compile(
    r"^(?:我|俺|咱|就|想|是|只|麻烦|劳驾|请|再|来|跟[您你]|向[您你]|给[您你]|能|顺便)*"
    r"(?:问|打听|请教|咨询|了解)(?:问|打听)?(?:[您你])?(?:一?下|一声|一句|个事儿?)?(?:子|儿)?[,，:：\s]*"
)
_SHORTEST = 4
"""Characters: what is shorter asks of something that was told before it."""


def find_question(text: str) -> str:
    """The last clauses of a normalised message that ask, without 我想问一下.

    Empty where none asks, and where they are the whole message.
    """
    clauses = [found[0] for found in _CLAUSE.finditer(text)]
    runs = [(asks, "".join(run)) for asks, run in groupby(clauses, is_question)]
    asked = next((run for asks, run in reversed(runs) if asks), "")
    question = _OPENING.sub("", asked).strip()
    return question if _SHORTEST <= len(question) < len(text) else ""
