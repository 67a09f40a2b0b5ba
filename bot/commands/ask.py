"""`ask`: one answer on the terminal, or a JSON line for every `{"id","q"}` line on standard input."""

from __future__ import annotations

import json
import os
from pathlib import Path

from pydantic import BaseModel, StrictInt, StrictStr, ValidationError

from bot import settings
from bot.channels.terminal.lines import refuse_line
from bot.clock import utc_now
from bot.commands.typed import typed_lines
from handlers.messages import Channel, Inbound, Person, Reply, Text
from handlers.office import Office
from handlers.registry import Assistant
from handlers.rendering.plain_text import plain_text
from handlers.turn import Session, Transaction, Turn
from policy_kb.kb import PolicyKB
from store.scratch import on_nothing

_NOBODY = Person(Channel.TERMINAL, "ask")


class Question(BaseModel):
    """One line to answer; other fields are carried by question files and not needed here."""

    id: StrictStr | StrictInt
    q: str


async def ask(*words: str, jsonl: bool = False, kb: Path | None = None) -> None:
    """Answer one question as text, or with --jsonl every {"id","q"} line of standard input.

    Args:
        words: the question.
        jsonl: read JSON lines, and write {"id","kind","text","citations"} for each.
        kb: another document folder than EZHEN_KB.
    """
    configured = settings.load(os.environ)
    opened = PolicyKB.open(kb or configured.kb)
    assistant = Assistant(opened, Office.of(configured.office.or_named(opened.office)))
    if jsonl:
        async for line in typed_lines():
            print(await answer_line(assistant, line), flush=True)
    else:
        print(plain_text(await answer(assistant, " ".join(words))))


async def answer(assistant: Assistant, question: str) -> Reply:
    """Answer a question that has no talk before it."""
    now = utc_now()
    inbound = Inbound(person=_NOBODY, key="", content=Text(question), received_at=now)
    decision = await assistant.respond(Turn(inbound=inbound, session=Session(greeted=True), now=now))
    outcome = on_nothing(decision.perform, now) if isinstance(decision, Transaction) else decision
    return outcome.replies[-1]


async def answer_line(assistant: Assistant, line: str) -> str:
    """Answer one JSON line; a line that is none gets an `error` and what was wrong."""
    try:
        question = Question.model_validate_json(line)
    except ValidationError as error:
        return json.dumps(refuse_line(line, error, named=("id",)), ensure_ascii=False)
    reply = await answer(assistant, question.q)
    answered = {
        "id": question.id,
        "kind": reply.kind.value if reply.kind else "smalltalk",
        "text": reply.text,
        "citations": [citation.unit for citation in reply.citations],
    }
    return json.dumps(answered, ensure_ascii=False)
