"""Several payments by one form: read line by line, judged, and recorded all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from handlers.casework.allowed import whole_reasons
from handlers.casework.fields import PayFields
from handlers.casework.perform import perform
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.results import Done, Reason, Refused, WhollyRefusedError
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.submitted_form import Receipt, SentForm, submit_once
from handlers.staff.actions.targets import Target
from handlers.texts import several_payments as texts
from handlers.values.amounts import read_amount
from handlers.values.days import read_day
from handlers.values.reading import Doubtful, Invalid, Value
from policy_kb.expressions import lazy_compile
from policy_kb.models import text_of
from store.queries.allotments import has_quotas, quota_documented, standings
from store.queries.payable import Payable, payable
from store.states import MoneySource
from store.tables.contracts import Contract
from store.tables.ledger import Quota
from store.work import Work

MOST = 16
"""Applications on a page: with five fields each a form stays within what the console reads."""

_VERSION = lazy_compile(r"[0-9]{1,9}")

AMOUNT, QUOTA, VOUCHER, DAY, SEEN = "amount", "quota", "voucher", "day", "seen"
SOURCE = "source"


class RefusedLinesError(WhollyRefusedError):
    """A payment was refused after others were done; `number` is its application's."""

    def __init__(self, number: str, reasons: tuple[Reason, ...]) -> None:
        super().__init__(*reasons)
        self.number = number


class PaymentLine(Struct, frozen=True):
    """One application on the page: what was typed for it, what was read, and everything against it."""

    payable: Payable
    typed: Mapping[str, str]
    fields: PayFields | None = None
    seen: int | None = None
    faults: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """Its 申请编号."""
        return self.payable.application.number


def read_lines(acting: Acting, typed: Mapping[str, str]) -> tuple[PaymentLine, ...]:
    """Every line with what was typed for it; one without a sum is not paid.

    What is named as `amount.AZ-…` belongs to that application; `source` and `day` stand for all lines.
    """
    reader = _Reader(acting.work, typed)
    return tuple(reader.line(one) for one in payable(acting.work, MOST))


def are_read(lines: tuple[PaymentLine, ...]) -> bool:
    """Whether there is something to pay, and every line says what it means."""
    return any(line.fields for line in lines) and not any(line.faults for line in lines)


def judged(acting: Acting, lines: tuple[PaymentLine, ...]) -> tuple[PaymentLine, ...]:
    """The same lines with everything that the rules say against them, alone and together."""
    against = _together(acting.work, lines)
    return tuple(
        replace(line, faults=(*line.faults, *_alone(acting, line), *against.get(line.number, ())))
        for line in lines
    )


def record_payments(
    acting: Acting, action: Action, lines: tuple[PaymentLine, ...], sent: SentForm
) -> Receipt | Refused:
    """Do every payment and claim the form with them; a form that was carried out gives what it came to.

    Raises:
        RefusedLinesError: a payment is refused; undo the transaction.
    """
    chosen = [line for line in lines if line.fields is not None]
    total = sum(line.fields.amount for line in chosen if line.fields)
    target = Target(Subject.QUOTAS, "", None, 0, name=texts.summary(count=len(chosen), fen=total))
    whole = replace(action, after=lambda _work, now, _done: now)
    return submit_once(acting, whole, target, sent, lambda: _perform(acting, chosen))


def _perform(acting: Acting, chosen: list[PaymentLine]) -> Done:
    """Contracts are held in the order of their ids, then quotas: two pages at once never wait for each other."""
    work = acting.work
    for contract in sorted({line.payable.contract.id for line in chosen}):
        work.lock(Contract, contract)
    quotas = (quota_documented(work, line.fields.quota) for line in chosen if line.fields)
    for quota in sorted({quota.id for quota in quotas if quota is not None}):
        work.lock(Quota, quota)
    warnings: list[Reason] = []
    for line in chosen:
        result = perform(work, acting.member, ActName.PAY, line.number, line.fields, kb=acting.kb, seen=line.seen)
        if isinstance(result, Refused):
            raise RefusedLinesError(line.number, result.reasons)
        warnings += result.warnings
    return Done("", 0, tuple(warnings))


