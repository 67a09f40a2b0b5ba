"""What is recorded with 监督检查 of a project (Article 13): the inspection, its problems, and what followed."""

from datetime import date
from typing import Annotated

from handlers.casework.fields import ConsoleMark, DayCount, OptionalLine, OptionalWords, Words, asked
from handlers.texts import casework_fields as texts
from policy_kb.models import Model


class InspectFields(Model):
    """监督检查 of a project. What it found is written a line a problem, with one demand and one term for all."""

    done_on: date = asked(texts.INSPECTED_ON)
    inspectors: Words = asked(texts.INSPECTORS)
    findings: Words = asked(texts.SITUATION)
    place: Annotated[OptionalLine, ConsoleMark()] = asked(texts.INSPECTED_AT, default="")
    problems: Annotated[OptionalWords, ConsoleMark()] = asked(texts.PROBLEMS, default="")
    demand: Annotated[OptionalWords, ConsoleMark()] = asked(texts.DEMAND, default="")
    rectify_by: Annotated[date | None, ConsoleMark()] = asked(texts.RECTIFY_BY, default=None)
    rectify_days: Annotated[DayCount | None, ConsoleMark()] = asked(texts.RECTIFY_DAYS, default=None)


class FindingFields(Model):
    """A problem with a demand and a term of its own."""

    problem: Words = asked(texts.PROBLEM)
    demand: OptionalWords = asked(texts.DEMAND, default="")
    rectify_by: date | None = asked(texts.RECTIFY_BY, default=None)
    rectify_days: DayCount | None = asked(texts.RECTIFY_DAYS, default=None)


class FollowUpFields(Model):
    """复查: an inspection of what an earlier one found. `settled` names what is put right by its places."""

    done_on: date = asked(texts.FOLLOWED_UP_ON)
    inspectors: Words = asked(texts.INSPECTORS)
    findings: Words = asked(texts.SITUATION)
    settled: OptionalLine = asked(texts.SETTLED, default="")
    place: OptionalLine = asked(texts.INSPECTED_AT, default="")
