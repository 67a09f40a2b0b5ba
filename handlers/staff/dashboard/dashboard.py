"""The overview as a member sees it: only what their lists show them is counted for them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.casework.table import Table
from handlers.staff.actions.acting import Acting
from handlers.staff.dashboard import charts
from handlers.staff.dashboard.chart import Chart
from handlers.staff.dashboard.messages import waiting_messages
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.lists.people import intentions_denied
from handlers.staff.lists.present import present
from handlers.staff.overview.settings_view import MISS_READERS
from handlers.texts import dashboard as texts


class Dashboard(Struct, frozen=True, kw_only=True):
    """As of the day of `asked`; that stands in its address and on it."""

    asked: LedgerAsked
    charts: tuple[Chart, ...]

    @property
    def as_of(self) -> str:
        """The day, in words."""
        return texts.as_of(on=self.asked.as_of)


def dashboard(acting: Acting, asked: LedgerAsked, table: Table) -> Dashboard:
    """All charts that the member may read."""
    return Dashboard(asked=asked, charts=tuple(_charts(acting, asked, table)))


def _charts(acting: Acting, asked: LedgerAsked, table: Table) -> Iterator[Chart]:
    yield charts.money(acting, asked)
    yield charts.monthly(acting, asked)
    yield charts.states(acting, asked)
    yield charts.days_in_states(acting, asked)
    yield charts.due(acting, asked, present(acting.work, table))
    if acting.member.has(*MISS_READERS):
        yield charts.questions(acting, asked)
        if asked.as_of == asked.today:
            yield waiting_messages(acting)
    if intentions_denied(acting) is None:
        yield charts.intentions(acting, asked)
