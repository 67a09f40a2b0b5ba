"""Materials and the office's checklist: what is looked up, moved and taken out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct
from sqlalchemy import func, or_, select

from store.prepared import Prepared
from store.tables.applications import Application, ChecklistItem, DiscardedFile, Material
from store.tables.materials import MaterialCheck
from store.work import Work

_BATCH = 500
"""Values of one query: both engines take many more."""


def materials_of_draft(work: Work, draft_id: int) -> list[Material]:
    """What was handed in with a draft, in order of arrival."""
    return work.all(select(Material).where(Material.draft_id == draft_id).order_by(Material.id))


def materials_of_application(work: Work, application_id: int) -> list[Material]:
    """What belongs to an application, in order of arrival."""
    query = select(Material).where(Material.application_id == application_id).order_by(Material.id)
    return work.all(query)


def applications_with_invoice(work: Work, invoice: str, *, besides: int) -> list[Application]:
    """The other applications that have a material with this invoice number."""
    query = (
        select(Application)
        .join(Material, Material.application_id == Application.id)
        .where(Material.invoice == invoice, Application.id != besides)
        .distinct()
        .order_by(Application.id)
    )
    return work.all(query)


def standing_check(work: Work, material_id: int) -> MaterialCheck | None:
    """The check against the original that nobody took back."""
    query = select(MaterialCheck).where(
        MaterialCheck.material_id == material_id, MaterialCheck.revoked_at.is_(None)
    )
    return work.one(query)


def checks_of_application(work: Work, application_id: int) -> list[MaterialCheck]:
    """Every check of an application's materials against their originals, oldest first."""
    query = (
        select(MaterialCheck)
        .join(Material, Material.id == MaterialCheck.material_id)
        .where(Material.application_id == application_id)
        .order_by(MaterialCheck.id)
    )
    return work.all(query)


def repeated_invoices(work: Work, invoices: Collection[str], *, besides: int) -> dict[str, list[str]]:
    """Of each of these invoice numbers the other applications that have it, by number, the oldest first."""
    found: dict[str, list[str]] = {}
    if invoices:
        query = select(Material.invoice, Application.number, Application.id).distinct()
        query = query.join(Application, Material.application_id == Application.id)
        query = query.where(Material.invoice.in_(invoices), Application.id != besides).order_by(Application.id)
        for invoice, number, _ in work.session.execute(query):
            found.setdefault(str(invoice), []).append(number)
    return found


def checklist(work: Work, kind: str) -> list[ChecklistItem]:
    """The items in force for a kind of application, in the office's order."""
    query = (
        select(ChecklistItem)
        .where(ChecklistItem.kind == kind, ChecklistItem.retired_at.is_(None))
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    return work.all(query)


def checklists(work: Work) -> list[ChecklistItem]:
    """The items in force of all kinds, each kind's in the office's order."""
    query = select(ChecklistItem).where(ChecklistItem.retired_at.is_(None))
    return work.all(query.order_by(ChecklistItem.position, ChecklistItem.id))


class PublishedItem(Struct, frozen=True):
    """What people are told of an item of a list."""

    kind: str
    label: str
    hint: str
    required: bool


def published_items(work: Work) -> list[PublishedItem]:
    """What people are told of the items in force of all kinds, each kind's in the office's order.

    One statement, past the ORM: many a question is answered with it.
    """
    return [PublishedItem(*row) for row in _PUBLISHED.rows(work.connection)]


_PUBLISHED = Prepared(
    lambda _engine: (
        select(ChecklistItem.kind, ChecklistItem.label, ChecklistItem.hint, ChecklistItem.required)
        .where(ChecklistItem.retired_at.is_(None))
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
)


def items_ever(work: Work, kind: str) -> list[ChecklistItem]:
    """The items for a kind of application, in force or retired, in the office's order."""
    query = select(ChecklistItem).where(ChecklistItem.kind == kind)
    return work.all(query.order_by(ChecklistItem.position, ChecklistItem.id))


def checklist_item(work: Work, kind: str, code: str) -> ChecklistItem | None:
    """The item in force with this code."""
    return next((item for item in checklist(work, kind) if item.code == code), None)


def known_paths(work: Work, paths: Sequence[str]) -> set[str]:
    """Those of the paths that a row names, as an original or as a copy."""
    known: set[str] = set()
    for start in range(0, len(paths), _BATCH):
        some = paths[start : start + _BATCH]
        query = select(Material).where(or_(Material.path.in_(some), Material.copy.in_(some)))
        for material in work.all(query):
            known |= {material.path, material.copy or material.path}
    return known


def all_originals(work: Work) -> list[tuple[int, str, str]]:
    """Every material's id with the path of its original and its SHA-256."""
    found = work.all(select(Material).order_by(Material.id))
    return [(material.id, material.path, material.sha256) for material in found]


def all_paths(work: Work) -> list[tuple[int, str]]:
    """Every material's id with the path of its original."""
    return [(material.id, material.path) for material in work.all(select(Material).order_by(Material.id))]


def sampled_originals(work: Work, most: int) -> list[tuple[int, str, str]]:
    """Some materials by chance: id, path and SHA-256 of the original in hex."""
    query = select(Material.id, Material.path, Material.sha256).order_by(func.random()).limit(most)
    return [(number, path, digest) for number, path, digest in work.session.execute(query)]


def discard(work: Work, material: Material) -> None:
    """Delete a material's row; its files go as soon as that is committed."""
    for path in filter(None, (material.path, material.copy)):
        work.add(DiscardedFile(path=path, at=work.now))
    work.remove(material)


def discard_of_draft(work: Work, draft_id: int) -> int:
    """Take everything out of a draft that is given up, before its row goes; says how many files."""
    dropped = materials_of_draft(work, draft_id)
    for material in dropped:
        discard(work, material)
    return len(dropped)


def discarded_files(work: Work) -> list[DiscardedFile]:
    """The files whose rows are gone and that are still to be deleted."""
    return work.all(select(DiscardedFile).order_by(DiscardedFile.path).limit(_BATCH))


def code_was_used(work: Work, kind: str, code: str) -> bool:
    """Whether an item, in force or retired, has this code: files lie under codes."""
    query = select(ChecklistItem).where(ChecklistItem.kind == kind, ChecklistItem.code == code).limit(1)
    return work.one(query) is not None
