"""A turn that changes business data: its act, its answer and its end, performed in the writer's transaction."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.incidents import incident_of
from bot.turns.ending import Ended, Page, completion, cut
from bot.turns.runs import Run
from handlers.messages import Handling
from handlers.texts import common
from handlers.turn import Outcome, Session, Transaction, say
from store.turns.claims import Basis, Completion, Granted, TransactionCompletion
from store.work import Work


def brought_in(make: Callable[[], object]) -> Callable[[], Awaitable[None]]:
    """Do it in a thread when it is first asked for, and never again once it was done."""
    is_done = False

    async def bring_in() -> None:
        nonlocal is_done
        if not is_done:
            await asyncio.to_thread(make)
            is_done = True

    return bring_in


async def nothing_lacks() -> None:
    """Bring nothing in."""


class PendingTransaction:
    """One act on its way into a transaction. `ended` is what the turn came to, once it is committed."""

    def __init__(
        self, act: Transaction, *, run: Run, claim: Granted | Basis, session: Session, page: Page, clock: Clock
    ) -> None:
        self._began = time.perf_counter()
        self._run = run
        self._claim = claim
        self._act = act
        self._session = session
        self._page = page
        self._clock = clock
        self.ended = Ended(Outcome(replies=(), session=session), None)

    def completion(self) -> TransactionCompletion:
        """What the writer performs."""
        inbound = self._run.inbound
        return TransactionCompletion(
            inbound.person.channel.value,
            inbound.person.address,
            self._run.owner,
            self._perform,
            self._fail,
            is_contact=not isinstance(inbound.content, Handling),
        )

    def _perform(self, work: Work) -> Completion:
        outcome = self._act.perform(work)
        if outcome.sensitive:
            raise ValueError("an act whose turn may not be stored")
        known = self._claim.session is not None and self._claim.ephemeral is None
        unchanged = known and outcome.session == self._session
        seconds = time.perf_counter() - self._began
        return self._end(Ended(outcome, None if unchanged else outcome.session, seconds=seconds))

    def _fail(self, error: Exception) -> Completion:
        """Everything that it did is undone; the session stays as it was. Of staff's orders people know nothing."""
        incident = incident_of(error, self._clock)
        is_theirs = not isinstance(self._run.inbound.content, Handling)
        replies = (say(common.apology(reference=incident.reference)),) if is_theirs else ()
        return self._end(Ended(Outcome(replies=replies, session=self._session), None, incident, error=error))

    def _end(self, ended: Ended) -> Completion:
        self.ended = cut(ended, self._page, self._run.inbound.person.channel)
        return completion(self._run, self._claim, self.ended)
