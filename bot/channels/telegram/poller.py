"""Polls for updates in one of all processes, and confirms an update only when all that it does is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

import structlog
from structlog.typing import FilteringBoundLogger

from bot.channels.base import Taken
from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.failures import Failure, Reaction
from bot.channels.telegram.holding import Holding
from bot.channels.telegram.intake import Intake, is_taken
from bot.channels.telegram.registration import register
from bot.channels.telegram.updates import id_of, read_update
from bot.channels.telegram.window import Window
from bot.counting import Counters
from bot.incidents import record_incident

log: FilteringBoundLogger = structlog.get_logger(__name__)

_T = TypeVar("_T")

_LONG_POLL = 15  # seconds
_OTHERS = 2.0  # seconds between looks at the lease while another process polls
_AGAIN = 1.0  # seconds until an update that was not taken is asked for anew
_WORKING = 1.0  # seconds that slow turns may hold up the next poll
_HASTY = 0.5  # seconds: a platform that answers sooner with nothing does not let polls wait
_TROUBLE = 5.0
_GRACE = 10.0
_MOMENT = 3.0
_PAUSES = {Reaction.TOKEN: 60.0, Reaction.CONFLICT: 10.0}
_HINTS = {
    Reaction.TOKEN: "the token is not the bot's: compare EZHEN_TELEGRAM__TOKEN with BotFather's",
    Reaction.CONFLICT: "another program polls with this token: stop it",
    Reaction.UNSENT: "no connection: check the network and EZHEN_TELEGRAM__PROXY",
}


class Poller:
    """Started and closed by its owner. Whatever fails, it goes on."""

    def __init__(
        self,
        *,
        api: TelegramApi,
        intake: Intake,
        holding: Holding,
        clock: Callable[[], datetime],
        counters: Counters,
        long_poll: int = _LONG_POLL,
    ) -> None:
        self._api = api
        self._intake = intake
        self._holding = holding
        self._clock = clock
        self._counters = counters
        self._long_poll = long_poll
        self._window: Window[asyncio.Task[Taken]] = Window()
        self._username: str | None = None
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to poll."""
        self._task = asyncio.create_task(self._work(), name="telegram poller")

    async def close(self) -> None:
        """Take no more; let what was begun end; confirm it, and let another process poll."""
        self._stop.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=_GRACE)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._intake.close()
        await self._confirm()
        try:
            await self._holding.release()
        except Exception as error:  # noqa: BLE001 -- the store is in trouble: the lease ends by itself
            record_incident(error, self._clock, channel="telegram")

    async def _confirm(self) -> None:
        """Confirm what is committed: whoever polls next need not look at it again."""
        self._settle()
        if self._window.offset is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_MOMENT):
                    await self._api.get_updates(self._window.offset, seconds=0, most=1)

    async def _work(self) -> None:
        while not self._stop.is_set():
            try:
                pause = await self.step()
            except Exception as error:  # noqa: BLE001 -- a poller that died would silence its channel
                record_incident(error, self._clock, channel="telegram")
                self._counters.count("telegram_failed")
                pause = _TROUBLE
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)

    async def step(self) -> float:
        """Poll once, and say for how many seconds to wait then."""
        if not await self._holding.hold():
            self._username, self._window = None, Window()
            return _OTHERS
        if self._username is None:
            me = await self._unless_stopped(register(self._api, None))
            if me is None:
                return 0.0
            if isinstance(me, Failure):
                return self._trouble(me)
            self._username = me.username
        return await self._poll(self._username)

    async def _poll(self, username: str) -> float:
        seconds = 0 if self._window.working or self._window.undone else self._long_poll
        began = asyncio.get_running_loop().time()
        async with self._holding.kept():
            updates = await self._unless_stopped(self._api.get_updates(self._window.offset, seconds=seconds))
        if updates is None:
            return 0.0
        if isinstance(updates, Failure):
            return self._trouble(updates)
        if not updates:
            self._window.rest()
        self._begin(updates, username)
        if self._window.working:
            await asyncio.wait(self._window.working.values(), timeout=_WORKING)
        self._settle()
        is_stuck = bool(self._window.undone) or (bool(updates) and self._window.offset is None)
        is_hasty = not updates and asyncio.get_running_loop().time() - began < _HASTY
        return _AGAIN if is_stuck else _HASTY if is_hasty else 0.0

    async def _unless_stopped(self, call: Coroutine[None, None, _T]) -> _T | None:
        """Break a call off when we are stopped, and only a call: a query broken off may outlive the loop."""
        work, stop = asyncio.create_task(call), asyncio.create_task(self._stop.wait())
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if work.done():
            return work.result()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        return None

    def _begin(self, updates: Iterable[object], username: str) -> None:
        numbered = [(number, raw) for raw in updates if (number := _number(raw)) is not None]
        fresh = {number: raw for number, raw in numbered if self._window.is_new(number)}
        arrived = {number: read_update(raw, username, self._clock()) for number, raw in fresh.items()}
        self._intake.foresee(arrived.values())
        for number, received in arrived.items():
            work = self._intake.take(received)
            if work is None:
                self._window.finish(number)
            else:
                self._window.begin(number, work)

    def _settle(self) -> None:
        for number, work in list(self._window.working.items()):
            if is_taken(work):
                self._window.finish(number)
            elif work.done():
                self._counters.count("telegram_not_taken")
                self._window.fail(number)

    def _trouble(self, failure: Failure) -> float:
        """Log what is wrong, and look anew who we are and whether a webhook is in the way."""
        reaction = failure.reaction
        self._counters.count(f"telegram_{reaction.value}")
        hint = _HINTS.get(reaction, "")
        log.warning("telegram_poll_failed", reaction=reaction.value, detail=failure.detail, hint=hint)
        if reaction is Reaction.CONFLICT:
            self._username = None
        return failure.after.total_seconds() if failure.after else _PAUSES.get(reaction, _TROUBLE)


def _number(raw: object) -> int | None:
    number = id_of(raw)
    if number is None:
        log.warning("telegram_update_without_number")
    return number
