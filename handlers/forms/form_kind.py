"""What a form that people fill in over days has to tell the dialogue: its steps, who may, what its end does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from msgspec import Struct

from handlers.form_state import Filling
from handlers.forms.attachments import Received
from handlers.forms.spec import Form
from handlers.messages import Person
from handlers.texts import forms as texts
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence
from store.base import Record
from store.personal import names_an_account
from store.queries.drafts import newest_draft
from store.tables.applications import Draft
from store.work import Work


class Ending(Struct, frozen=True):
    """What confirming came to. Refused, the form stays open at `filling`, and `parts` say why."""

    parts: tuple[Part, ...]
    offers: tuple[Offer, ...] = ()
    filling: Filling | None = None


class Kept(Struct, frozen=True):
    """A table that keeps a confirmed form under its person's own account: counted for them, erased with them.

    `counted` says how many there are, and until when. What falls under Article 8 is kept for others, and is none.
    """

    table: type[Record]
    counted: Callable[[int], str]


class FormKind(ABC):
    """A form kept in drafts. Everything is performed in the turn's own transaction.

    What is declared here is all that dialogue, drafts, 查我的信息, erasure and 重新填 read: `name` is what drafts
    call it (never rename one), `title` what people read, `kind` what its replies are about, `again` the words that
    begin it anew, `newest` the version of new drafts, `keeps` what its end leaves of its person; () for nothing.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    kind: ClassVar[AnswerKind]
    again: ClassVar[str]
    keeps: ClassVar[tuple[Kept, ...]]

    @property
    @abstractmethod
    def newest(self) -> int:
        """The version that new drafts are begun with."""

    @abstractmethod
    def form(self, work: Work, draft: Draft, filling: Filling, person: Person) -> Form:
        """The form in the draft's own version, for what was answered so far.

        Raises:
            LookupError: no form of this version is kept.
        """

    @abstractmethod
    def finish(self, work: Work, draft: Draft, filling: Filling, form: Form, person: Person) -> Ending:
        """Do what the confirmed form is for; the draft is erased by this, or kept where it is refused."""

    def draft_of(self, work: Work, person: Person) -> Draft | None:
        """The newest draft that this person may go on with: their own."""
        return newest_draft(work, self.name, channel=person.channel.value, address=person.address, firm_id=None)

    def barred(self, work: Work, draft: Draft, person: Person) -> tuple[Part, ...]:  # noqa: ARG002 -- others look
        """Why this person may not go on with the draft; empty where they may. Another's is as good as none."""
        is_own = (draft.channel, draft.address) == (person.channel.value, person.address)
        return () if is_own else (Sentence(text=texts.GONE),)

    def mark(self, work: Work, draft: Draft) -> str:  # noqa: ARG002 -- a form without files has none
        """A mark of the files handed in: another one where any was added or taken out."""
        return ""

    def special(
        self,
        work: Work,  # noqa: ARG002 -- most forms have no words of their own
        draft: Draft,  # noqa: ARG002
        filling: Filling,  # noqa: ARG002
        person: Person,  # noqa: ARG002
        words: str,  # noqa: ARG002
    ) -> tuple[Part, ...] | None:
        """What words of this form alone do (删除 2); None where they are none of them."""
        return None

    def attach(
        self,
        work: Work,  # noqa: ARG002 -- most forms ask for no files
        draft: Draft,  # noqa: ARG002
        filling: Filling,  # noqa: ARG002
        person: Person,  # noqa: ARG002
        received: Received,  # noqa: ARG002
    ) -> tuple[Part, ...]:
        """Tie a file to the step that is asked; says what became of it."""
        return (Sentence(text=texts.NO_MEDIA_NOW),)

    def begins_again(self) -> Offer:
        """The button that begins it anew."""
        return Offer(label=self.again, kind=OfferKind.ASK, value=self.again)


class IncompleteFormError(Exception):
    """A form lacks something without which it would not wholly work; the message says what."""


class FormRegistry:
    """Every form that there is, in the order in which they are offered: the first where none is named.

    Raises:
        IncompleteFormError: a form is not whole.
    """

    def __init__(self, *forms: FormKind) -> None:
        for form in forms:
            for lack in _lacks(form):
                raise IncompleteFormError(f"form {type(form).__name__}: {lack}")
        self.by_name = {form.name: form for form in forms}
        if len(self.by_name) != len(forms):
            raise IncompleteFormError("two forms have the same name")

    def __iter__(self) -> Iterator[FormKind]:
        return iter(self.by_name.values())

    @property
    def first(self) -> FormKind:
        """The form that is offered where people ask for none by name."""
        return next(iter(self))

    def titles(self, names: Iterable[str]) -> tuple[str, ...]:
        """What people call these forms; one that is kept no more goes by its name."""
        return tuple(self.by_name[name].title if name in self.by_name else name for name in names)

    @property
    def keeps(self) -> tuple[Kept, ...]:
        """All that forms keep of their people."""
        return tuple(dict.fromkeys(kept for form in self for kept in form.keeps))


def _lacks(form: FormKind) -> Iterator[str]:
    for name, why in (
        ("name", "drafts are called by it"),
        ("title", "people read it in 查我的信息"),
        ("kind", "its replies are about something"),
        ("again", "the words that begin it anew"),
        ("keeps", "what its end leaves of its person, () where nothing"),
    ):
        if not hasattr(form, name) or getattr(form, name) == "":
            yield f"name {name} ({why})"
    for kept in getattr(form, "keeps", ()):
        if not names_an_account(kept.table.__annotations__):
            yield f"{kept.table.__name__} has no channel and address, by which its person's rows are erased"
