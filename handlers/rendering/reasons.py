"""Reasons as people read them: each with its source, and the passage quoted once where the measure says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from handlers.results import Reason, Source
from handlers.texts import casework as texts
from handlers.texts import refusals
from policy_kb.kb import PolicyKB
from policy_kb.models import Part, Sentence


def reason_parts(kb: PolicyKB, reasons: Iterable[Reason]) -> tuple[Part, ...]:
    """The reasons in their order, then every passage that they stand on."""
    reasons = tuple(reasons)
    roles = (reason.role for reason in reasons if reason.source is Source.MEASURE)
    quotations = dict.fromkeys(kb.role(role) for role in roles if role)
    sentences = (Sentence(text=kb.written_out(_sentence(kb, reason))) for reason in reasons)
    return (*sentences, *(quotation for quotation in quotations if quotation))


def _sentence(kb: PolicyKB, reason: Reason) -> str:
    return f"【{source_of(kb, reason)}】{reason_line(kb, reason)}"


def reason_line(kb: PolicyKB, reason: Reason) -> str:
    """What the system checks, with the one clause that the measure has on it."""
    clause = kb.clause(reason.role) if reason.role and reason.source is Source.SYSTEM else None
    if clause is None:
        return reason.text
    return refusals.only_says(text=reason.text, label=clause.citation.label, quoted=clause.text)


def source_of(kb: PolicyKB, reason: Reason) -> str:
    """Who says so: 第十八条, 办公室设置（办法未规定） or 系统校验."""
    match reason.source:
        case Source.MEASURE:
            return (kb.label(reason.role) if reason.role else "") or texts.SYSTEM_SOURCE
        case Source.OFFICE:
            return texts.OFFICE_SOURCE
        case Source.SYSTEM:
            return texts.SYSTEM_SOURCE
        case _:
            assert_never(reason.source)
