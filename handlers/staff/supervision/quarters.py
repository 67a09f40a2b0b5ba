"""监督审核 as pages show it: the quarters of a year, and one of them with the task on each contract."""

from __future__ import annotations

from msgspec import Struct

from handlers.casework.calendar_settings import has_contract_tasks, quarter_lead
from handlers.casework.fund_quarters import QuarterState, state_of
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.people import staff_names
from handlers.staff.lists.asked import Asked
from handlers.texts import supervision as texts
from handlers.values.quarters import Quarter, quarter_of, quarters_from
from policy_kb.models import Quotation
from policy_kb.roles import PassageRole
from store.queries.lists.paging import Page
from store.queries.lists.quarters import (
    ListedTask,
    Span,
    Tasks,
    first_signed,
    fund_reviews,
    list_tasks,
    listed_tasks,
    tasks_of,
)
from store.tables.supervision import FundReview
from store.work import Work


class QuarterLine(Struct, frozen=True, kw_only=True):
    """A quarter with its record, where there is one, and the tasks on contracts, where the office has them."""

    quarter: Quarter
    label: str
    state: QuarterState
    record: FundReview | None
    tasks: Tasks | None
    act: Action | None  # to record it, where the member may

    @property
    def state_words(self) -> str:
        """In words."""
        return texts.QUARTER_STATES[self.state.value]


class QuartersView(Struct, frozen=True, kw_only=True):
    """The quarters of a year, the newest first; `quotation` is what the measure asks.

    So many days before a quarter ends its review is called for.
    """

    year: int
    years: tuple[int, ...]
    lines: tuple[QuarterLine, ...]
    quotation: Quotation | None
    called_days: int


class QuarterView(Struct, frozen=True, kw_only=True):
    """A quarter with a page of its tasks."""

    line: QuarterLine
    by: str
    tasks: tuple[ListedTask, ...]
    page: Page
    asked: Asked
    review: Action | None  # the task on a contract, where the member may record it
    quotation: Quotation | None


def span_of(quarter: Quarter) -> Span:
    """The quarter as queries ask for it."""
    return Span(quarter.stored, quarter.first, quarter.last)


def quarters_view(acting: Acting, catalogue: Catalogue, year: int | None) -> QuartersView:
    """A year from the quarter in which the first contract was signed; this year where none is named."""
    today = local_day(acting.work.now)
    began = quarter_of(first_signed(acting.work) or today)
    years = tuple(range(today.year, began.year - 1, -1)) or (today.year,)
    shown = year if year in years else today.year
    last = Quarter(shown, 4)
    first = max(began, Quarter(shown, 1))
    lines = _lines(acting, catalogue, tuple(quarters_from(first, last)))
    quotation = acting.kb.role(PassageRole.SUPERVISION)
    return QuartersView(
        year=shown,
        years=years,
        lines=tuple(reversed(lines)),
        quotation=quotation,
        called_days=quarter_lead(acting.work).days,
    )


def quarter_view(acting: Acting, catalogue: Catalogue, quarter: Quarter, asked: Asked) -> QuarterView:
    """One quarter, with the page of its tasks that is asked for."""
    (line,) = _lines(acting, catalogue, (quarter,))
    work, span = acting.work, span_of(quarter)
    page = list_tasks(work, span, asked.paging, words=asked.words, only_missing=asked.has("missing"))
    found = listed_tasks(work, span, page.ids)
    return QuarterView(
        line=line,
        by=_recorder(work, line.record),
        tasks=tuple(found[number] for number in page.ids),
        page=page,
        asked=asked,
        review=_review(acting, catalogue, line.quarter),
        quotation=acting.kb.role(PassageRole.SUPERVISION),
    )


def _review(acting: Acting, catalogue: Catalogue, quarter: Quarter) -> Action | None:
    action = catalogue.by_key[key_of(ActName.REVIEW)]
    has_begun = quarter.first <= local_day(acting.work.now)
    return action if has_begun and action.is_for(acting.member) else None


def _recorder(work: Work, record: FundReview | None) -> str:
    reference = f"staff:{record.recorded_by}" if record else ""
    return staff_names(work, {reference}).get(reference, "") if record else ""


def _lines(acting: Acting, catalogue: Catalogue, quarters: tuple[Quarter, ...]) -> list[QuarterLine]:
    work, today = acting.work, local_day(acting.work.now)
    records = fund_reviews(work, [one.stored for one in quarters])
    tasks = tasks_of(work, [span_of(one) for one in quarters]) if has_contract_tasks(work) else {}
    lead = quarter_lead(work)
    return [
        QuarterLine(
            quarter=one,
            label=texts.quarter(year=one.year, place=one.place),
            state=state_of(one, today, lead, is_done=one.stored in records),
            record=records.get(one.stored),
            tasks=tasks.get(one.stored),
            act=_act(acting, catalogue, one) if one.stored not in records and one.first <= today else None,
        )
        for one in quarters
    ]


def _act(acting: Acting, catalogue: Catalogue, quarter: Quarter) -> Action | None:
    target = target_of(acting.work, Subject.QUARTER, quarter.stored)
    assert target is not None
    return next(iter(catalogue.offered(acting.work, acting.member, target)), None)
