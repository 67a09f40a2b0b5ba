"""An application on a card, as staff read it: everything that is recorded of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from handlers.casework.missing import missing_items
from handlers.casework.papers import papers_of
from handlers.casework.recipients import basis_label
from handlers.casework.standing import standing_of
from handlers.casework.state_words import StateWords
from handlers.casework.transitions import Subject
from handlers.dates import day, moment
from handlers.money import yuan
from handlers.staff.cards.card import Card, File, Line, Link, Part, Row, Section
from handlers.staff.cards.corrections_section import corrections_section
from handlers.staff.cards.entries_section import entries_section
from handlers.staff.cards.notes_section import notes_section
from handlers.staff.cards.people import firm_name, staff_names
from handlers.staff.cards.serving_sections import decline_section, sign_offs_section
from handlers.texts import cards as texts
from handlers.texts import casework, settling
from handlers.texts.corrections import OVERPAID, overpaid
from policy_kb.kb import PolicyKB
from store.queries.applications import meetings_of, steps_of
from store.queries.batches import TABLEABLE, batches_with
from store.queries.materials import checklist, materials_of_application, repeated_invoices
from store.queries.notes import notes_on_application
from store.queries.overpaid import settlements_of
from store.queries.payments import payments_of
from store.states import Kind
from store.tables.applications import Application, Material, Meeting, Payment, StepRow
from store.tables.contracts import Contract
from store.tables.ledger import OverpaidSettlement
from store.work import Work


def application_card(
    work: Work, application: Application, *, kb: PolicyKB, label_of: Callable[[str], str]
) -> Card:
    """The card as the application stands in this unit of work; `label_of` names acts."""
    contract = work.get(Contract, application.contract_id)
    assert contract is not None
    words, payments = standing_of(work, application), payments_of(work, application.id)
    settled = settlements_of(work, application.id) if payments else []
    paid = sum(one.amount for one in payments) - sum(one.amount for one in settled)
    return Card(
        subject=Subject.APPLICATION,
        number=application.number,
        name=application.number,
        title=casework.KINDS[application.kind],
        version=application.version,
        sections=(
            _head(work, application, contract, words, kb, paid=paid),
            _sums(application, paid),
            _contract(contract),
            Section(part=Part.SAID, title=texts.SAID, rows=tuple(_said(application))),
            entries_section(work, application),
            _materials(work, application),
            _batches(work, application),
            Section(part=Part.MEETINGS, title=texts.MEETINGS, lines=_meetings(meetings_of(work, application.id))),
            Section(
                part=Part.PAYMENTS, title=texts.PAYMENTS, lines=(*_payments(payments), *_settlements(settled))
            ),
            sign_offs_section(work, application),
            decline_section(work, application),
            corrections_section(work, application),
            notes_section(work, notes_on_application(work, application.id)),
            _history(work, steps_of(work, application.id), label_of),
        ),
        brief=texts.brief(number=application.number, state=words.staff, unit=words.unit),
    )


def _head(
    work: Work, application: Application, contract: Contract, words: StateWords, kb: PolicyKB, *, paid: int
) -> Section:
    standing = texts.standing(state=words.staff, since=application.state_since, unit=words.unit)
    rows = [
        Row(label=texts.FIRM, value=firm_name(work, contract)),
        Row(label=texts.STATE, value=standing),
    ]
    if words.next:
        after, source = texts.from_outside(words.next), basis_label(kb, words.next_basis)
        rows.append(Row(label=texts.NEXT, value=after, source=source))
    if (over := paid - (application.approved or 0)) > 0:
        rows.append(Row(label=OVERPAID, value=overpaid(fen=over), warns=True))
    return Section(part=Part.HEAD, rows=tuple(rows))


def _sums(application: Application, paid: int) -> Section:
    passed = texts.NOT_YET if application.approved is None else yuan(application.approved)
    sums = {
        texts.APPLIED: yuan(application.amount),
        texts.APPROVED: passed,
        texts.PAID: yuan(paid),
    }
    rows = tuple(Row(label=label, value=value, is_sum=True) for label, value in sums.items())
    return Section(part=Part.SUMS, title=texts.SUMS, rows=rows, short=True)


def _contract(contract: Contract) -> Section:
    name = texts.contract_name(number=contract.number, state=contract.state, project=contract.project)
    rows = (
        Row(label="", value=name, link=Link(Subject.CONTRACT, contract.number)),
        Row(label=texts.CONTRACT_AMOUNT, value=yuan(contract.amount)),
        Row(label=texts.RATIO, value=texts.share(ratio=contract.ratio, otherwise=texts.NO_RATIO)),
        Row(label=texts.DUE_ON, value=day(contract.due_on)),
        Row(label=texts.PAYEE, value=contract.payee_name),
    )
    return Section(part=Part.CONTRACT, title=texts.CONTRACT, rows=rows, short=True)


def _said(application: Application) -> Iterator[Row]:
    """What the form collected: plain values by the names that the form gave them."""
    data = json.loads(application.data or "{}")
    for name, value in data.items():
        if isinstance(value, str | int) and value:
            yield Row(label=texts.FIELDS[name], value=str(value))


def _materials(work: Work, application: Application) -> Section:
    files = materials_of_application(work, application.id)
    labels = {item.code: item.label for item in checklist(work, application.kind)}
    return Section(
        part=Part.MATERIALS,
        title=texts.MATERIALS,
        files=tuple(_files(work, application, files, labels)),
        rows=tuple(_about_materials(work, application, files, labels)),
        lines=() if files else (Line(words=texts.NO_MATERIALS),),
    )


def _files(
    work: Work, application: Application, files: Sequence[Material], labels: dict[str, str]
) -> Iterator[File]:
    invoices = {one.invoice for one in files if one.invoice}
    repeats = repeated_invoices(work, invoices, besides=application.id)
    for one in files:
        numbers = tuple(repeats.get(one.invoice or "", ()))
        below = (Row(label=texts.REPEATS, value=texts.names(items=numbers), warns=True),) if numbers else ()
        yield File(
            id=one.id,
            name=one.name,
            item=labels.get(one.item, one.item),
            size=one.size,
            sha256=one.sha256,
            below=below,
        )


def _about_materials(
    work: Work, application: Application, files: Sequence[Material], labels: dict[str, str]
) -> Iterator[Row]:
    """What the counter has on paper, what is missing, and how the declaration of Article 10 was made."""
    papers = papers_of(work, application.id)
    if papers:
        # An item that is retired by now goes by its code.
        codes = sorted(papers, key=lambda code: ([*labels, code].index(code), code))
        yield Row(label=texts.PAPERS, value=texts.names(items=tuple(labels.get(code, code) for code in codes)))
    missing = missing_items(work, Kind(application.kind), files, papers)
    if missing:
        yield Row(label=texts.MISSING, value=texts.names(items=tuple(item.label for item in missing)), warns=True)
    declaration = json.loads(application.declaration or "{}")
    if declaration:
        words = str(declaration["words"]) if declaration.get("on_paper") else texts.DECLARED
        yield Row(label=texts.DECLARATION, value=words)


def _batches(work: Work, application: Application) -> Section:
    """As long as something is to be done with its batch; afterwards the history names it."""
    is_over = application.state not in TABLEABLE and not _is_withheld(work, application)
    found = [] if is_over else batches_with(work, application.id)
    lines = (
        Line(
            words=texts.in_batch(
                number=batch.id, title=batch.title, document=batch.document, outcome=item.outcome
            ),
            when=day(batch.tabled_on) if batch.tabled_on else "",
            link=Link(Subject.BATCH, str(batch.id)),
        )
        for batch, item in found
    )
    return Section(part=Part.BATCHES, title=texts.BATCHES, lines=tuple(lines))


def _is_withheld(work: Work, application: Application) -> bool:
    return any(one.withheld for one in meetings_of(work, application.id)[-1:])


def _meetings(rows: Sequence[Meeting]) -> tuple[Line, ...]:
    superseded = {row.supersedes for row in rows}
    return tuple(
        Line(
            when=day(row.held_on),
            words=texts.meeting(
                session=row.session,
                result=row.result,
                approved=row.approved,
                condition=row.condition,
                minutes=row.minutes,
                item=row.item,
                is_superseded=row.id in superseded,
            ),
        )
        for row in rows
    )


def _payments(rows: Iterable[Payment]) -> tuple[Line, ...]:
    return tuple(Line(when=day(row.paid_on), words=_payment(row)) for row in rows)


def _settlements(rows: Iterable[OverpaidSettlement]) -> tuple[Line, ...]:
    return tuple(Line(when=day(row.returned_on), words=_settlement(row)) for row in rows)


def _settlement(row: OverpaidSettlement) -> str:
    return settling.line(
        fen=row.amount,
        source=casework.MONEY_SOURCES[row.source],
        year=row.budget_year,
        voucher=row.voucher,
        document=row.document,
    )


def _payment(row: Payment) -> str:
    if row.reverses is not None:
        return texts.reversal(amount=-row.amount, voucher=row.voucher, reason=row.reason)
    return texts.payment(
        amount=row.amount, source=row.source, quota=row.quota, voucher=row.voucher, payee=row.payee_name
    )


def _history(work: Work, steps: Sequence[StepRow], label_of: Callable[[str], str]) -> Section:
    names = staff_names(work, {step.actor for step in steps})
    lines = (
        Line(
            when=moment(step.at),
            words=label_of(step.act),
            by=names.get(step.actor, texts.APPLICANT),
            below=tuple(_beside(step)),
        )
        for step in steps
    )
    return Section(part=Part.HISTORY, title=texts.HISTORY, lines=tuple(lines))


def _beside(step: StepRow) -> Iterator[Row]:
    """What the contractor was told, and what never leaves the house."""
    if step.told:
        yield Row(label=texts.TOLD, value=step.told)
    if step.note:
        yield Row(label=texts.NOTE, value=step.note)
