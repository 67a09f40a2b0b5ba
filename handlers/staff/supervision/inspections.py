"""监督检查 as pages show it: the list, one inspection with what became of its problems, and its paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from handlers.casework.attempt import system
from handlers.casework.inspection_guards import people_in
from handlers.casework.registers import row_number
from handlers.casework.transitions import Subject
from handlers.dates import day, local_day
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.card import Section
from handlers.staff.cards.people import staff_names
from handlers.staff.cards.serving_sections import services_section
from handlers.staff.exporting import export_mark
from handlers.staff.lists.asked import Asked
from handlers.staff.overview.not_offered import Others, others
from handlers.staff.supervision.lacks import Lack, lacks_of
from handlers.texts import inspections as texts
from policy_kb.models import Quotation
from policy_kb.roles import PassageRole
from store.queries.lists.inspections import (
    ListedInspection,
    follow_ups_of,
    list_inspections,
    listed_inspections,
)
from store.queries.lists.paging import Page
from store.queries.serving import services_for
from store.queries.supervision import findings_of, held_inspection
from store.tables.supervision import InspectionFinding


class InspectionsView(Struct, frozen=True, kw_only=True):
    """A page of the list."""

    lines: tuple[ListedInspection, ...]
    page: Page
    asked: Asked
    today: date
    quotation: Quotation | None


class InspectionView(Struct, frozen=True, kw_only=True):
    """One inspection. `is_late`: a term has passed; `lacks` is what is not there; `inspectors` are names."""

    one: ListedInspection
    inspectors: tuple[str, ...]
    by: str
    findings: tuple[InspectionFinding, ...]
    follow_ups: tuple[ListedInspection, ...]
    services: Section
    is_late: bool
    lacks: tuple[Lack, ...]
    quotations: tuple[Quotation, ...]
    acts: tuple[Action, ...]
    others: Others
    today: date

    @property
    def has_open(self) -> bool:
        """Whether something is still to be put right."""
        return any(one.settled_by is None for one in self.findings)

    @property
    def number(self) -> str:
        """By which people name it."""
        return str(self.one.row.id)


def inspections_view(acting: Acting, asked: Asked) -> InspectionsView:
    """A page of the inspections, as the address asks."""
    page = list_inspections(
        acting.work,
        asked.paging,
        words=asked.words,
        only_open=asked.has("open"),
        late_on=local_day(acting.work.now) if asked.has("past_due") else None,
    )
    found = listed_inspections(acting.work, page.ids)
    return InspectionsView(
        lines=tuple(found[number] for number in page.ids),
        page=page,
        asked=asked,
        today=local_day(acting.work.now),
        quotation=acting.kb.role(PassageRole.SUPERVISION),
    )


def inspection_view(acting: Acting, catalogue: Catalogue, number: str) -> InspectionView | None:
    """One inspection as it stands; None where there is none of this number."""
    work, key = acting.work, row_number(number)
    row = held_inspection(work, key) if key is not None else None
    target = target_of(work, Subject.INSPECTION, number) if row is not None else None
    if row is None or target is None:
        return None
    one, today = listed_inspections(work, [row.id])[row.id], local_day(work.now)
    findings = tuple(findings_of(work, row.id))
    offered, refused = catalogue.sorted_out(work, acting.member, target)
    reasons = tuple(_reasons(one, findings, today))
    is_late = any(_is_late(one, today) for one in findings)
    roles = (PassageRole.SUPERVISION, *((PassageRole.RECOVERY,) if is_late else ()))
    reference = f"staff:{row.recorded_by}"
    return InspectionView(
        one=one,
        inspectors=people_in(one.particulars.inspectors) if one.particulars else (),
        by=staff_names(work, {reference}).get(reference, ""),
        findings=findings,
        follow_ups=tuple(follow_ups_of(work, row.id)),
        services=services_section(work, services_for(work, oversight_id=row.id)),
        is_late=is_late,
        lacks=lacks_of(acting.kb, reasons),
        quotations=tuple(dict.fromkeys(filter(None, map(acting.kb.role, roles)))),
        acts=offered,
        others=others(acting, refused),
        today=today,
    )


def _reasons(one: ListedInspection, findings: tuple[InspectionFinding, ...], today: date) -> Iterator[Reason]:
    """What is not recorded, or is not put right."""
    if one.particulars is None:
        yield system(texts.NO_INSPECTORS)
    for found in findings:
        if found.settled_by is not None:
            continue
        if found.rectify_by is None:
            served = texts.unserved if found.rectify_days is not None else texts.no_term
            yield system(served(place=found.place))
        elif _is_late(found, today):
            yield system(texts.term_passed(place=found.place, day=day(found.rectify_by)))


def _is_late(found: InspectionFinding, today: date) -> bool:
    """Whether a problem was to be put right before today, and nobody found it so."""
    return found.settled_by is None and found.rectify_by is not None and found.rectify_by < today


def printed_inspection(acting: Acting, catalogue: Catalogue, number: str) -> InspectionView | None:
    """The same for its paper, which is recorded as taken out."""
    found = inspection_view(acting, catalogue, number)
    if found is not None:
        export_mark(acting.work, acting.member, subject=texts.name(number=number), what=texts.PAPER)
    return found
