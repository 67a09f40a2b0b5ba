"""留言选登: what two members agreed may be published, as the page shows it and as a text for the portal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from handlers.casework.authority import denial
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.staff.actions.acting import Acting
from handlers.texts import complaints as texts
from store.queries.access import record_access
from store.queries.complaints import approved_excerpts
from store.states import Access


class PublishedExcerpt(Struct, frozen=True):
    """A letter and its answer, without anything by which their person is known."""

    number: str
    kind: str
    words: str
    answer: str
    received_on: date
    answered_on: date | None


def excerpts_denied(acting: Acting) -> bool:
    """Whether the member has no part in what is published."""
    return denial(acting.work, acting.member, TABLE[ActName.APPROVE_EXCERPT]) is not None


def published(acting: Acting) -> tuple[PublishedExcerpt, ...]:
    """All of them, oldest first."""
    return tuple(
        PublishedExcerpt(
            number=row.number,
            kind=texts.KINDS[row.kind],
            words=excerpt.words,
            answer=excerpt.answer,
            received_on=local_day(row.received_at),
            answered_on=local_day(row.answered_at) if row.answered_at else None,
        )
        for excerpt, row in approved_excerpts(acting.work)
    )


def exported(found: Iterable[PublishedExcerpt]) -> str:
    """The text for the portal: no number, by which its person could be asked for."""
    return "\n\n".join(
        texts.published(
            kind=one.kind,
            words=one.words,
            answer=one.answer,
            received_on=one.received_on,
            answered_on=one.answered_on,
        )
        for one in found
    )


def note_exported(acting: Acting) -> None:
    """Record who took the text out of the house."""
    record_access(acting.work, by=acting.member.id, how=Access.EXPORT, subject="complaint excerpts")
