"""The office's own answers as the console shows them: a page of the list, and one with what can be done to it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.passage_words import passage_labels
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.people import staff_names
from handlers.talk.office_answers import published
from handlers.texts import office_answers as texts
from store.queries.office_answers import answer_page
from store.states import OfficeAnswerState
from store.tables.office_answers import OfficeAnswer

PAGE = 50
"""Lines of a page."""


class AnswerList(Struct, frozen=True):
    """A page of answers in a `state`, or in any where it is empty; `enter` are the acts that add one."""

    rows: tuple[OfficeAnswer, ...]
    state: str
    page: int
    pages: int
    total: int
    enter: tuple[Action, ...]


class Signature(Struct, frozen=True):
    """Who did something to an answer, and when."""

    by: str
    at: datetime


class AnswerView(Struct, frozen=True):
    """`heading` is what people read above it; `passages` are labels."""

    row: OfficeAnswer
    name: str
    heading: str
    passages: str
    wordings: tuple[str, ...]
    written: Signature
    approved: Signature | None
    retracted: Signature | None
    acts: tuple[Action, ...]


def answer_list(acting: Acting, catalogue: Catalogue, state: str, page: int) -> AnswerList:
    """A page of the answers, the newest first."""
    wanted, known = max(1, page), state if state in set(OfficeAnswerState) else ""
    rows, total = answer_page(acting.work, state=known, place=(wanted - 1) * PAGE, size=PAGE)
    target = target_of(acting.work, Subject.ANSWERS, "")
    return AnswerList(
        rows=tuple(rows),
        state=known,
        page=wanted,
        pages=max(1, -(-total // PAGE)),
        total=total,
        enter=tuple(catalogue.offered(acting.work, acting.member, target)) if target else (),
    )


def answer_view(acting: Acting, catalogue: Catalogue, number: int) -> AnswerView | None:
    """The answer of this number; None where there is none."""
    work, row = acting.work, acting.work.get(OfficeAnswer, number)
    target = target_of(work, Subject.ANSWER, str(number)) if row else None
    if row is None or target is None:
        return None
    people = (row.written_by, row.approved_by, row.retracted_by)
    names = staff_names(work, {f"staff:{one}" for one in people if one is not None})

    def signed(by: int | None, at: datetime | None) -> Signature | None:
        return Signature(names.get(f"staff:{by}", ""), at) if at is not None else None

    return AnswerView(
        row=row,
        name=texts.name(number=row.id),
        heading=published(row, acting.kb).heading,
        passages=passage_labels(acting.kb, row.passages),
        wordings=tuple(row.wordings.splitlines()),
        written=Signature(names.get(f"staff:{row.written_by}", ""), row.written_at),
        approved=signed(row.approved_by, row.approved_at),
        retracted=signed(row.retracted_by, row.retracted_at),
        acts=tuple(catalogue.offered(work, acting.member, target)),
    )
