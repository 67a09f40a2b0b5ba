"""Files from WeChat: fetched by their media id while the person waits, for ids live three days and once."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.errors import Failure, Reaction
from handlers.filekinds import Problem
from handlers.materials.handing_in import Fetched
from handlers.messages import Media, Person

_PROBLEMS = {
    Reaction.MEDIA_GONE: Problem.GONE,
    Reaction.TOO_LARGE: Problem.TOO_LARGE,
    Reaction.LINK_ONLY: Problem.FILM,
}


class WeChatFiles:
    """Fetches through the account's server API."""

    def __init__(self, api: WeChatApi) -> None:
        self._api = api

    async def __call__(self, person: Person, media: Media, *, limit: int) -> Fetched | Problem:  # noqa: ARG002 -- the API knows people by the media id
        """Fetch a picture or file."""
        if not media.reference:
            return Problem.GONE
        found = await self._api.get_media(media.reference, cap=limit)
        if isinstance(found, Failure):
            return _PROBLEMS.get(found.reaction, Problem.UNREACHED)
        return Fetched(_whole(found.content), media.name or found.name)


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
