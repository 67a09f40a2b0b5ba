"""What is recorded of a 提请批次: the 请示, the day on which it goes, the sitting, its minutes."""

from datetime import date
from typing import Annotated

from pydantic import Field

from handlers.casework.fields import Line, Number, OptionalLine, OptionalWords, Words, asked
from handlers.texts import batches as texts
from handlers.texts import casework_fields as words
from policy_kb.models import Model

MOST_ITEMS = 30
"""Applications of one batch: its results are one form."""


class FormBatchFields(Model):
    """A batch as it is put together; `applications` are 申请编号, in the order of its table."""

    title: Line = asked(texts.TITLE_FIELD)
    reporter: Line = asked(texts.REPORTER_FIELD)
    document: OptionalLine = asked(texts.DOCUMENT_FIELD, default="")
    applications: Annotated[tuple[Number, ...], Field(min_length=1, max_length=MOST_ITEMS)] = asked(
        texts.APPLICATIONS_FIELD
    )


class TableBatchFields(Model):
    """The whole batch is brought before the meeting."""

    document: Line = asked(texts.DOCUMENT_FIELD)
    tabled_on: date = asked(words.TABLED_ON)
    note: OptionalWords = asked(words.NOTE, default="")


class DropBatchFields(Model):
    """Why the batch is given up before it goes."""

    reason: Words = asked(texts.DROP_REASON)


class SittingFields(Model):
    """第__次常务会议, and its day."""

    session: Number = asked(words.SESSION)
    held_on: date = asked(words.HELD_ON)


class BatchMinutesFields(Model):
    """Number of the minutes and of the batch's item."""

    minutes: Number = asked(words.MINUTES)
    item: Number = asked(texts.ITEM_FIELD)
