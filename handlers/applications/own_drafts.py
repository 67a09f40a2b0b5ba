"""A firm's drafts as pages: what is filled in so far, the files under the list's items, the way to upload more."""

from __future__ import annotations

from msgspec import Struct

from handlers.applications.application_form import ApplicationForm
from handlers.applications.application_steps import NAME
from handlers.forms.drafts import filling_of
from handlers.forms.moving import shown
from handlers.identity.actors import Contractor
from handlers.materials.handing_in import checklist, materials_of_application, materials_of_draft
from handlers.materials.piles import Pile, piles_of
from handlers.materials.uploads import make_link, open_link
from handlers.texts import applying as texts
from handlers.texts import casework as words
from store.queries.applications import application_numbered
from store.queries.status import drafts_of
from store.states import Kind
from store.tables.applications import Draft
from store.work import Work


class ListedDraft(Struct, frozen=True):
    """One line of the list; without a `kind` as long as none is chosen."""

    draft: Draft
    kind: str


class OwnDraft(Struct, frozen=True):
    """A draft as its firm sees it. `answers` are labels with what was filled in."""

    draft: Draft
    title: str
    kind: Kind | None
    answers: tuple[tuple[str, str], ...]
    piles: tuple[Pile, ...]


def listed_drafts(work: Work, actor: Contractor) -> tuple[ListedDraft, ...]:
    """The firm's applications that are not sent yet, the newest first."""
    person = actor.person
    found = drafts_of(work, person.channel.value, person.address, actor.firm_id)
    return tuple(
        ListedDraft(draft, _kind_words(draft))
        for draft in found
        if draft.form == NAME and draft.firm_id == actor.firm_id
    )


def draft_of_firm(work: Work, actor: Contractor, number: int) -> Draft | None:
    """The firm's own living draft of an application; another's is not found."""
    draft = work.get(Draft, number)
    if draft is None or draft.form != NAME or draft.firm_id != actor.firm_id or draft.expires_at <= work.now:
        return None
    return draft


def own_draft(work: Work, form: ApplicationForm, actor: Contractor, number: int) -> OwnDraft | None:
    """The draft with all that was filled in."""
    draft = draft_of_firm(work, actor, number)
    if draft is None:
        return None
    filling, kind = filling_of(draft), _kind(draft)
    opened = form.form(work, draft, filling, actor.person)
    steps = [step for step in opened.asked(filling.answers) if filling.has(step.field) and not step.files]
    sent = application_numbered(work, draft.subject) if draft.subject else None
    return OwnDraft(
        draft,
        opened.title,
        kind,
        tuple((step.label, shown(step, filling.answers)) for step in steps),
        piles_of(
            checklist(work, kind) if kind else (),
            materials_of_draft(work, draft.id),
            materials_of_application(work, sent.id) if sent else (),
        ),
    )


def begin_upload(work: Work, actor: Contractor, number: int) -> str | None:
    """A link to the upload page, for the firm's draft; None where it is gone, or the kind is not chosen."""
    draft = draft_of_firm(work, actor, number)
    kind = _kind(draft) if draft is not None else None
    return make_link(work, draft=draft, kind=kind, by=actor) if draft is not None and kind is not None else None


def open_upload(work: Work, actor: Contractor, number: int) -> str | None:
    """The secret of a visit to the upload page that begins at once."""
    link = begin_upload(work, actor, number)
    return open_link(work, link) if link is not None else None


def _kind(draft: Draft) -> Kind | None:
    stored = filling_of(draft).answers.get("kind")
    return Kind(stored) if isinstance(stored, str) else None


def _kind_words(draft: Draft) -> str:
    kind = _kind(draft)
    return words.KINDS[kind.value] if kind else texts.TITLE
