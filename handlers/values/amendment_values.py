"""A change of a contract as it is typed: one thing with its document → a `NewAmendment`, or the faults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handlers.texts import contracts as texts
from handlers.values.contract_terms import NewAmendment, Payee
from handlers.values.contract_values import Wrong, read_date, read_ratio, read_sum
from store.states import AmendmentKind


def read_amendment(
    typed: Mapping[AmendmentKind, str], *, bank: str, document: str, on: str, today: date
) -> NewAmendment | tuple[str, ...]:
    """The change that was typed. `typed` holds what is changed, by kind; pause, resume and end have no value."""
    if len(typed) != 1:
        return (texts.ONE_CHANGE,)
    ((kind, words),) = typed.items()
    effective = read_date(on, today) if on else today
    value = _value(kind, words, bank, today)
    if isinstance(value, Wrong) or isinstance(effective, Wrong):
        faults = {texts.AMENDMENT_WORDS[kind]: value, texts.EFFECTIVE: effective}
        return tuple(f"{name}：{one.text}" for name, one in faults.items() if isinstance(one, Wrong))
    fields = {_FIELDS[kind]: value} if kind in _FIELDS else {}
    return NewAmendment.model_validate({"kind": kind, "document": document, "effective_on": effective} | fields)


_FIELDS = {
    AmendmentKind.AMOUNT: "amount",
    AmendmentKind.RATIO: "ratio",
    AmendmentKind.DUE_DATE: "due_on",
    AmendmentKind.PAYEE: "payee",
}


def _value(kind: AmendmentKind, words: str, bank: str, today: date) -> object:
    match kind:
        case AmendmentKind.AMOUNT:
            return read_sum(words)
        case AmendmentKind.RATIO:
            return read_ratio(words)
        case AmendmentKind.DUE_DATE:
            return read_date(words, today)
        case AmendmentKind.PAYEE:
            return Payee(account=words, bank=bank)
        case AmendmentKind.PAUSE | AmendmentKind.RESUME | AmendmentKind.END:
            return None
