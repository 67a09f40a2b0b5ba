"""A form as it stands open in a turn: read from its draft, shown as a reply, noted in the session."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from handlers.form_state import Filling, FormTalk
from handlers.forms.beside import without_numbers
from handlers.forms.drafts import filling_of, held_draft, keep_filling
from handlers.forms.engine import settled
from handlers.forms.form_kind import FormKind
from handlers.forms.prompting import prompt
from handlers.forms.spec import Form, Prompt
from handlers.messages import Person, Reply
from handlers.turn import Outcome, Session, Turn
from policy_kb.models import Offer, OfferKind, Part, citations_of
from store.tables.applications import Draft
from store.work import Work


class Opened(Struct, frozen=True):
    """A draft with its form in the version it was begun with. The draft is held until the act ends."""

    kind: FormKind
    draft: Draft
    form: Form
    filling: Filling
    mark: str  # of what the summary shows beside the answers

    def at(self, work: Work, person: Person, filling: Filling) -> Opened:
        """The same form further on; what it asks may depend on what was answered."""
        keep_filling(work, self.draft, filling)
        return opened(work, self.kind, self.draft, person)


def open_form(work: Work, kind: FormKind, draft_id: int, person: Person) -> Opened | tuple[Part, ...]:
    """The open form; or why this person may not go on with it, empty where the draft is gone."""
    draft = held_draft(work, draft_id)
    if draft is None:
        return ()
    return kind.barred(work, draft, person) or opened(work, kind, draft, person)


def opened(work: Work, kind: FormKind, draft: Draft, person: Person) -> Opened:
    """The form of a draft that is held."""
    filling = filling_of(draft)
    form = kind.form(work, draft, filling, person)
    return Opened(kind, draft, form, settled(form, filling), kind.mark(work, draft))


def shown(form: Opened, said: Sequence[Part], turn: Turn, *, before: Outcome | None = None) -> Outcome:
    """The turn's end with what the form asks: below `said`, or below the last reply of `before`."""
    asked = prompt(form.form, form.filling)
    base = before or Outcome(replies=(), session=turn.session)
    *earlier, last = base.replies or (Reply(parts=(), kind=form.kind.kind),)
    reply = _asking(last, (*said, *asked.parts), asked, form.draft.id if asked.files else 0)
    session = _at_form(base.session, form, asked, reply.offers)
    return replace(base, replies=(*earlier, reply), session=session)


def _asking(last: Reply, parts: Sequence[Part], asked: Prompt, files_for: int) -> Reply:
    """Offers are the form's own: a number answers what is asked, never a menu above it."""
    whole = (*without_numbers(last), *parts)
    cited = dict.fromkeys((*last.citations, *citations_of(whole), *asked.cited))
    offers = tuple(Offer(label=label, kind=OfferKind.ASK, value=words) for label, words in asked.choices)
    commands = tuple(Offer(label=label, kind=OfferKind.ASK, value=words) for label, words in asked.commands)
    return replace(
        last,
        parts=whole,
        offers=offers,
        commands=commands,
        citations=tuple(cited),
        asks=True,
        files_for=files_for,
    )


def _at_form(session: Session, form: Opened, asked: Prompt, offers: tuple[Offer, ...]) -> Session:
    talk = FormTalk(
        form=form.kind.name,
        version=form.draft.form_version,
        draft=form.draft.id,
        seen=form.draft.version,
        files=asked.files,
        cards=asked.cards,
        mark=form.mark,
    )
    return replace(session, form=talk, menu=offers, rest=())


def left(turn: Turn, reply: Reply) -> Outcome:
    """The turn's end outside the form."""
    session = replace(turn.session, form=None, menu=reply.offers, rest=())
    return Outcome(replies=(reply,), session=session)
