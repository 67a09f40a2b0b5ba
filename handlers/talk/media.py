"""Pictures, voices and files that nobody asked for: said so, and not kept."""

from __future__ import annotations

from handlers.messages import Media
from handlers.texts.media import REACTIONS
from handlers.turn import Outcome, Turn, say


async def unasked_media(turn: Turn) -> Outcome | None:
    """Answer `Media` content with what to do instead."""
    media = turn.inbound.content
    if not isinstance(media, Media):
        return None
    return Outcome(replies=(say(REACTIONS[media.kind]),), session=turn.session)
