"""The chart of messages that were not sent, by channel, with the age of the oldest."""

from __future__ import annotations

from urllib.parse import urlencode

from handlers.staff.actions.acting import Acting
from handlers.staff.dashboard.chart import Chart, ChartRow, Figure
from handlers.texts import binding
from handlers.texts import outbox as texts
from store.queries.outbox import KEPT, Depth, depths
from store.states import OutboxState


def waiting_messages(acting: Acting) -> Chart:
    """What waits now: nobody knows what waited on a day that is over."""
    found = depths(acting.work.connection)
    rows = tuple(
        ChartRow(binding.CHANNELS[channel], tuple(_figure(channel, state, depth) for state in KEPT))
        for channel, depth in found.items()
    )
    return Chart(
        key="messages",
        title=texts.WAITING,
        heading=texts.CHANNEL,
        series=tuple(texts.STATES[state.value] for state in KEPT),
        rows=rows,
        said=texts.WAITING_SAID if rows else "",
        note=_oldest(acting, found) if rows else texts.NOTHING_WAITS,
    )


def _figure(channel: str, state: OutboxState, depth: Depth) -> Figure:
    count = depth.count(state)
    address = f"/staff/outbox?{urlencode({'state': state.value, 'channel': channel})}" if count else ""
    return Figure(count, str(count), address, warns=state is OutboxState.DEAD and count > 0)


def _oldest(acting: Acting, found: dict[str, Depth]) -> str:
    """Of each channel since when the first that could leave waits."""
    now = acting.work.now
    said = [
        texts.oldest(channel=binding.CHANNELS[channel], waited=texts.waited(since=depth.waits_since, now=now))
        for channel, depth in found.items()
        if depth.waits_since is not None
    ]
    return "".join((texts.NOW, *said))
