"""One turn: decided, cut to the channel's size, and committed at once, with its claim or after it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import structlog
from msgspec.structs import replace

from bot.channels.base import Delivery, Outgoing, Retry, Sender
from bot.clock import Clock
from bot.counting import Counters, NoCounters
from bot.encoding import decode_replies, decode_reply, decode_session, encode_replies
from bot.incidents import log_incident, record_incident
from bot.retry import retry_store
from bot.turns.ending import Ended, Page, completion, cut
from bot.turns.kept import KeptAnswers
from bot.turns.runs import Claimant, Opens, Run
from bot.turns.transactions import PendingTransaction, nothing_lacks
from bot.turns.waking import Bells
from handlers.messages import Channel, Event, EventKind, Handling, Inbound, Reply
from handlers.texts import common
from handlers.turn import Outcome, Respond, Session, Transaction, Turn, say
from store.turns.claims import (
    Answered,
    Basis,
    Committed,
    Completion,
    Granted,
    Handover,
    Result,
    TransactionCompletion,
    WholeTurn,
)
from store.turns.writer import Writer

_LOG = structlog.get_logger(__name__)
_MOST_PAUSES = 5
_LONGEST_PAUSE = timedelta(minutes=1)


class Turns:
    """Works one run at a time per person, any number at once. `senders` are for the late notice of a pause.

    What `is_immediate` is decided without waiting for anything and without any effect: its turn is one commit.
    `before_acts` brings in what acts need: within a transaction everybody else's writing would wait for it.
    """

    def __init__(
        self,
        writer: Writer,
        respond: Respond,
        page: Page,
        clock: Clock,
        *,
        senders: Mapping[Channel, Sender] | None = None,
        counters: Counters | None = None,
        on_outbox: Callable[[], None] = lambda: None,
        is_harmless: Callable[[Inbound], bool] = lambda _inbound: True,
        opens: Opens = lambda _inbound: None,
        is_immediate: Callable[[Inbound], bool] = lambda _inbound: False,
        on_ended: Callable[[Inbound, Ended], None] = lambda _inbound, _ended: None,
        kept: KeptAnswers | None = None,
        before_acts: Callable[[], Awaitable[None]] = nothing_lacks,
        poll: float = 0.1,
    ) -> None:
        self.writer = writer
        self._respond = respond
        self._page = page
        self._clock = clock
        self._senders = senders or {}
        self._counters = counters or NoCounters()
        self._on_outbox = on_outbox
        self._is_harmless = is_harmless
        self._is_immediate = is_immediate
        self._on_ended = on_ended
        self._kept = kept or KeptAnswers(clock)
        self._before_acts = before_acts
        self._bells = Bells()
        self._claimant = Claimant(writer, self._bells, poll=poll, opens=opens)
        self._sending: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Wait for the late notices of a pause that are on their way."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=5)

    def may_keep(self, run: Run) -> bool:
        """Whether the words of the message may be stored until it is answered; the store looks at the talk."""
        return self._is_harmless(run.inbound)

    async def answer(self, run: Run) -> tuple[Reply, ...]:
        """The answer to the run's message: a new one, or the one that was given before."""
        try:
            return await retry_store(lambda: self._answer(run), while_=lambda: run.late)
        except Exception as error:  # noqa: BLE001 -- the top-level catch: the store failed, or we did
            incident = record_incident(error, self._clock, channel=run.inbound.person.channel.value)
            self._counters.count("turn_failed")
            run.failed = True
            return (say(common.apology(reference=incident.reference)),)
        finally:
            run.holds = False
            self._bells.ring(run.inbound.person)

    async def _answer(self, run: Run) -> tuple[Reply, ...]:
        person = run.inbound.person
        # Looked at for every message, so that none is claimed before an earlier one of its person.
        basis = await self.writer.look(person.channel.value, person.address)
        result = None
        if basis is not None and self._is_immediate(run.inbound):
            result = await self._in_one_commit(run, basis)
        if isinstance(result, tuple):
            return result
        while True:
            claim = await self._claimant.claim(run, result)
            run.repeated = isinstance(claim, Answered)
            if isinstance(claim, Answered):
                return await self._repeat(run, claim)
            replies = await self._take_turn(run, claim)
            if replies is not None:
                return replies
            result = None

    async def _in_one_commit(self, run: Run, basis: Basis) -> tuple[Reply, ...] | Result | None:
        """Decide first, then claim the message and end its turn at once; the answer, or what the claim came to.

        None where deciding failed: that is tried again, and recorded, once the message is claimed.
        """
        try:
            ended = await self._decide(run, basis)
        except Exception:  # noqa: BLE001 -- see above
            return None
        request = self._claimant.request(run)
        turn = WholeTurn(request, basis, self._ending(run, basis, ended))
        result = await self.writer.ask(turn)
        if not isinstance(result, Committed):
            return result
        run.note_claim(result.seq, holds=False)
        return await self._close(run, ended, result)

    async def _repeat(self, run: Run, claim: Answered) -> tuple[Reply, ...]:
        """What the message was answered; who was told `later` before that stood there gets it all the same."""
        replies, was_late = _told_before(claim), claim.late
        await self._hand_over(run, claim.seq, replies, late=was_late, from_memory=claim.from_memory)
        if run.late and not was_late and claim.from_memory:
            self._send_from_memory(run, replies)
        self._counters.count("repeat_answered")
        return replies

    async def _take_turn(self, run: Run, claim: Granted) -> tuple[Reply, ...] | None:
        """Respond and commit; None when the claim was taken over meanwhile."""
        ended = await self._respond_to(run, claim)
        result = await self.writer.submit(self._ending(run, claim, ended))
        return await self._close(run, ended, result) if isinstance(result, Committed) else None

    def _ending(
        self, run: Run, claim: Granted | Basis, ended: Ended | PendingTransaction
    ) -> Completion | TransactionCompletion:
        return ended.completion() if isinstance(ended, PendingTransaction) else completion(run, claim, ended)

    async def _close(self, run: Run, ended: Ended | PendingTransaction, result: Committed) -> tuple[Reply, ...]:
        """The turn is committed: tell memory of it, and whoever still waits."""
        ended = _with_notices(ended.ended if isinstance(ended, PendingTransaction) else ended, result)
        replies = ended.outcome.replies
        await self._hand_over(run, result.seq, replies, late=result.late, from_memory=ended.is_paused)
        self._note(run, ended, result.seq)
        if run.late and ended.is_paused:
            self._send_from_memory(run, replies)
        return replies

    async def _hand_over(
        self, run: Run, seq: int, replies: tuple[Reply, ...], *, late: bool, from_memory: bool
    ) -> None:
        """Bring memory and database together: whoever was told `later` is answered by the outbox."""
        if run.late and not late:
            person, answer = run.inbound.person, encode_replies(replies)
            handover = Handover(person.channel.value, person.address, seq, answer, from_memory)
            await self.writer.submit(handover)
        run.late = run.late or late
        if run.late:
            self._on_outbox()

    def _note(self, run: Run, ended: Ended, seq: int) -> None:
        self._on_ended(run.inbound, ended)
        self._counters.count("turn_late" if run.late else "turn_answered")
        if ended.incident is not None:
            self._counters.count("turn_failed")
        if ended.incident is not None and ended.error is not None:
            log_incident(ended.incident, ended.error, channel=run.inbound.person.channel.value, seq=str(seq))

    async def _respond_to(self, run: Run, claim: Granted) -> Ended | PendingTransaction:
        """Let the handlers decide; what they raise becomes an apology, and leaves the session as it was."""
        try:
            return await self._decide(run, claim)
        except Exception as error:  # noqa: BLE001 -- the one catch of everything that handlers raise
            channel = run.inbound.person.channel.value
            incident = record_incident(error, self._clock, channel=channel, seq=str(claim.seq))
            replies = (say(common.apology(reference=incident.reference)),)
            return Ended(Outcome(replies=replies, session=_session(claim)), None, incident)

    async def _decide(self, run: Run, claim: Granted | Basis) -> Ended | PendingTransaction:
        inbound, channel = run.inbound, run.inbound.person.channel
        key = self._kept.key(inbound, claim)
        if not claim.pause and (kept := self._kept.find(key)) is not None:
            return kept
        session = _session(claim)
        if claim.pause and not _goes_on_in_a_pause(inbound):
            # The outbox waits for the end of the pause: whoever is answered by it is told from memory instead.
            return cut(Ended(Outcome((say(claim.pause),), session), None, is_paused=True), self._page, channel)
        began = time.perf_counter()
        decision = await self._respond(Turn(inbound=inbound, session=session, now=self._clock()))
        if isinstance(decision, Transaction):
            await self._before_acts()
            return PendingTransaction(
                decision, run=run, claim=claim, session=session, page=self._page, clock=self._clock
            )
        known = claim.session is not None and claim.ephemeral is None
        unchanged = known and not decision.sensitive and decision.session == session
        seconds = time.perf_counter() - began
        ended = cut(Ended(decision, None if unchanged else decision.session, seconds=seconds), self._page, channel)
        self._kept.note(key, inbound, ended)
        return ended

    def _send_from_memory(self, run: Run, replies: tuple[Reply, ...]) -> None:
        """Best effort: the outbox sends nothing in a pause, and its notice is of no use afterwards."""
        task = asyncio.create_task(self._send(run, replies), name="late notice of a pause")
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, run: Run, replies: tuple[Reply, ...]) -> None:
        person = run.inbound.person
        sender = self._senders.get(person.channel)
        for number, reply in enumerate(replies):
            if sender is None:
                _LOG.warning("no sender for a late answer", channel=person.channel.value)
                return
            outgoing = Outgoing(id=0, person=person, reply=reply, key=f"{run.owner}:{number}", attempt=1)
            delivery = await _send_with_pauses(sender, outgoing)
            self._counters.count(f"outbox_{type(delivery).__name__.lower()}")


