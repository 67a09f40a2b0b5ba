"""Drafts: a filling kept for 30 days, whatever the channel, until it is sent, cancelled or run out."""

from __future__ import annotations

from datetime import timedelta

from handlers.form_state import Filling
from handlers.messages import Person
from store.queries import drafts as rows
from store.queries import materials
from store.tables.applications import Draft
from store.work import Work

LIVES = timedelta(days=30)
"""From the last change."""


def begin_draft(
    work: Work,
    person: Person,
    filling: Filling,
    *,
    form: str,
    version: int,
    firm_id: int | None,
    subject: str = "",
) -> Draft:
    """A new draft of a form in this version."""
    return work.add(
        Draft(
            form=form,
            form_version=version,
            channel=person.channel.value,
            address=person.address,
            firm_id=firm_id,
            subject=subject,
            data=filling.to_json(),
            created_at=work.now,
            updated_at=work.now,
            expires_at=work.now + LIVES,
        )
    )


def filling_of(draft: Draft) -> Filling:
    """What was answered so far."""
    return Filling.from_json(draft.data)


def keep_filling(work: Work, draft: Draft, filling: Filling) -> Draft:
    """Write what changed; an unchanged filling leaves the draft's version as it is."""
    data = filling.to_json()
    return draft if data == draft.data else rows.write(work, draft, data=data, expires_at=work.now + LIVES)


def held_draft(work: Work, draft_id: int) -> Draft | None:
    """The draft as it is now, held until the act ends; None where it is gone or has run out."""
    draft = work.lock(Draft, draft_id)
    return draft if draft is not None and draft.expires_at > work.now else None


def give_up(work: Work, draft: Draft) -> None:
    """Erase a draft with everything that was handed in with it."""
    materials.discard_of_draft(work, draft.id)
    work.remove(draft)


def expire_drafts(work: Work) -> int:
    """Erase drafts whose 30 days are over; says how many."""
    over = rows.expired(work)
    for draft in over:
        give_up(work, draft)
    return len(over)
