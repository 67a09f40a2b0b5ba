"""Messages that were not sent, as the console shows them: by state and channel, never their text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from handlers.casework.transitions import ActName
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.texts import outbox as texts
from handlers.texts.platform_answers import in_words
from store.outbox.pace import Standing, resting_channels
from store.outbox.rows import REPLAYABLE
from store.queries.outbox import Depth, KeptMessage, depths, kept_messages
from store.states import OutboxState, Role

READERS = (Role.OFFICE, Role.ADMINISTRATOR, Role.AUDITOR)
MOST = 200
"""Lines of a page: the oldest."""


class OutboxView(Struct, frozen=True):
    """`replay` is the action that sends one of these again, where the member has it."""

    state: OutboxState
    channel: str
    depths: Mapping[str, Depth]
    paused: Mapping[str, Standing]
    messages: list[KeptMessage]
    replay: Action | None
    now: datetime

    def kind(self, message: KeptMessage) -> str:
        """What a message is."""
        return texts.KINDS.get(message.key.partition(":")[0], texts.ANSWER)

    def answer(self, message: KeptMessage) -> str:
        """What the platform said to it, in words."""
        return in_words(message.reason)

    def waited(self, since: datetime) -> str:
        """How long something has waited."""
        return texts.waited(since=since, now=self.now)


def outbox_view(acting: Acting, catalogue: Catalogue, state: OutboxState, channel: str) -> OutboxView | None:
    """The oldest messages in this state; None for whom they do not concern."""
    if not acting.member.has(*READERS):
        return None
    replay = catalogue.by_key[key_of(ActName.REPLAY_MESSAGE)]
    may = replay.is_for(acting.member) and state.value in REPLAYABLE
    return OutboxView(
        state=state,
        channel=channel,
        depths=depths(acting.work.connection),
        paused=resting_channels(acting.work.connection, acting.work.now),
        messages=kept_messages(acting.work, state, channel, MOST),
        replay=replay if may else None,
        now=acting.work.now,
    )
