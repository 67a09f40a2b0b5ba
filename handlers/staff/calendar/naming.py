"""What each term is of: the number people know it by, its page, whose it is, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.transitions import Subject
from handlers.staff.lists.present import Present
from handlers.staff.supervision.quarters import span_of
from handlers.texts import calendar as texts
from handlers.texts import casework, complaints, supervision
from handlers.values.quarters import quarter_with
from store.queries.cases import accepted_among
from store.queries.lists.applications import listed_applications
from store.queries.lists.complaints import listed_complaints
from store.queries.lists.contracts import listed_cases, listed_contracts
from store.queries.lists.inspections import listed_inspections
from store.queries.lists.quarters import tasks_of
from store.queries.lists.terms import TermKind, TermRow
from store.queries.years import year_records_with
from store.work import Work

_FUND = supervision.THE_FUND


class NamedTerm(Struct, frozen=True):
    """`subject` and `number` lead to its page, `label` is what people call it, `of` whose it is, `below` more."""

    subject: Subject
    number: str
    label: str
    of: str = ""
    below: str = ""
    state: str = ""


def named_terms(work: Work, rows: Iterable[TermRow], now: Present) -> dict[TermRow, NamedTerm]:
    """Each with its name, in a number of statements that is the same whatever there is."""
    rows = tuple(rows)

    def ids(*kinds: TermKind) -> list[int]:
        return [row.id for row in rows if row.kind in kinds]

    names = {
        TermKind.CONTRACT: _contracts(work, ids(TermKind.CONTRACT)),
        TermKind.RECTIFICATION: _inspections(work, ids(TermKind.RECTIFICATION)),
        TermKind.REPAYMENT: _cases(work, ids(TermKind.REPAYMENT)),
        TermKind.COMPLAINT_FIRST: _complaints(work, ids(TermKind.COMPLAINT_FIRST)),
        TermKind.COMPLAINT_ANSWER: _complaints(work, ids(TermKind.COMPLAINT_ANSWER)),
        TermKind.STANDARD: _applications(work, ids(TermKind.STANDARD), now),
        TermKind.YEAR: _years(work, ids(TermKind.YEAR)),
        TermKind.QUARTER: {number: _quarter(number) for number in ids(TermKind.QUARTER)},
        TermKind.TASKS: _tasks(work, ids(TermKind.TASKS)),
    }
    return {row: names[row.kind][row.id] for row in rows}


def _contracts(work: Work, ids: list[int]) -> dict[int, NamedTerm]:
    accepted = accepted_among(work, ids)
    return {
        number: NamedTerm(
            Subject.CONTRACT,
            one.contract.number,
            one.contract.number,
            one.firm.name,
            one.contract.project,
            texts.contract_state(
                state=casework.CONTRACT_STATES[one.contract.state], is_accepted=number in accepted
            ),
        )
        for number, one in listed_contracts(work, ids).items()
    }


def _inspections(work: Work, ids: list[int]) -> dict[int, NamedTerm]:
    return {
        number: NamedTerm(
            Subject.INSPECTION,
            str(number),
            texts.inspection(number=number),
            one.firm,
            one.contract.number,
            texts.open_problems(count=one.open),
        )
        for number, one in listed_inspections(work, ids).items()
    }


def _cases(work: Work, ids: list[int]) -> dict[int, NamedTerm]:
    return {
        number: NamedTerm(
            Subject.CASE,
            str(number),
            casework.case_number(number=str(number)),
            one.firm.name,
            one.contract.number,
            casework.CASE_KINDS[one.case.kind],
        )
        for number, one in listed_cases(work, ids).items()
    }


def _complaints(work: Work, ids: list[int]) -> dict[int, NamedTerm]:
    return {
        number: NamedTerm(
            Subject.COMPLAINT,
            one.number,
            complaints.name(number=one.number),
            complaints.KINDS[one.kind],
            state=complaints.STATES[one.state],
        )
        for number, one in listed_complaints(work, ids).items()
    }


def _applications(work: Work, ids: list[int], now: Present) -> dict[int, NamedTerm]:
    return {
        number: NamedTerm(
            Subject.APPLICATION,
            one.application.number,
            one.application.number,
            one.firm.name,
            one.contract.project,
            casework.STATES[one.application.state][0],
        )
        for number, one in listed_applications(work, ids, now.office).items()
    }


def _years(work: Work, ids: list[int]) -> dict[int, NamedTerm]:
    return {
        row.id: NamedTerm(
            Subject.YEAR, str(row.year), texts.year(year=row.year), supervision.THE_FUND, row.document
        )
        for row in year_records_with(work, ids)
    }


def _tasks(work: Work, ids: list[int]) -> dict[int, NamedTerm]:
    found = tasks_of(work, [span_of(quarter_with(number)) for number in ids])
    left = {number: found[quarter_with(number).stored] for number in ids}
    return {
        number: replace(_quarter(number), state=texts.tasks_left(count=one.due - one.done))
        for number, one in left.items()
    }


def _quarter(number: int) -> NamedTerm:
    quarter = quarter_with(number)
    label = supervision.quarter(year=quarter.year, place=quarter.place)
    return NamedTerm(Subject.QUARTER, quarter.stored, label, _FUND)