async def _send_with_pauses(sender: Sender, outgoing: Outgoing) -> Delivery:
    """Keep to the pauses that the platform asks for: there is no row that would be tried again."""
    for _ in range(_MOST_PAUSES):
        delivery = await sender.send(outgoing)
        if not isinstance(delivery, Retry) or delivery.after is None or delivery.after > _LONGEST_PAUSE:
            return delivery
        await asyncio.sleep(delivery.after.total_seconds())
    return await sender.send(outgoing)


def _goes_on_in_a_pause(inbound: Inbound) -> bool:
    """Staff work on, at their own door and in people's talks; whoever leaves is forgotten all the same."""
    content = inbound.content
    is_leaving = isinstance(content, Event) and content.kind is EventKind.UNSUBSCRIBE
    return is_leaving or isinstance(content, Handling) or inbound.person.traits.is_office_door


def _session(claim: Granted | Basis) -> Session:
    return decode_session(claim.session if claim.ephemeral is None else claim.ephemeral)


def _with_notices(ended: Ended, result: Committed) -> Ended:
    """The answer as it was committed: with what had waited for the person before it."""
    if not result.notices:
        return ended
    notices = tuple(reply for reply in map(decode_reply, result.notices) if reply)
    return replace(ended, outcome=replace(ended.outcome, replies=(*notices, *ended.outcome.replies)))


def _told_before(claim: Answered) -> tuple[Reply, ...]:
    replies = None if claim.answer is None else decode_replies(claim.answer)
    return (say(common.ANSWER_LOST),) if replies is None else replies
