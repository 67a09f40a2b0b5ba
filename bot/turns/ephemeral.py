"""The session of a talk about a complaint, as the store is given it: never readable there, and never too long."""

from __future__ import annotations

from bot.encoding import encode_session
from handlers.turn import Session


def candidates(session: Session) -> tuple[str, ...]:
    """The session, then with less and less of what was shown: the store keeps the first that fits."""
    shorter = session.model_copy(update={"rest": ()})
    bare = Session(reporting=session.reporting, greeted=session.greeted, staff_talk=session.staff_talk)
    return tuple(encode_session(one) for one in (session, shorter, bare))
