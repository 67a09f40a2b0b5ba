"""Protocol for answering questions that are asked while a form is open."""

from __future__ import annotations

from typing import Protocol

from handlers.turn import Decision, Turn
from policy_kb.models import AnswerKind


class Answering(Protocol):
    """Answers questions; the dialogue of forms asks it, and knows nothing of the measure itself."""

    def kind_of(self, text: str, turn: Turn) -> AnswerKind:
        """What the words would be answered as in this talk."""
        ...

    def is_confidential(self, text: str, turn: Turn) -> bool:
        """Whether words speak of reporting: they are not for a form, which would keep them."""
        ...

    def ask(self, question: str, turn: Turn) -> Decision:
        """Answer a question, typed or picked."""
        ...
