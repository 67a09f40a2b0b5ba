"""The question that is asked before something is done that cannot be undone; it stands for one message."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from handlers.turn import Outcome, Question, Session, Turn

_WAITS = timedelta(minutes=10)


def asking(session: Session, command: str, turn: Turn) -> Session:
    """The session in which `command` waits for the next message to confirm it."""
    question = Question(command=command, until=turn.now + _WAITS, by=turn.inbound.key)
    return replace(session, asked=question)


def was_asked(command: str, turn: Turn) -> bool:
    """Whether this very thing was asked just before, not long ago."""
    asked = turn.session.asked
    return asked is not None and asked.command == command and turn.now < asked.until


def drop_question(outcome: Outcome, turn: Turn) -> Outcome:
    """Let a question go that this message did not lead to: anything but its confirmation means no."""
    asked = outcome.session.asked
    if asked is None or asked.by == turn.inbound.key:
        return outcome
    return replace(outcome, session=replace(outcome.session, asked=None))
