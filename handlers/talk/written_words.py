"""What is asked and shown while somebody writes what they leave with the office."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.talk.leaving_phrases import said_button
from handlers.texts import complaining as texts
from handlers.texts import complaints as complaint_texts
from handlers.turn import Outcome, Told, ToldStage, Turn, say
from handlers.values.personal_numbers import mask_personal_numbers
from policy_kb.models import AnswerKind


def ask_for_words(turn: Turn, told: Told, *said: str) -> Outcome:
    """Ask for them, or show them; they are kept nowhere but in the box."""
    is_shown = told.stage is ToldStage.REVIEW
    offers = tuple(map(said_button, (texts.SUBMIT, texts.REWRITE, texts.CANCEL))) if is_shown else ()
    commands = () if is_shown else (said_button(texts.CANCEL),)
    reply = replace(say(*said, kind=AnswerKind.COMPLAINT, offers=offers), asks=True, commands=commands)
    session = replace(turn.session, reporting=True, told=told, menu=offers, rest=(), form=None)
    return Outcome((reply,), session, sensitive=True)


def show_for_review(told: Told, turn: Turn) -> Outcome:
    """Show what would be handed in, without the numbers that nobody should send."""
    reviewed = replace(told, stage=ToldStage.REVIEW, words=mask_personal_numbers(told.words))
    shown = texts.review(kind=complaint_texts.KINDS[told.concern.value], words=reviewed.words)
    return ask_for_words(turn, reviewed, shown, texts.KEPT_HOW, *_where(turn), texts.TO_SUBMIT)


def _where(turn: Turn) -> tuple[str, ...]:
    """A page knows its visitors by a cookie that lasts for a while: whoever loses it loses the answer."""
    return (texts.ON_THE_PAGE,) if turn.inbound.person.traits.shows_pages else ()
