"""Where somebody's life may be in danger: the emergency numbers before every other word, and staff are alerted."""

from __future__ import annotations

from dataclasses import replace

from handlers.dates import moment
from handlers.messages import Text
from handlers.notices.alerts import alert_once
from handlers.texts import staff_notices, talk
from handlers.texts.binding import CHANNELS
from handlers.turn import Decision, Outcome, Transaction, Turn, performed
from policy_kb.matching.danger import endangers_life
from policy_kb.matching.normalise import simplify
from policy_kb.models import Sentence
from store.states import Role
from store.work import Work


def alert_of_danger(decision: Decision, turn: Turn) -> Decision:
    """Let staff know at once, in the commit of the turn: by which channel and when, never what was said.

    Ask for it only of what cannot be a report: of that nobody is told. Whoever repeats it is told of once.
    """
    content = turn.inbound.content
    is_danger = isinstance(content, Text) and endangers_life(simplify(content.text))
    if not is_danger or turn.session.reporting or (isinstance(decision, Outcome) and decision.sensitive):
        return decision
    channel = CHANNELS[turn.inbound.person.channel.value]

    def perform(work: Work) -> Outcome:
        outcome = performed(decision, work)
        if not outcome.sensitive:
            text = staff_notices.danger(channel=channel, at=moment(turn.now))
            alert_once(work, (Role.OFFICE,), text=text, brief=staff_notices.DANGER_BRIEF)
        return outcome

    return Transaction(perform)


def warn_of_danger(outcome: Outcome, turn: Turn) -> Outcome:
    """Put the emergency numbers first; what was answered stands below."""
    content = turn.inbound.content
    if not isinstance(content, Text) or not outcome.replies or not endangers_life(simplify(content.text)):
        return outcome
    first, *others = outcome.replies
    told = first.model_copy(update={"parts": (Sentence(text=talk.EMERGENCY), *first.parts)})
    return replace(outcome, replies=(told, *others))
