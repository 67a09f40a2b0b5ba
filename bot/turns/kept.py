"""Answers kept for a moment, for real traffic repeats itself: see docs/decisions/kept-answers.md."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from msgspec.structs import replace

from bot.clock import Clock
from bot.encoding import encode_session
from bot.turns.cache import ExpiringCache
from bot.turns.ending import Ended
from handlers.messages import Inbound, Text
from handlers.talk.masking import mask_personal
from handlers.turn import Outcome, Session
from store.turns.claims import Basis, Granted

LIVES, MOST = timedelta(minutes=10), 512

_NEW = (None, encode_session(Session(greeted=True)))
"""What is stored of somebody of whose talk nothing can matter to an answer: nothing, or that they were greeted."""

Key: TypeAlias = tuple[bytes, int]


class KeptAnswers:
    """How turns ended whose words two people have sent. `edition` says which state of the office they hang on.

    Of words that one person alone has sent a keyed hash is held, and a hash of who that was.
    """

    def __init__(self, clock: Clock, edition: Callable[[], int] = lambda: 0) -> None:
        self._edition = edition
        self._keyed = hashlib.blake2b(key=secrets.token_bytes(32), digest_size=16)  # copied for each hash
        self._kept: ExpiringCache[Key, Ended | bytes] = ExpiringCache(clock, LIVES, MOST)

    def find(self, key: Key | None) -> Ended | None:
        """How a turn with these words ended, where the same is to be said again."""
        found = None if key is None else self._kept.get(key)
        return found if isinstance(found, Ended) else None

    def note(self, key: Key | None, inbound: Inbound, ended: Ended) -> None:
        """Keep it, if it may be kept and somebody else has sent these words before."""
        if key is None or not _quotes_alone(ended.outcome):
            return
        sender, before = self._hash(inbound.person.channel, inbound.person.address), self._kept.get(key)
        if before is None:
            self._kept.put(key, sender)
        elif isinstance(before, bytes) and before != sender and not _is_personal(inbound):
            self._kept.put(key, replace(ended, seconds=0.0))

    def sweep(self) -> None:
        """Forget what is over, also when nobody asks."""
        self._kept.expire()

    def key(self, inbound: Inbound, claim: Granted | Basis) -> Key | None:
        """What the answer hangs on, before it is decided; None where it is no text, or it matters who sent it."""
        content = inbound.content
        if not isinstance(content, Text) or claim.ephemeral is not None or claim.session not in _NEW:
            return None
        is_known = f"{claim.session is None}{inbound.greeted}"
        return self._hash(inbound.person.channel, is_known, content.text), self._edition()

    def _hash(self, *words: str) -> bytes:
        raw = "\n".join(words).encode("utf-8", "surrogatepass")
        digest = self._keyed.copy()
        digest.update(raw)
        return digest.digest()


def _quotes_alone(outcome: Outcome) -> bool:
    """Whether all that the turn comes to is a passage of the measure, shown to somebody who asked for it."""
    is_question = bool(outcome.recent) and outcome.miss is None
    is_open = not (outcome.sensitive or outcome.forget or outcome.renews)
    quotes = any(reply.citations for reply in outcome.replies)
    return is_question and is_open and quotes


def _is_personal(inbound: Inbound) -> bool:
    content = inbound.content
    return not isinstance(content, Text) or mask_personal(content.text) != content.text
