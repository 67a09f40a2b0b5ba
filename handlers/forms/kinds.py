"""What a form that people fill in over days has to tell the dialogue: its steps, who may, what its end does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from handlers.forms.attachments import Received
from handlers.forms.spec import Form
from handlers.forms.state import Filling
from handlers.messages import Person
from policy_kb.models import AnswerKind, Offer, Part
from store.tables.applications import Draft
from store.work import Work


@dataclass(frozen=True, slots=True)
class Ending:
    """What confirming came to. Refused, the form stays open at `filling`, and `parts` say why."""

    parts: tuple[Part, ...]
    offers: tuple[Offer, ...] = ()
    filling: Filling | None = None


class FormKind(Protocol):
    """A form kept in drafts. Everything is performed in the turn's own transaction."""

    @property
    def name(self) -> str:
        """What drafts call it: never rename one."""
        ...

    @property
    def kind(self) -> AnswerKind:
        """What its replies are about."""
        ...

    def draft_of(self, work: Work, person: Person) -> Draft | None:
        """The newest draft that this person may go on with."""
        ...

    def barred(self, work: Work, draft: Draft, person: Person) -> tuple[Part, ...]:
        """Why this person may not go on with the draft; empty where they may."""
        ...

    def form(self, work: Work, draft: Draft, filling: Filling, person: Person) -> Form:
        """The form in the draft's own version, for what was answered so far.

        Raises:
            LookupError: no form of this version is kept.
        """
        ...

    def mark(self, work: Work, draft: Draft) -> str:
        """A mark of the files handed in: another one where any was added or taken out."""
        ...

    def special(
        self, work: Work, draft: Draft, filling: Filling, person: Person, words: str
    ) -> tuple[Part, ...] | None:
        """What words of this form alone do (删除 2); None where they are none of them."""
        ...

    def attach(
        self, work: Work, draft: Draft, filling: Filling, person: Person, received: Received
    ) -> tuple[Part, ...]:
        """Tie a file to the step that is asked; says what became of it."""
        ...

    def finish(self, work: Work, draft: Draft, filling: Filling, form: Form, person: Person) -> Ending:
        """Do what the confirmed form is for; the draft is erased by this, or kept where it is refused."""
        ...
