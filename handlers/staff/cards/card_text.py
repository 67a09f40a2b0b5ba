"""Cards as text: an application, a contract, a case of money taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from handlers.casework.recipients import evaluation_label
from handlers.contracts.summary import amended_value
from handlers.materials.published import list_lines
from handlers.staff.cards.application_card import ApplicationCard
from handlers.staff.cards.contract_card import CaseCard, ContractCard
from handlers.texts import checklist as checklist_texts
from handlers.texts import contracts as contract_texts
from handlers.texts import desk_cards as texts
from handlers.texts.materials import checklist_title
from policy_kb.kb import PolicyKB
from store.states import AmendmentKind, EvaluationSource, Kind
from store.tables.applications import Meeting, Payment
from store.tables.contracts import Amendment
from store.work import Work


def application_text(card: ApplicationCard, label_of: Callable[[str], str]) -> str:
    """An application's card, a matter a line."""
    return "\n".join(_application(card, label_of))


def application_brief(card: ApplicationCard) -> str:
    """Number and step alone: for channels where nothing of persons and sums may stand."""
    return texts.brief(number=card.number, state=card.words.staff, unit=card.words.unit)


def contract_text(card: ContractCard, kb: PolicyKB) -> str:
    """A contract's card, a matter a line."""
    return "\n".join(_contract(card, kb))


def case_text(card: CaseCard) -> str:
    """The card of a case of money taken back."""
    return "\n".join(_case(card))


def checklist_lines(work: Work, kind: Kind) -> Iterator[str]:
    """One of the office's lists, an item a line; where there is none, that is said."""
    lines = tuple(list_lines(work, kind))
    yield from lines or (checklist_texts.empty(title=checklist_title(kind=kind)),)


def _application(card: ApplicationCard, label_of: Callable[[str], str]) -> Iterator[str]:
    contract = card.contract
    yield texts.application_head(number=card.number, kind=card.kind.value, firm=card.firm)
    yield texts.standing(state=card.words.staff, since=card.since, unit=card.words.unit, following=card.words.next)
    yield texts.money(amount=card.amount, approved=card.approved, paid=card.paid)
    yield texts.contract_line(
        number=contract.number,
        state=contract.state,
        amount=contract.amount,
        ratio=contract.ratio,
        due_on=contract.due_on,
        project=contract.project,
        payee=contract.payee_name,
    )
    yield from _listed(texts.SAID, (texts.said(name=name, value=value) for name, value in card.said))
    yield from _files(card)
    yield from _listed(texts.MEETINGS, map(_meeting, card.meetings))
    yield from _listed(texts.PAYMENTS, map(_payment, card.payments))
    yield from _listed(
        texts.HISTORY,
        (
            texts.history(at=line.at, act=label_of(line.act), by=line.by, told=line.told, note=line.note)
            for line in card.history
        ),
    )


def _files(card: ApplicationCard) -> Iterator[str]:
    lines = (
        texts.material(
            place=place, name=one.name, item=one.item, size=one.size, sha256=one.sha256, repeats=one.repeats
        )
        for place, one in enumerate(card.materials, start=1)
    )
    yield from _listed(texts.MATERIALS, lines) if card.materials else (texts.NO_MATERIALS,)
    if card.papers:
        yield texts.papers(items=card.papers)
    if card.missing:
        yield texts.missing(items=card.missing)
    if card.declared:
        yield card.declared


def _meeting(row: Meeting) -> str:
    return texts.meeting(
        session=row.session,
        held_on=row.held_on,
        result=row.result,
        approved=row.approved,
        condition=row.condition,
        minutes=row.minutes,
        item=row.item,
    )


def _payment(row: Payment) -> str:
    return texts.payment(
        amount=row.amount,
        source=row.source,
        quota=row.quota,
        voucher=row.voucher,
        payee=row.payee_name,
        paid_on=row.paid_on,
        is_reversal=row.reverses is not None,
        reason=row.reason,
    )


