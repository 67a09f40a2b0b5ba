"""Where somebody's life may be in danger: the emergency numbers before every other word, and staff are alerted."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.dates import moment
from handlers.messages import Text
from handlers.notices.alerts import alert_once
from handlers.texts import staff_notices, talk
from handlers.texts.binding import CHANNELS
from handlers.turn import Decision, Outcome, Transaction, Turn, performed
from policy_kb.models import Sentence
from store.states import Role
from store.work import Work


def speaks_of_danger(turn: Turn) -> bool:
    """Whether the message says that somebody's life is in danger."""
    content = turn.inbound.content
    return isinstance(content, Text) and content.reading.tells_of_danger


def alert_of_danger(decision: Decision, turn: Turn) -> Decision:
    """Let staff know at once, in the commit of the turn: by which channel and when, never what was said.

    Ask for it only of danger, and of what cannot be a report: of that nobody is told. A repeat is told of once.
    """
    if turn.session.reporting or (isinstance(decision, Outcome) and decision.sensitive):
        return decision
    channel = CHANNELS[turn.inbound.person.channel.value]

    def perform(work: Work) -> Outcome:
        outcome = performed(decision, work)
        if not outcome.sensitive:
            tell_of_danger(work, channel)
        return outcome

    return Transaction(perform)


def tell_of_danger(work: Work, way: str) -> None:
    """Let the office know that somebody tells of a danger, and by which way it came; not what was said."""
    text = staff_notices.danger(channel=way, at=moment(work.now))
    alert_once(work, (Role.OFFICE,), text=text, brief=staff_notices.DANGER_BRIEF)


def warn_of_danger(outcome: Outcome, turn: Turn) -> Outcome:
    """Put the emergency numbers first; what was answered stands below."""
    if not outcome.replies or not speaks_of_danger(turn):
        return outcome
    first, *others = outcome.replies
    told = replace(first, parts=(Sentence(text=talk.EMERGENCY), *first.parts))
    return replace(outcome, replies=(told, *others))
