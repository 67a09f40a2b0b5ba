"""到期未付: contracts that the rules for payments to SMEs may concern, to be looked at; nothing is judged here."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.dates import day
from handlers.staff.actions.acting import Acting
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.entry_lines import contract_path
from handlers.staff.ledgers.page import LedgerPage, Paged
from handlers.staff.ledgers.sheet import Sheet, SheetCell, SheetRow, brief, cell, heads, labels_of, row, words
from handlers.texts import console_ledgers as texts
from store.measures import Measure
from store.queries.ledger.unpaid import Owed, OwedPage, Terms, contracts_due
from store.queries.lists.paging import Paging
from store.tables.contracts import Contract

PATH = "/staff/money/due"
ALL = "all"
"""Also what is not due yet."""

USUAL, LONGEST = timedelta(days=30), timedelta(days=60)
"""《保障中小企业款项支付条例》: from the delivery, and at most where the contract says another term."""

_WHOLE = 10_000


def due_list(acting: Acting, asked: LedgerAsked) -> LedgerPage:
    """The page as the address asks: what is past, or also what comes."""
    page = _owed(acting, asked, asked.paging)
    return LedgerPage(
        title=texts.DUE,
        path=PATH,
        asked=asked,
        sheets=(),
        below=Paged(_sheet(page, asked), page.number, page.pages, page.total),
        notes=texts.DUE_NOTES,
        flag=(ALL, texts.ALSO_COMING),
    )


def due_rows(acting: Acting, asked: LedgerAsked) -> Sheet:
    """All of it in one table."""
    return _sheet(_owed(acting, asked, Paging(1, _WHOLE)), asked)


def term_of(contract: Contract) -> tuple[date, str] | None:
    """Until when payment is due by the rules, and by which; None where no day is recorded."""
    delivered, agreed = contract.delivered_on, contract.agreed_pay_on
    if delivered is None:
        return (agreed, texts.AGREED_TERM) if agreed is not None else None
    if agreed is None:
        return delivered + USUAL, texts.usual_term(days=USUAL.days)
    longest = delivered + LONGEST
    return (agreed, texts.AGREED_TERM) if agreed <= longest else (longest, texts.LONGEST_TERM)


def _owed(acting: Acting, asked: LedgerAsked, paging: Paging) -> OwedPage:
    terms = Terms(asked.as_of, USUAL, LONGEST)
    return contracts_due(acting.work, asked.scope(), terms, paging, only_past=not asked.flag(ALL))


def _sheet(page: OwedPage, asked: LedgerAsked) -> Sheet:
    sums = (texts.CONTRACTED, *labels_of((Measure.NET,)), texts.CONTRACT_UNPAID, *labels_of((Measure.UNPAID,)))
    days = map(brief, (texts.DELIVERED, texts.AGREED, texts.TERM, texts.STANDING))
    columns = heads(texts.CONTRACT_NUMBER, texts.FIRM, texts.SIZE, *days, sums=sums)
    rows = tuple(_row(one, asked) for one in page.rows)
    return Sheet(texts.DUE, columns, rows, texts.NOTHING_DUE)


def _row(one: Owed, asked: LedgerAsked) -> SheetRow:
    contract, found = one.contract, term_of(one.contract)
    assert found is not None  # the query asks for a day
    term, why = found
    left = (term - asked.as_of).days
    number = SheetCell(one.number, address=asked.elsewhere(contract_path(one.number)), below=contract.project)
    return row(
        (number,),
        words(one.firm, texts.SIZES[contract.enterprise_size or ""]),
        words(*(day(said) if said else "" for said in (contract.delivered_on, contract.agreed_pay_on))),
        (SheetCell(day(term), below=why),),
        words(texts.coming(days=left) if left >= 0 else texts.past(days=-left)),
        (cell(fen, asked.unit) for fen in (one.contracted, one.net, one.contract_left, one.unpaid)),
    )
