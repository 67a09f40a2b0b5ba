"""The end of a turn: what it came to, cut to the channel's size, as one commit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from bot.encoding import decode_session, encode_replies, encode_session
from bot.turns.ephemeral import candidates
from bot.turns.runs import Run
from handlers.messages import Channel, Handling, Reply
from handlers.turn import Miss, Outcome, Session
from policy_kb.models import Part
from store.turns.claims import Basis, Completion, Granted, NewIncident, NewMiss

Page = Callable[[Reply, Channel], tuple[Reply, tuple[Part, ...]]]


class Ended(Struct, frozen=True, dict=True):
    """What a turn came to. `session` None leaves the stored one as it is, and the ephemeral one too.

    Of one that `is_paused` only the notice was answered, which says that nothing was kept. `seconds` is what the
    handlers took: nothing of an answer that was kept, None where none came of them; `error` what an act raised.
    """

    outcome: Outcome
    session: Session | None
    incident: NewIncident | None = None
    is_paused: bool = False
    seconds: float | None = None
    error: Exception | None = None

    @cached_property
    def answer(self) -> str:
        """The replies as they are stored."""
        return encode_replies(self.outcome.replies)

    @cached_property
    def stored_session(self) -> str:
        """The session as it is stored, where it is not confidential."""
        assert self.session is not None
        return encode_session(self.session)


def cut(ended: Ended, page: Page, channel: Channel) -> Ended:
    """Keep what does not fit into one message, and everything behind it, for 更多."""
    outcome = ended.outcome
    if not outcome.replies or ended.incident is not None:
        return ended
    shown, rest = _first_pages(outcome.replies, page, channel)
    if shown == outcome.replies and rest == outcome.session.rest:  # as nearly always
        return ended
    session = replace(outcome.session, rest=rest)
    is_same = ended.session is None and rest == outcome.session.rest
    return replace(
        ended,
        outcome=replace(outcome, replies=shown, session=session),
        session=None if is_same else session,
    )


def _first_pages(
    replies: tuple[Reply, ...], page: Page, channel: Channel
) -> tuple[tuple[Reply, ...], tuple[Part, ...]]:
    """Whole replies up to the first that has to be cut; what comes after it waits behind its rest."""
    shown: list[Reply] = []
    for number, reply in enumerate(replies, start=1):
        first, rest = page(reply, channel)
        shown.append(first)
        if rest:
            return tuple(shown), (*rest, *(part for later in replies[number:] for part in later.parts))
    return tuple(shown), ()


def completion(run: Run, claim: Granted | Basis, ended: Ended) -> Completion:
    """Everything that the turn changes, to be written at once or not at all."""
    outcome, person = ended.outcome, run.inbound.person
    return Completion(
        channel=person.channel.value,
        address=person.address,
        key=run.inbound.key,
        owner=run.owner,
        answer=ended.answer,
        session=None if outcome.forget else _kept(ended, claim),
        ephemeral=_ephemeral(ended, claim),
        from_memory=ended.is_paused,
        late=run.late,
        incident=ended.incident,
        miss=_noted(outcome.miss),
        forget=outcome.forget,
        is_contact=not isinstance(run.inbound.content, Handling),
    )


def _kept(ended: Ended, claim: Granted | Basis) -> str | None:
    """The session to store; every turn writes one, so that no turn is told by writing none.

    A sensitive one leaves the stored one as it was, but for what everybody is told once, and for who answers.
    """
    if ended.session is None:
        return claim.session
    if not _is_confidential(ended):
        return ended.stored_session
    stored, session = decode_session(claim.session), ended.session
    told = {"greeted": session.greeted, "staff_talk": session.staff_talk}
    return encode_session(replace(stored, **told))


def _ephemeral(ended: Ended, claim: Granted | Basis) -> tuple[str, ...]:
    if ended.session is None:
        return () if claim.ephemeral is None else (claim.ephemeral,)
    return candidates(ended.session) if _is_confidential(ended) else ()


def _is_confidential(ended: Ended) -> bool:
    """Also where staff took over in the middle of what may become a report: that stays out of every store."""
    session = ended.session
    return ended.outcome.sensitive or (session is not None and (session.reporting or session.told is not None))


def _noted(miss: Miss | None) -> NewMiss | None:
    if miss is None:
        return None
    return NewMiss(miss.question, miss.kind.value if miss.kind else "", miss.unit, miss.reason.value)
