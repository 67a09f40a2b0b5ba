"""What has a term: each kind with the acts that it waits for, and who says that there is a term at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.calendar_settings import has_contract_tasks, quarter_lead, term_lead
from handlers.casework.complaints.recusals import answering_units, units_with_open
from handlers.casework.service_standards import steps_due
from handlers.casework.table import Table
from handlers.casework.transitions import ActName
from handlers.dates import local_day, start_of
from handlers.staff.lists.present import Present
from handlers.staff.supervision.quarters import span_of
from handlers.texts import calendar as texts
from handlers.texts import complaints as complaint_texts
from handlers.values.quarters import quarter_of, quarters_from
from policy_kb.roles import PassageRole
from store.queries.lists.quarters import first_entered, fund_reviews, tasks_of
from store.queries.lists.terms import StepTerm, TermFilter, TermKind, TermRow
from store.states import Role
from store.work import Work

_DAY = timedelta(days=1)
_QUARTERS_OF_TASKS = 4
"""How far back the tasks on contracts are still called for."""


class Term(Struct, frozen=True):
    """A kind of term. Whoever may do one of `acts` is told of it, `lead` before it ends and once it has passed.

    Where only some of those units are to be told, `units` says which.
    `source` says where the term is written; with a `role` it is the measure's own, and the passage is named.
    """

    title: str
    acts: tuple[ActName, ...]
    source: str = ""
    role: PassageRole | None = None
    is_told: bool = True
    lead: Callable[[Work], timedelta] = term_lead
    units: Callable[[Work], frozenset[Role]] | None = None

    def roles(self, work: Work, table: Table) -> frozenset[Role]:
        """Who has to do with it."""
        if self.units is not None:
            return self.units(work)
        return frozenset(role for act in self.acts for role in table[act].roles)


def _last_days(work: Work) -> timedelta:
    """The last days of a quarter, that of its end among them."""
    return quarter_lead(work) - _DAY


TERMS: Mapping[TermKind, Term] = MappingProxyType(
    {
        TermKind.CONTRACT: Term(texts.CONTRACT, (ActName.CHANGE_DUE_DATE,), texts.BY_CONTRACT),
        TermKind.RECTIFICATION: Term(texts.RECTIFICATION, (ActName.FOLLOW_UP,), texts.BY_INSPECTION),
        TermKind.REPAYMENT: Term(texts.REPAYMENT, (ActName.RECEIVE,), texts.BY_DEMAND),
        TermKind.YEAR: Term(texts.YEAR, (ActName.LAST_PAYMENT_DAY, ActName.PAY), texts.BY_YEAR_PAPER),
        TermKind.QUARTER: Term(
            texts.QUARTER, (ActName.REVIEW_FUND,), role=PassageRole.SUPERVISION, lead=_last_days
        ),
        TermKind.TASKS: Term(texts.TASKS, (ActName.REVIEW,), texts.BY_OFFICE, lead=_last_days),
        TermKind.COMPLAINT_FIRST: Term(
            complaint_texts.FIRST_TERM, (ActName.ACCEPT_COMPLAINT,), texts.BY_OFFICE, units=answering_units
        ),
        TermKind.COMPLAINT_ANSWER: Term(
            complaint_texts.ANSWER_TERM, (ActName.ANSWER_COMPLAINT,), texts.BY_OFFICE, units=units_with_open
        ),
        # Beyond it, that is told by `escalation`; within it, the digest counts what waits.
        TermKind.STANDARD: Term(texts.STANDARD, (), texts.BY_OFFICE, is_told=False),
    }
)
"""A newcomer stands here, with its rows in `store.queries.lists.terms`: list, notices and digest follow."""


def terms_wanted(
    work: Work,
    now: Present,
    until: date,
    *,
    since: date | None = None,
    kinds: Collection[TermKind] = tuple(TermKind),
    words: str = "",
) -> TermFilter:
    """The terms that end up to and with a day, with those that no row has."""
    steps = steps_due(now.standards, now.workdays, now.today, until)
    return TermFilter(
        today=now.today,
        until=until,
        since=since,
        kinds=kinds,
        words=words,
        steps=[StepTerm(state, start_of(first), start_of(last + _DAY), due) for state, first, last, due in steps],
        fixed=() if words.strip() else tuple(_of_quarters(work, now.today, until)),
    )


def _of_quarters(work: Work, today: date, until: date) -> Iterator[TermRow]:
    """The reviews of the fund that are not recorded, and the tasks of the last quarters: those that have begun."""
    entered = first_entered(work)
    if entered is None:
        return
    begun = list(quarters_from(quarter_of(local_day(entered)), quarter_of(today)))
    ending = [one for one in begun if one.last <= until]
    done = fund_reviews(work, [one.stored for one in ending])
    for one in ending:
        if one.stored not in done:
            yield TermRow(TermKind.QUARTER, one.ordinal, one.last)
    if not has_contract_tasks(work):
        return
    lately = ending[-_QUARTERS_OF_TASKS:]
    for stored, tasks in tasks_of(work, [span_of(one) for one in lately]).items():
        quarter = next(one for one in lately if one.stored == stored)
        if tasks.done < tasks.due:
            yield TermRow(TermKind.TASKS, quarter.ordinal, quarter.last)
