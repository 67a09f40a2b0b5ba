"""What an answer of the office records."""

from datetime import date
from typing import Annotated

from msgspec import Struct
from pydantic import StringConstraints

from handlers.casework.fields import Line, OptionalLine, OptionalWords, Words, asked
from handlers.texts import office_answers as texts
from policy_kb.models import Model


class PassagesMark(Struct, frozen=True):
    """Tells whoever asks for the field that it names passages of the measure, kept as their ids."""


_ID = r"[0-9][0-9.#\-]*"
Passages = Annotated[str, StringConstraints(max_length=200, pattern=rf"^({_ID}(,{_ID})*)?$"), PassagesMark()]
"""The ids of passages, with commas between: 9,7.3."""


class DraftAnswerFields(Model):
    """咨询答复: a question in the office's words, what it answers, and how else people ask it."""

    question: Line = asked(texts.QUESTION)
    text: Words = asked(texts.TEXT)
    wordings: OptionalWords = asked(texts.WORDINGS, default="")
    passages: Passages = asked(texts.PASSAGES, default="")


class InterpretFields(DraftAnswerFields):
    """书面解释: the same, with the signed paper that it stands in."""

    document: Line = asked(texts.DOCUMENT)
    signer: Line = asked(texts.SIGNER)
    signed_on: date = asked(texts.SIGNED_ON)
    paper: OptionalLine = asked(texts.PAPER, default="")


class RetractAnswerFields(Model):
    """Why an answer is shown no more."""

    reason: Words = asked(texts.REASON)
