"""An application on a card, as staff read it: everything that is recorded of it. Data, in no channel's terms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.casework.missing import missing_items
from handlers.casework.papers import papers_of
from handlers.casework.standing import standing_of
from handlers.casework.state_words import StateWords
from handlers.texts import desk_cards as texts
from store.queries.applications import meetings_of, paid_on, payments_of, steps_of
from store.queries.materials import applications_with_invoice, checklist, materials_of_application
from store.states import Kind, State
from store.tables.applications import Application, Material, Meeting, Payment, StepRow
from store.tables.contracts import Contract
from store.tables.people import Firm, Staff
from store.work import Work


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A file handed in. `repeats` are the numbers of other applications with the same invoice."""

    name: str
    item: str
    size: int
    sha256: str
    repeats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: who did it is a member's name, or empty for the contractor. `note` is internal."""

    at: datetime
    act: str
    by: str
    told: str
    note: str


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """Everything recorded of an application."""

    number: str
    version: int
    firm: str
    contract: Contract
    kind: Kind
    state: State
    words: StateWords
    since: datetime
    amount: int
    approved: int | None
    paid: int
    said: tuple[tuple[str, str], ...]
    declared: str  # how the declaration of Article 10 was made; empty where it was not
    materials: tuple[MaterialLine, ...]
    papers: tuple[str, ...]
    missing: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    payments: tuple[Payment, ...]
    history: tuple[HistoryLine, ...]


def application_card(work: Work, application: Application) -> ApplicationCard:
    """The card of an application as it stands in this unit of work."""
    contract = work.get(Contract, application.contract_id)
    assert contract is not None
    files = materials_of_application(work, application.id)
    return ApplicationCard(
        number=application.number,
        version=application.version,
        firm=firm_name(work, contract),
        contract=contract,
        kind=Kind(application.kind),
        state=State(application.state),
        words=standing_of(work, application),
        since=application.state_since,
        amount=application.amount,
        approved=application.approved,
        paid=paid_on(work, application.id),
        said=_said(application),
        declared=_declared(application),
        materials=tuple(_materials(work, application, files)),
        papers=_papers(work, application),
        missing=_missing(work, application, files),
        meetings=tuple(meetings_of(work, application.id)),
        payments=tuple(payments_of(work, application.id)),
        history=tuple(_history(work, steps_of(work, application.id))),
    )


def firm_name(work: Work, contract: Contract) -> str:
    """The contractor's name."""
    firm = work.get(Firm, contract.firm_id)
    return firm.name if firm else ""


def staff_name(work: Work, reference: str) -> str:
    """The name of the member behind a reference; empty for everybody else."""
    kind, _, number = reference.partition(":")
    row = work.get(Staff, int(number)) if kind == "staff" and number.isdigit() else None
    return row.name if row else ""


def _declared(application: Application) -> str:
    """Confirmed in the chat, or the stamped paper that the counter has."""
    declaration = json.loads(application.declaration or "{}")
    if not declaration:
        return ""
    return str(declaration["words"]) if declaration.get("on_paper") else texts.DECLARED


def _said(application: Application) -> tuple[tuple[str, str], ...]:
    """What the form collected: plain values by the names that the form gave them."""
    data = json.loads(application.data or "{}")
    return tuple((name, str(value)) for name, value in data.items() if isinstance(value, str | int) and value)


def _materials(work: Work, application: Application, files: Iterable[Material]) -> Iterable[MaterialLine]:
    labels = {item.code: item.label for item in checklist(work, application.kind)}
    for one in files:
        others = applications_with_invoice(work, one.invoice, besides=application.id) if one.invoice else []
        repeats = tuple(other.number for other in others)
        yield MaterialLine(one.name, labels.get(one.item, one.item), one.size, one.sha256, repeats)


def _papers(work: Work, application: Application) -> tuple[str, ...]:
    """What the counter has on paper; an item that is retired by now goes by its code."""
    labels = {item.code: item.label for item in checklist(work, application.kind)}
    codes = sorted(papers_of(work, application.id), key=lambda code: ([*labels, code].index(code), code))
    return tuple(labels.get(code, code) for code in codes)


def _missing(work: Work, application: Application, files: Iterable[Material]) -> tuple[str, ...]:
    missing = missing_items(work, Kind(application.kind), tuple(files), papers_of(work, application.id))
    return tuple(item.label for item in missing)


def _history(work: Work, steps: Iterable[StepRow]) -> Iterable[HistoryLine]:
    for step in steps:
        yield HistoryLine(step.at, step.act, staff_name(work, step.actor), step.told, step.note)
