"""What is recorded with a correction of the register, and with its check."""

from datetime import date
from typing import Annotated

from handlers.casework.correctable import listed, listed_waiting
from handlers.casework.fields import Line, ListedMark, Number, OptionalWords, Words, asked
from handlers.texts import corrections as texts
from policy_kb.models import Model


class CorrectFields(Model):
    """One value of one record, as its paper says."""

    fact: Annotated[Number, ListedMark(listed)] = asked(texts.FACT)
    value: Words = asked(texts.VALUE)
    reason: Words = asked(texts.REASON)
    document: Line = asked(texts.DOCUMENT)
    dated_on: date = asked(texts.DATED_ON)


class CheckCorrectionFields(Model):
    """A correction is as the paper says."""

    correction: Annotated[Number, ListedMark(listed_waiting)] = asked(texts.WAITING)
    note: OptionalWords = asked(texts.CHECK_NOTE, default="")


class RefuseCorrectionFields(Model):
    """A correction is not as the paper says; nothing is changed."""

    correction: Annotated[Number, ListedMark(listed_waiting)] = asked(texts.WAITING)
    finding: Words = asked(texts.FINDING)
