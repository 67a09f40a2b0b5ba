"""One turn: claim, respond, cut to the channel's size, and commit everything at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.channels.base import Delivery, Outgoing, Retry, Sender
from bot.clock import Clock
from bot.counting import Counters, NoCounters
from bot.encoding import decode_replies, decode_reply, decode_session, encode_replies
from bot.incidents import record_incident
from bot.retry import retry_store
from bot.turns.ending import Ended, Page, completion, cut
from bot.turns.runs import Claimant, Opens, Run, is_lost
from bot.turns.transactions import PendingTransaction
from bot.turns.waking import Bells
from handlers.messages import Channel, Event, EventKind, Handling, Inbound, Reply
from handlers.texts import common
from handlers.turn import Outcome, Respond, Transaction, Turn, say
from store.turns.claims import Answered, Committed, Granted, Handover, Result
from store.turns.writer import Writer

_LOG = structlog.get_logger(__name__)
_MOST_PAUSES = 5
_LONGEST_PAUSE = timedelta(minutes=1)


class Turns:
    """Works one run at a time per person, any number at once. `senders` are for the late notice of a pause."""

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
        on_ended: Callable[[Inbound, Ended], None] = lambda _inbound, _ended: None,
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
        self._on_ended = on_ended
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
        while True:
            claim = await self._claimant.claim(run)
            run.repeated = isinstance(claim, Answered)
            if isinstance(claim, Answered):
                return await self._repeat(run, claim)
            replies = await self._take_turn(run, claim)
            if replies is not None:
                return replies

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
        if isinstance(ended, PendingTransaction):
            result = await self.writer.submit(ended.completion())
            ended = ended.ended
        else:
            ended = self._cut(run, ended)
            result = await self.writer.submit(completion(run, claim, ended))
        if is_lost(result):
            return None
        ended = _with_notices(ended, result)
        outcome, is_late = ended.outcome, _is_late(result)
        await self._hand_over(run, claim.seq, outcome.replies, late=is_late, from_memory=ended.is_paused)
        self._note(run, ended)
        if run.late and ended.is_paused:
            self._send_from_memory(run, outcome.replies)
        return outcome.replies

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

    def _note(self, run: Run, ended: Ended) -> None:
        self._on_ended(run.inbound, ended)
        self._counters.count("turn_late" if run.late else "turn_answered")
        if ended.incident is not None:
            self._counters.count("turn_failed")

    def _cut(self, run: Run, ended: Ended) -> Ended:
        return cut(ended, self._page, run.inbound.person.channel)

    async def _respond_to(self, run: Run, claim: Granted) -> Ended | PendingTransaction:
        """Let the handlers decide; what they raise becomes an apology, and leaves the session as it was."""
        inbound = run.inbound
        session = decode_session(claim.session if claim.ephemeral is None else claim.ephemeral)
        if claim.pause and not _goes_on_in_a_pause(inbound):
            # The outbox waits for the end of the pause: whoever is answered by it is told from memory instead.
            outcome = Outcome((say(claim.pause),), session)
            return Ended(outcome, None, is_paused=True)
        try:
            decision = await self._respond(Turn(inbound=inbound, session=session, now=self._clock()))
        except Exception as error:  # noqa: BLE001 -- the one catch of everything that handlers raise
            incident = record_incident(
                error, self._clock, channel=inbound.person.channel.value, seq=str(claim.seq)
            )
            replies = (say(common.apology(reference=incident.reference)),)
            return Ended(Outcome(replies=replies, session=session), None, incident)
        if isinstance(decision, Transaction):
            return PendingTransaction(
                decision, run=run, claim=claim, session=session, page=self._page, clock=self._clock
            )
        known = claim.session is not None and claim.ephemeral is None
        unchanged = known and not decision.sensitive and decision.session == session
        return Ended(decision, None if unchanged else decision.session)

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


def _is_late(result: Result) -> bool:
    return isinstance(result, Committed) and result.late


def _with_notices(ended: Ended, result: Result) -> Ended:
    """The answer as it was committed: with what had waited for the person before it."""
    if not isinstance(result, Committed) or not result.notices:
        return ended
    notices = tuple(reply for reply in map(decode_reply, result.notices) if reply)
    return replace(ended, outcome=replace(ended.outcome, replies=(*notices, *ended.outcome.replies)))


def _told_before(claim: Answered) -> tuple[Reply, ...]:
    replies = None if claim.answer is None else decode_replies(claim.answer)
    return (say(common.ANSWER_LOST),) if replies is None else replies
