"""The list of what comes due within 7, 30 or 90 days, and of what has passed, each with the source of its term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handlers.staff.actions.acting import Acting
from handlers.staff.calendar.naming import NamedTerm, named_terms
from handlers.staff.calendar.terms import TERMS, terms_wanted
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.filters import choices
from handlers.staff.lists.listing import Cell, Column, Flag, Listing, Mark, Row
from handlers.staff.lists.present import Present
from handlers.texts import calendar as texts
from handlers.texts import console_lists
from policy_kb.kb import PolicyKB
from store.queries.lists.terms import TermKind, TermRow, list_terms
from store.queries.term_notices import count_overdue

WITHIN = ("7", "30", "90")
_USUAL = "30"
_SOON = 7
_DAY = timedelta(days=1)
_ANNOUNCED = 11
"""The month from which on the days off of the coming year are published."""

_COLUMNS = (
    Column(console_lists.NUMBER),
    Column(texts.WHAT),
    Column(console_lists.FIRM),
    Column(texts.ENDS, is_brief=True),
    Column(texts.LEFT, is_brief=True),
    Column(texts.SOURCE),
)


def calendar_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of the terms, as the address asks."""
    within = asked.chosen("within", WITHIN) or (_USUAL,)
    known = {kind.value: TERMS[kind].title for kind in TermKind}
    kinds = asked.chosen("kind", known)
    until = now.today + timedelta(days=max(map(int, within)))
    wanted = terms_wanted(
        acting.work,
        now,
        now.today - _DAY if asked.has("passed") else until,
        kinds=tuple(map(TermKind, kinds)) or tuple(TermKind),
        words=asked.words,
    )
    page = list_terms(acting.work, wanted, asked.paging)
    names = named_terms(acting.work, page.rows, now)
    return Listing(
        title=texts.TITLE,
        columns=_COLUMNS,
        rows=tuple(_row(row, names[row], now, acting.kb) for row in page.rows),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else texts.NOTHING_DUE,
        search=texts.SEARCH,
        heads=tuple(_heads(acting, now, page.passed)),
        filters=(
            choices("within", texts.WITHIN, {one: texts.within(days=int(one)) for one in WITHIN}, within),
            choices("kind", texts.WHAT, known, kinds),
            Flag("passed", texts.ONLY_PASSED, asked.has("passed")),
        ),
    )


def _row(row: TermRow, name: NamedTerm, now: Present, kb: PolicyKB) -> Row:
    left = (row.due - now.today).days
    mark = Mark.OVERDUE if left < 0 else Mark.SOON if left <= _SOON else Mark.NONE
    cells = (
        Cell(name.label),
        Cell(TERMS[row.kind].title, name.state),
        Cell(name.of, name.below),
        Cell(console_lists.iso(row.due)),
        Cell(
            texts.left(days=left),
            "" if left < 0 else texts.workdays(count=now.workdays.between(now.today, row.due)),
            mark,
        ),
        Cell(source_of_term(kb, row.kind)),
    )
    return Row(name.subject, name.number, cells, mark=Mark.OVERDUE if left < 0 else Mark.NONE)


def source_of_term(kb: PolicyKB, kind: TermKind) -> str:
    """Where the term is written: the measure's passage, a contract or a paper, or the office's own arrangement."""
    term = TERMS[kind]
    return kb.label(term.role) if term.role is not None else term.source


def _heads(acting: Acting, now: Present, passed: int) -> Iterator[str]:
    if passed:
        yield texts.passed_head(count=passed)
    overdue = count_overdue(acting.work, now.office.limits) if now.standards else 0
    if overdue:
        yield texts.overdue_head(count=overdue)
    if not now.standards:
        yield texts.NO_STANDARDS
    coming = now.today.year + 1
    if now.today.month >= _ANNOUNCED and not any(one.year == coming for one in now.workdays.off):
        yield texts.no_days_off(year=coming)
