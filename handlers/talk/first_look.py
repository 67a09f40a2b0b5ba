"""The first look at a message: only routers whose words it may be are asked, of most questions the last alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Protocol

from handlers.messages import Text
from handlers.turn import Decision, Router, Session, Turn
from handlers.values.vocabulary import Vocabulary


class HeardRouter(Protocol):
    """A router that says what its own messages are made of where somebody has nothing begun."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Of its messages."""
        ...

    async def __call__(self, turn: Turn) -> Decision | None:
        """As every router."""
        ...


class Heard:
    """A router that is a function, with its vocabulary."""

    def __init__(self, router: Router, vocabulary: Vocabulary) -> None:
        self._router = router
        self.vocabulary = vocabulary

    async def __call__(self, turn: Turn) -> Decision | None:
        """As the function."""
        return await self._router(turn)


class FirstLook:
    """Tells which routers a message can be for, in their order."""

    def __init__(self, routers: Sequence[HeardRouter], last: Router) -> None:
        """`last` answers whatever is none of the others'."""
        self.vocabulary = reduce(or_, (router.vocabulary for router in routers))
        self.heard = tuple(routers)
        self._last: tuple[Router, ...] = (last,)

    def routers(self, turn: Turn) -> Sequence[Router]:
        """Those whose the words may be, and the last: of most questions it alone."""
        content, traits = turn.inbound.content, turn.inbound.person.traits
        has_own_way = traits.answers_only or traits.is_office_door or not _has_nothing_begun(turn.session)
        if has_own_way or not isinstance(content, Text):
            return (*self.heard, *self._last)
        characters = content.reading.characters
        if not self.vocabulary.may_hold(characters):
            return self._last
        return (*(one for one in self.heard if one.vocabulary.may_hold(characters)), *self._last)


def _has_nothing_begun(session: Session) -> bool:
    return not (
        session.reporting
        or session.form
        or session.asked
        or session.desk
        or session.told
        or session.staff_talk
        or session.held_code
    )
