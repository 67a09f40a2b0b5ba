"""Albums come as an update a picture, and the words of an album stand below any one of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from bot.channels.telegram.updates import Received
from handlers.messages import Media, Person

_MOST = 1_000
"""Albums remembered: the parts of one arrive within seconds."""


class Albums:
    """Knows which albums came with words: the answer to these is the answer to the album."""

    def __init__(self) -> None:
        self._worded: OrderedDict[tuple[Person, str], None] = OrderedDict()

    def note(self, arrived: Iterable[Received]) -> None:
        """Remember the albums of which a part has words."""
        for received in arrived:
            album = _album(received)
            if album is not None and _has_words(received):
                self._worded[album] = None
        while len(self._worded) > _MOST:
            self._worded.popitem(last=False)

    def is_answered_by_words(self, received: Received) -> bool:
        """Whether this is a part without words, and the words are another's."""
        return not _has_words(received) and _album(received) in self._worded


def _album(received: Received) -> tuple[Person, str] | None:
    return (received.inbound.person, received.album) if received.inbound and received.album else None


def _has_words(received: Received) -> bool:
    content = received.inbound.content if received.inbound else None
    return isinstance(content, Media) and bool(content.caption.strip())
