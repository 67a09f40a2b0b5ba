"""The product in process: each question asked as `bot.py ask` asks it, with the seconds that the answer took."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.commands.ask import answer
from bot.settings import ROOT
from handlers.messages import Reply
from handlers.office import Office
from handlers.registry import Assistant
from policy_kb.kb import PolicyKB
from policy_kb.models import Answer, AnswerKind

ANZE = ROOT / "policy_kb" / "data" / "anze"
_WARM = 20
"""Questions asked before the clock counts: the first ones fill caches."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and how long it took."""

    answer: Answer
    seconds: float


def ask_product(kb: PolicyKB, questions: Sequence[str]) -> list[Answered]:
    """Ask one after the other, each with no talk before it."""
    return asyncio.run(_ask(Assistant(kb, Office()), questions))


def open_kb(folder: Path = ANZE) -> PolicyKB:
    return PolicyKB.open(folder)


async def _ask(assistant: Assistant, questions: Sequence[str]) -> list[Answered]:
    for question in questions[:_WARM]:
        await answer(assistant, question)
    return [await _timed(assistant, question) for question in questions]


async def _timed(assistant: Assistant, question: str) -> Answered:
    started = time.perf_counter()
    reply = await answer(assistant, question)
    return Answered(_answer_of(reply), time.perf_counter() - started)


def _answer_of(reply: Reply) -> Answer:
    """As `ask --jsonl` shows it: a reply of no kind is small talk."""
    return Answer(
        kind=reply.kind or AnswerKind.SMALLTALK,
        parts=reply.parts,
        citations=reply.citations,
        offers=reply.offers,
    )
