"""The assistant falls silent: what it was about to say is withdrawn, what it says just now is waited for.

An answer leaves in one of two ways: as the response to who waits for it, which its claim's lease outlasts; or as a
row of the outbox, which its sender holds under a lease of its own. Neither may still be on its way when a member
of staff is told that the talk is theirs.
"""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from store.keyring import seal
from store.outbox.taking import UNSENT
from store.states import ClaimState, KeyKind
from store.tables.messages import Claim, ClaimKey, OutboxRow
from store.turns.line import WITHDRAWN
from store.work import Work

_OF_AN_ANSWER = re.compile(r"[0-9a-f]{64}:\d+")
"""The key of a row that `store.turns.handing_over` wrote: of a claim. Notices and words of staff have others."""


def withdraw_answers(work: Work, channel: str, address: str, *, since: datetime) -> bool:
    """Withdraw what has not begun to leave; says whether something that was answered until `since` still may.

    Called in the person's own line, so that no turn of theirs is running.
    """
    _withdraw_rows(work, channel, address)
    hashes = [seal(key, channel, address) for key in _line_keys(work)]
    mine = (Claim.person_hash.in_(hashes), Claim.state == ClaimState.DONE.value)
    until = select(Claim.lease_until).where(*mine, Claim.late.is_(False), Claim.created_at <= since)
    is_answering = work.session.scalar(until.where(Claim.lease_until > work.now).limit(1)) is not None
    # Brought again, such a message is answered with nothing, and nobody hands its answer over later.
    has_answer = Claim.answer.is_not(None)
    work.session.execute(update(Claim).where(*mine, has_answer).values(answer=WITHDRAWN))
    return is_answering or _is_being_sent(work, channel, address)


def _withdraw_rows(work: Work, channel: str, address: str) -> None:
    theirs = (OutboxRow.channel == channel, OutboxRow.address == address, OutboxRow.state.in_(UNSENT))
    is_free = or_(OutboxRow.owner.is_(None), OutboxRow.due <= work.now)
    found = work.session.execute(select(OutboxRow.id, OutboxRow.dedupe_key).where(*theirs, is_free))
    ready = [row.id for row in found if _OF_AN_ANSWER.fullmatch(row.dedupe_key)]
    if ready:  # asked again: a sender may have taken one meanwhile
        work.session.execute(delete(OutboxRow).where(OutboxRow.id.in_(ready), *theirs, is_free))


def _is_being_sent(work: Work, channel: str, address: str) -> bool:
    """Also one that a sender gave back since: what was free is withdrawn, so what remains was on its way."""
    theirs = (OutboxRow.channel == channel, OutboxRow.address == address, OutboxRow.state.in_(UNSENT))
    found = work.session.scalars(select(OutboxRow.dedupe_key).where(*theirs))
    return any(_OF_AN_ANSWER.fullmatch(key) for key in found)


def _line_keys(work: Work) -> list[bytes]:
    """The secrets under which claims that are kept were hashed."""
    return list(work.session.scalars(select(ClaimKey.secret).where(ClaimKey.kind == KeyKind.PLAIN.value)))
