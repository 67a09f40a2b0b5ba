"""材料收件回执: what was received of an application, for the firm and for the office alike."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.casework.papers import papers_of
from handlers.dates import moment
from handlers.materials.handing_in import materials_of_application
from handlers.materials.piles import Pile, piles_of
from handlers.money import yuan
from handlers.texts import casework as words
from handlers.texts import letters as texts
from handlers.texts.materials import size_of
from store.queries.materials import items_ever
from store.tables.applications import Application, Material
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


class ReceiptLine(Struct, frozen=True):
    """A paper or a file under an item of the office's list."""

    item: str
    file: str
    received: str = ""
    digest: str = ""


class Receipt(Struct, frozen=True, kw_only=True):
    """In words; what was received so far."""

    number: str
    firm: str
    credit_code: str
    contract: str
    project: str
    kind: str
    amount: str
    submitted: str
    lines: tuple[ReceiptLine, ...]


def receipt_of(work: Work, application: Application) -> Receipt:
    """The receipt of an application."""
    contract = work.get(Contract, application.contract_id)
    firm = work.get(Firm, contract.firm_id) if contract else None
    assert contract is not None
    assert firm is not None
    return Receipt(
        number=application.number,
        firm=firm.name,
        credit_code=firm.credit_code,
        contract=contract.number,
        project=contract.project,
        kind=words.KINDS[application.kind],
        amount=yuan(application.amount),
        submitted=moment(application.submitted_at),
        lines=tuple(_lines(work, application)),
    )


def piles_of_application(work: Work, application: Application) -> tuple[Pile, ...]:
    """Under the list's items in force, and those retired since under which something lies."""
    files = materials_of_application(work, application.id)
    used = {file.item for file in files}
    items = [item for item in items_ever(work, application.kind) if item.retired_at is None or item.code in used]
    return piles_of(items, files)


def _lines(work: Work, application: Application) -> Iterator[ReceiptLine]:
    papers = papers_of(work, application.id)
    for pile in piles_of_application(work, application):
        if pile.code and pile.code in papers:
            yield ReceiptLine(pile.label, texts.ON_PAPER)
        yield from (_file(pile, one) for one in pile.files)


def _file(pile: Pile, one: Material) -> ReceiptLine:
    named = texts.file(name=one.name, size=size_of(one.size))
    return ReceiptLine(pile.label, named, moment(one.received_at), one.sha256[:16])
