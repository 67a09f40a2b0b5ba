"""Where somebody stands in filling in a form, as drafts and sessions keep it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import field

from handlers.values.reading import Stored
from policy_kb.values import Value


class Phase(StrEnum):
    """What the form waits for. Stored with drafts: never rename one."""

    ASKING = "asking"
    REVIEW = "review"  # the summary is shown
    DECLARING = "declaring"
    CANCELLING = "cancelling"  # until 确认取消


class Filling(Value, frozen=True):
    """How far a form is filled in: kept in a draft, or in the session for the few fields of a short form."""

    answers: dict[str, Stored] = field(default_factory=dict)
    asking: str = ""
    phase: Phase = Phase.ASKING
    doubt: tuple[Stored, ...] = ()  # the one value that waits for a yes

    def has(self, name: str) -> bool:
        """Whether the step is answered or skipped."""
        return name in self.answers


class FormTalk(Value, frozen=True):
    """In a session: the form that a person is filling in. `seen` is the draft's version shown last.

    A form without a draft keeps its `filling` here.
    """

    form: str
    version: int = 1
    draft: int = 0
    seen: int = 0
    filling: Filling = Filling()
    subject: str = ""  # what a short form is about, such as an act and a 申请编号
    files: bool = False  # whether files are waited for
    cards: bool = False  # whether they may be identity cards or bank cards
    mark: str = ""  # of the files that were shown last: what is confirmed is what was seen
