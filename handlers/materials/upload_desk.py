"""What a visitor of the upload page sees and does: one draft's items, what lies under each, add, remove."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from handlers.filekinds import Problem
from handlers.forms.attachments import Received, Rejection, asks_for_card
from handlers.materials.allowances import Allowance, reserve, room_for_form
from handlers.materials.handing_in import (
    attach,
    checklist,
    materials_of_application,
    materials_of_draft,
    take_out,
)
from handlers.materials.piles import Pile, piles_of
from handlers.materials.uploads import Visit, visit_of
from handlers.messages import Person
from handlers.texts import materials as texts
from store.queries.applications import application_numbered
from store.tables.applications import Material
from store.work import Work


class Desk(Struct, frozen=True):
    """Everything that the page shows of a draft."""

    title: str
    piles: tuple[Pile, ...]
    count: int
    ends: datetime
    person: Person  # whose visit it is

    def is_of_page(self, visitor: str | None) -> bool:
        """Whether this visitor of the web chat is who was given the link."""
        return self.person.traits.shows_pages and bool(visitor) and self.person.address == visitor

    @property
    def has_list(self) -> bool:
        """Whether the office published a list for this kind."""
        return len(self.piles) > 1


class Admission(Struct, frozen=True):
    """A file that may come: how large, and whether its item asks for an identity card or a bank card itself."""

    allowance: Allowance
    takes_cards: bool


def desk_of(work: Work, secret: str) -> Desk | None:
    """The desk of a visit; None where the visit is over."""
    visit = visit_of(work, secret)
    if visit is None:
        return None
    files, items = materials_of_draft(work, visit.draft.id), checklist(work, visit.kind)
    piles = piles_of(items, files, _before(work, visit))
    return Desk(texts.checklist_title(kind=visit.kind), piles, len(files), visit.ends, visit.by.person)


def upload_of(work: Work, secret: str, material_id: int) -> Material | None:
    """A file that the visit's page shows."""
    visit, material = visit_of(work, secret), work.get(Material, material_id)
    if visit is None or material is None:
        return None
    return material if material.draft_id == visit.draft.id or material in _before(work, visit) else None


def _before(work: Work, visit: Visit) -> list[Material]:
    """What was submitted before, where the draft mends an application."""
    sent = application_numbered(work, visit.draft.subject) if visit.draft.subject else None
    return materials_of_application(work, sent.id) if sent else []


def add_upload(work: Work, secret: str, received: Received, item: str) -> Material | Rejection:
    """Tie a file to an item of the visit's draft; one that is no item of the list stands under none."""
    visit = visit_of(work, secret)
    if visit is None:
        return Rejection(Problem.NO_DRAFT)
    known = {one.code for one in checklist(work, visit.kind)}
    return attach(work, received, draft=visit.draft, item=item if item in known else "", by=visit.by)


def admit_form(work: Work, secret: str, size: int) -> Problem | None:
    """Why nothing of a form of so many bytes is read: the visit is over, or the draft or the day is full."""
    visit = visit_of(work, secret)
    return room_for_form(work, visit.draft, visit.by.reference, size) if visit else Problem.NO_DRAFT


def admit_upload(work: Work, secret: str, item: str) -> Admission | Problem:
    """Set a file's bytes aside before they are read."""
    visit = visit_of(work, secret)
    if visit is None:
        return Problem.NO_DRAFT
    allowance = reserve(work, visit.draft, visit.by.reference)
    if isinstance(allowance, Problem):
        return allowance
    takes_cards = any(one.code == item and asks_for_card(one.label) for one in checklist(work, visit.kind))
    return Admission(allowance, takes_cards)


def remove_upload(work: Work, secret: str, material_id: int) -> bool:
    """Take a file out of the visit's draft again."""
    visit = visit_of(work, secret)
    return visit is not None and take_out(work, material_id, draft=visit.draft, by=visit.by)
