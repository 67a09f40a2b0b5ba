"""The session of a talk about a complaint, as the store is given it: never readable there, and never too long."""

from __future__ import annotations

from msgspec.structs import replace

from bot.encoding import encode_session
from handlers.turn import Session


def candidates(session: Session) -> tuple[str, ...]:
    """The session, then with less and less of what was shown: the store keeps the first that fits."""
    shorter = replace(session, rest=())
    bare = Session(reporting=session.reporting, greeted=session.greeted, staff_talk=session.staff_talk)
    with_told = replace(bare, told=session.told, menu=session.menu)
    return tuple(encode_session(one) for one in (session, shorter, with_told, bare))
