"""追回 and 收回 as a page shows them: two kinds apart, each to the last fen, with what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from handlers.casework.attempt import system
from handlers.dates import day, local_day
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.supervision.lacks import Lack, lacks_of
from handlers.texts import casework
from handlers.texts import recoveries as texts
from policy_kb.models import Quotation
from policy_kb.roles import PassageRole
from store.queries.lists.paging import Page
from store.queries.lists.recoveries import (
    ListedRecovery,
    Totals,
    list_recoveries,
    listed_recoveries,
    totals_of,
)
from store.states import CaseKind, CaseState

_ROLES = {CaseKind.RECOVERY: PassageRole.RECOVERY, CaseKind.RECLAIM: PassageRole.RECLAIM}


class RecoveryLine(Struct, frozen=True, kw_only=True):
    """A case, and what is missing in it."""

    one: ListedRecovery
    lacks: tuple[Lack, ...]


class KindView(Struct, frozen=True, kw_only=True):
    """The cases of one kind: what the measure says of it, its totals, a page of it."""

    kind: CaseKind
    title: str
    quotation: Quotation | None
    totals: Totals
    lines: tuple[RecoveryLine, ...]
    page: Page


class RecoveriesView(Struct, frozen=True, kw_only=True):
    """Both kinds, never added; `at` is the moment that the totals are of."""

    kinds: tuple[KindView, ...]
    asked: Asked
    at: datetime


def recoveries_view(acting: Acting, asked: Asked) -> RecoveriesView:
    """Both kinds, or the one that the address asks for."""
    totals, chosen = totals_of(acting.work), asked.chosen("kind", [one.value for one in CaseKind])
    kinds = [CaseKind(one) for one in chosen] or list(CaseKind)
    views = tuple(_kind(acting, kind, totals[kind], asked) for kind in kinds)
    return RecoveriesView(kinds=views, asked=asked, at=acting.work.now)


def _kind(acting: Acting, kind: CaseKind, totals: Totals, asked: Asked) -> KindView:
    page = list_recoveries(acting.work, kind, asked.paging)
    found, today = listed_recoveries(acting.work, page.ids), local_day(acting.work.now)
    return KindView(
        kind=kind,
        title=casework.CASE_KINDS[kind.value],
        quotation=acting.kb.role(_ROLES[kind]),
        totals=totals,
        lines=tuple(
            RecoveryLine(one=found[number], lacks=lacks_of(acting.kb, _lacking(found[number], today)))
            for number in page.ids
        ),
        page=page,
    )


def _lacking(one: ListedRecovery, today: date) -> Iterator[Reason]:
    """What is not recorded yet, in the order of the procedure."""
    match CaseState(one.case.state):
        case CaseState.OPENED:
            yield system(texts.NO_DEMAND)
        case CaseState.NOTIFIED:
            if one.case.served_on is None:
                yield system(texts.NOT_SERVED)
            elif one.case.pay_by is not None and one.case.pay_by < today and one.left > 0:
                yield system(texts.term_passed(day=day(one.case.pay_by), left=one.left))
        case CaseState.CLOSED:
            if one.left > 0:
                yield system(texts.closed_short(left=one.left, reason=one.case.closing))
    if one.unsourced:
        yield system(texts.unsourced(count=one.unsourced))
    if one.surplus > one.refunded:
        yield system(texts.not_refunded(rest=one.surplus - one.refunded))
