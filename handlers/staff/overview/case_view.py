"""An application, a contract or a case of money taken back at once: what a page shows of it to a member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from handlers.casework.application_findings import application_findings
from handlers.casework.contract_findings import case_findings, contract_findings
from handlers.casework.findings import Finding
from handlers.notices.records import Told, notices_of
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target
from handlers.staff.cards.card import Card
from handlers.staff.office_papers import TITLES, papers_for
from handlers.staff.overview.audit_trail import AuditTrail, audit_trail
from handlers.staff.overview.card_of import card_of
from handlers.staff.overview.case_files import FileMarks, marks_of
from handlers.staff.overview.finding_view import Found, found_view
from handlers.staff.overview.not_offered import Others, others


class Print(Struct, frozen=True):
    """A paper that can be printed: its name in addresses, and what it is called."""

    name: str
    title: str


class CaseView(Struct, frozen=True, kw_only=True):
    """The card, what the rules find, what the member can do now and why not more, who was told, and the trail."""

    card: Card
    found: Found
    acts: tuple[Action, ...]
    marks: Mapping[int, FileMarks]  # beside the files of an application, by their ids
    others: Others
    notices: tuple[Told, ...]
    audit: AuditTrail
    prints: tuple[Print, ...]


def case_view(acting: Acting, catalogue: Catalogue, target: Target) -> CaseView:
    """What the page of a target shows to whoever looks."""
    offered, refused = catalogue.sorted_out(acting.work, acting.member, target)
    return CaseView(
        card=card_of(acting, catalogue, target),
        found=found_view(acting.kb, _findings(acting, target)),
        acts=offered,
        marks=marks_of(acting, target.application) if target.application else {},
        others=others(acting, refused),
        notices=tuple(reversed(notices_to_firm(acting, target))),
        audit=audit_trail(acting.work, catalogue, target),
        prints=tuple(_prints(acting, target)),
    )


def _prints(acting: Acting, target: Target) -> Iterator[Print]:
    if target.application is not None:
        for name in papers_for(acting, target.application):
            yield Print(name.value, TITLES[name])


def notices_to_firm(acting: Acting, target: Target) -> list[Told]:
    """What the firm was told of the target, the oldest first."""
    if target.application is not None:
        return notices_of(acting.work, application_id=target.application.id)
    if target.case is not None:
        return notices_of(acting.work, case_id=target.case.id)
    return notices_of(acting.work, contract_id=target.contract.id)


def _findings(acting: Acting, target: Target) -> tuple[Finding, ...]:
    work, contract = acting.work, target.contract
    if target.application is not None:
        return application_findings(work, target.application, contract)
    return case_findings(work, target.case, contract) if target.case else contract_findings(work, contract)
