"""What the knowledge base read of one message and its pieces, so that nothing of it is read twice."""

from __future__ import annotations

from msgspec import Struct

from policy_kb.cut import Cut
from policy_kb.matching.ranking import Ranking
from policy_kb.references.reference import Found


class Memo(Struct, frozen=True):
    """Rankings, references and cuts, each under its text. It is let go with the message."""

    rankings: dict[str, Ranking] = {}
    found: dict[str, Found] = {}
    cuts: dict[str, Cut] = {}
