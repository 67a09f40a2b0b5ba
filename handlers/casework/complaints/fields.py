"""What is recorded with an act on a complaint that is openly kept."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from handlers.casework.complaints.recusals import handling_members
from handlers.casework.fields import Line, ListedMark, OptionalLine, OptionalNumber, OptionalWords, Words, asked
from handlers.identity.actors import HANDLING
from handlers.texts import complaints as texts
from handlers.texts.people import ROLE_WORDS
from policy_kb.models import Model
from store.base import Record
from store.queries.complaints import recusals_of
from store.states import ComplaintKind
from store.tables.complaints import Complaint
from store.work import Work


class ComplaintFields(Model):
    """What a person leaves. `code` is what finds it again for whoever has no account: a hash, in hexadecimal."""

    kind: ComplaintKind = asked(texts.KIND)
    words: Words = asked(texts.CONTENT)
    contact: OptionalLine = asked(texts.CONTACT, default="")
    code: OptionalNumber = asked(texts.CODE, default="")


class AdditionFields(Model):
    """What the person adds."""

    words: Words = asked(texts.CONTENT)


def _other_units(_work: Work, row: Record) -> Iterator[tuple[str, str]]:
    assert isinstance(row, Complaint)
    return ((role.value, ROLE_WORDS[role]) for role in HANDLING if role.value != row.unit)


def _who_may_keep_out(work: Work, row: Record) -> Iterator[tuple[str, str]]:
    assert isinstance(row, Complaint)
    out = {one.staff_id for one in recusals_of(work, row.id)}
    return ((one.name, one.name) for one in handling_members(work) if one.id not in out)


def _who_keeps_out(work: Work, row: Record) -> Iterator[tuple[str, str]]:
    assert isinstance(row, Complaint)
    out = {one.staff_id for one in recusals_of(work, row.id)}
    return ((one.name, one.name) for one in handling_members(work) if one.id in out)


class AssignFields(Model):
    """Which unit of the house answers it; `why` is for colleagues."""

    unit: Annotated[Line, ListedMark(_other_units)] = asked(texts.UNIT)
    why: OptionalWords = asked(texts.WHY_ASSIGNED, default="")


class ReferFields(Model):
    """The organ that deals with it, and what the person reads besides."""

    organ: Line = asked(texts.ORGAN)
    told: OptionalWords = asked(texts.REFERRED_TOLD, default="")


class AnswerComplaintFields(Model):
    """What the person is answered."""

    words: Words = asked(texts.ANSWER)


class ExtendFields(Model):
    """Until when it is answered instead, and why: the person reads both."""

    answer_by: date = asked(texts.UNTIL)
    reason: Words = asked(texts.WHY_EXTENDED)


class ComplaintNoteFields(Model):
    """What a member notes for colleagues."""

    words: Words = asked(texts.NOTE)


class RecuseFields(Model):
    """Who keeps out of it; why is for colleagues, and nothing is to be said of it."""

    member: Annotated[Line, ListedMark(_who_may_keep_out)] = asked(texts.RECUSED)


class LiftFields(Model):
    """Who need not keep out of it."""

    member: Annotated[Line, ListedMark(_who_keeps_out)] = asked(texts.LIFTED)


class ExcerptFields(Model):
    """What is published: nothing by which its person is known."""

    words: Words = asked(texts.EXCERPT_LETTER)
    answer: Words = asked(texts.EXCERPT_ANSWER)
