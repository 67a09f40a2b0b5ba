"""A turn that changes business data: its act, its answer and its end, performed in the writer's transaction."""

from __future__ import annotations

from bot.clock import Clock
from bot.incidents import record_incident
from bot.turns.ending import Ended, Page, completion, cut
from bot.turns.runs import Run
from handlers.messages import Handling
from handlers.texts import common
from handlers.turn import Outcome, Session, Transaction, say
from store.turns.claims import Completion, Granted, TransactionCompletion
from store.work import Work


class PendingTransaction:
    """One act on its way into a transaction. `ended` is what the turn came to, once it is committed."""

    def __init__(
        self, act: Transaction, *, run: Run, claim: Granted, session: Session, page: Page, clock: Clock
    ) -> None:
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
            self._claim.seq,
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
        return self._end(Ended(outcome, None if unchanged else outcome.session))

    def _fail(self, error: Exception) -> Completion:
        """Everything that it did is undone; the session stays as it was. Of staff's orders people know nothing."""
        inbound = self._run.inbound
        incident = record_incident(
            error, self._clock, channel=inbound.person.channel.value, seq=str(self._claim.seq)
        )
        is_theirs = not isinstance(inbound.content, Handling)
        replies = (say(common.apology(reference=incident.reference)),) if is_theirs else ()
        return self._end(Ended(Outcome(replies=replies, session=self._session), None, incident))

    def _end(self, ended: Ended) -> Completion:
        self.ended = cut(ended, self._page, self._run.inbound.person.channel)
        return completion(self._run, self._claim, self.ended)
