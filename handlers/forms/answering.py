"""Protocol for answering questions that are asked while a form is open."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from handlers.turn import Decision, Turn
from policy_kb.models import AnswerKind
from policy_kb.reading import Reading


class Understood(Struct, frozen=True):
    """What words would be answered as, and whether they speak of reporting: a form would keep those."""

    kind: AnswerKind
    is_confidential: bool


class Answering(Protocol):
    """Answers questions; the dialogue of forms asks it, and knows nothing of the measure itself."""

    def understand(self, words: Reading, turn: Turn) -> Understood:
        """How words are understood in this talk."""
        ...

    def ask(self, question: Reading | str, turn: Turn) -> Decision:
        """Answer a question, typed or picked."""
        ...