def _alone(acting: Acting, line: PaymentLine) -> Iterator[str]:
    if line.fields is None:
        return
    for reason in whole_reasons(acting.work, acting.member, ActName.PAY, line.number, line.fields):
        yield reason.text


def _together(work: Work, lines: tuple[PaymentLine, ...]) -> dict[str, list[str]]:
    """What no line shows alone: a voucher that stands twice, a quota that all of them overdraw."""
    found: dict[str, list[str]] = {}
    chosen = [line for line in lines if line.fields is not None]
    vouchers = Counter(line.fields.voucher for line in chosen if line.fields)
    drawn: Counter[str] = Counter()
    for line in chosen:
        assert line.fields is not None
        drawn[line.fields.quota] += line.fields.amount
        if vouchers[line.fields.voucher] > 1:
            found.setdefault(line.number, []).append(texts.VOUCHER_TWICE)
    left = {one.quota.document: one.left for one in standings(work)}
    for line in chosen:
        assert line.fields is not None
        document, fen = line.fields.quota, line.fields.amount
        if document in left and drawn[document] > left[document] >= fen:
            said = texts.over_quota_together(document=document, left=left[document], asked=drawn[document])
            found.setdefault(line.number, []).append(said)
    return found


class _Reader:
    """Reads the lines of one form."""

    def __init__(self, work: Work, typed: Mapping[str, str]) -> None:
        self._work = work
        self._typed = typed
        self._today = local_day(work.now)
        self._keeps_quotas = has_quotas(work)

    def line(self, one: Payable) -> PaymentLine:
        """One application, with what was typed for it."""
        names = (AMOUNT, QUOTA, VOUCHER, DAY, SEEN)
        number = one.application.number
        typed = {name: self._typed.get(f"{name}.{number}", "").strip() for name in names}
        seen = int(typed[SEEN]) if _VERSION.fullmatch(typed[SEEN]) else None
        if not typed[AMOUNT]:
            return PaymentLine(one, typed, seen=seen)
        values, faults = self._values(one, typed)
        fields = None
        if not faults:
            try:
                fields = PayFields.model_validate(values)
            except ValidationError:
                faults = [texts.TOO_LONG]
        return PaymentLine(one, typed, fields, seen, tuple(faults))

    def _values(self, one: Payable, typed: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
        values = {
            "amount": _amount(typed[AMOUNT]),
            "source": self._source(typed[QUOTA]),
            "quota": typed[QUOTA] or _Fault(texts.NO_QUOTA),
            "voucher": typed[VOUCHER] or _Fault(texts.NO_VOUCHER),
            "payee_name": one.contract.payee_name,
            "paid_on": self._day(typed[DAY] or self._typed.get(DAY, "")),
        }
        return values, [value.text for value in values.values() if isinstance(value, _Fault)]

    def _source(self, document: str) -> object:
        """Of the quota, where the office keeps quotas."""
        quota = quota_documented(self._work, document) if self._keeps_quotas else None
        said = quota.source if quota else self._typed.get(SOURCE, "")
        if said in set(MoneySource):
            return MoneySource(said)
        return MoneySource.PROVINCE if self._keeps_quotas else _Fault(texts.NO_SOURCE)

    def _day(self, words: str) -> object:
        match read_day(words.strip(), self._today):
            case Value(stored):
                return date.fromisoformat(str(stored))
            case Invalid(parts):
                return _Fault(text_of(parts))
            case _:
                return _Fault(texts.NO_DAY)


class _Fault(Struct, frozen=True):
    text: str


def _amount(words: str) -> object:
    match read_amount(words):
        case Value(int(fen)) | Doubtful(int(fen)):
            return fen
        case Invalid(parts):
            return _Fault(text_of(parts))
        case _:
            return _Fault(texts.NO_AMOUNT)


def may_pay(acting: Acting) -> bool:
    """Whether paying is the member's, from where they signed in."""
    row = TABLE[ActName.PAY]
    return acting.member.has(*row.roles)