def _contract(card: ContractCard, kb: PolicyKB) -> Iterator[str]:
    row = card.contract
    yield texts.contract_head(
        number=row.number, firm=card.firm, state=row.state, project=row.project, procurement=row.procurement
    )
    yield texts.contract_terms(
        amount=row.amount,
        ratio=row.ratio,
        signed_on=row.signed_on,
        due_on=row.due_on,
        payee=row.payee_name,
        account=row.payee_account,
        bank=row.payee_bank,
    )
    yield texts.contract_money(paid=card.paid, prepaid=card.prepaid, people=card.people)
    if card.payee_waits:
        yield texts.PAYEE_WAITS
    yield from _listed(
        texts.APPLICATIONS,
        (texts.application_line(number=one, kind=kind, state=state) for one, kind, state in card.applications),
    )
    yield from _listed(texts.AMENDMENTS, map(_amendment, card.amendments))
    yield from _records(card, kb)
    yield from _listed(
        texts.CASES,
        (
            texts.case_line(kind=one.kind.value, place=one.case.id, state=one.case.state, balance=one.balance)
            for one in card.cases
        ),
    )


def _records(card: ContractCard, kb: PolicyKB) -> Iterator[str]:
    yield from _listed(texts.EVALUATIONS, _evaluations(card, kb))
    yield from _listed(
        texts.DISPOSALS,
        (
            texts.disposal(
                organ=one.organ,
                document=one.document,
                on=one.decided_on,
                measure=one.measure,
                reduced_to=one.reduced_to,
            )
            for one in card.disposals
        ),
    )
    yield from _listed(
        texts.ACCEPTANCES,
        (
            texts.acceptance(on=one.accepted_on, passed=one.passed, conclusion=one.conclusion, report=one.report)
            for one in card.acceptances
        ),
    )
    yield from _listed(
        texts.OVERSIGHTS,
        (texts.oversight(quarter=one.quarter, on=one.done_on, findings=one.findings) for one in card.oversights),
    )


def _evaluations(card: ContractCard, kb: PolicyKB) -> Iterator[str]:
    for one, rechecks in card.evaluations:
        yield texts.evaluation(
            source=evaluation_label(kb, EvaluationSource(str(one.article))),
            on=one.evaluated_on,
            grade=one.grade,
            organiser=one.organiser,
            document=one.document,
        )
        for check in rechecks:
            yield texts.recheck(
                accepted=check.accepted, organ=check.organ, on=check.checked_on, document=check.document
            )


def _amendment(row: Amendment) -> str:
    kind = AmendmentKind(row.kind)
    return texts.amendment(
        kind=contract_texts.AMENDMENT_WORDS[kind],
        value=amended_value(kind, row.value),
        document=row.document,
        effective=row.effective_on,
        standing=_check_of(row),
    )


def _check_of(row: Amendment) -> str:
    if row.kind != AmendmentKind.PAYEE.value:
        return ""
    if row.discarded:
        return texts.DISCARDED
    return texts.UNCHECKED if row.checked_by is None else texts.CHECKED


def _case(card: CaseCard) -> Iterator[str]:
    row = card.case
    yield texts.case_head(
        kind=card.kind.value, place=row.id, state=row.state, number=card.contract.number, firm=card.firm
    )
    yield texts.case_sums(
        amount=row.amount, balance=card.balance, decision=row.decision, organ=row.organ, reason=row.reason
    )
    if row.pay_by is not None:
        yield texts.case_notice(pay_by=row.pay_by, pay_to=row.pay_to)
    if row.explanation:
        yield texts.case_explained(words=row.explanation)
    for one in card.returned:
        yield texts.returned(amount=one.amount, voucher=one.voucher, on=one.returned_on)


def _listed(head: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines under their head; nothing where there are none."""
    found = list(lines)
    if found:
        yield head
        yield from found
