"""Reasons as people read them: each with its source, and the passage quoted once where the measure says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from handlers.casework.results import Reason, Source
from handlers.texts import casework as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Part, Sentence


def reason_parts(kb: PolicyKB, reasons: Iterable[Reason]) -> tuple[Part, ...]:
    """The reasons in their order, then every passage that they stand on."""
    reasons = tuple(reasons)
    units = dict.fromkeys(reason.unit for reason in reasons if reason.source is Source.MEASURE)
    quotations = (kb.quote(unit) for unit in units)
    sentences = (Sentence(text=_sentence(kb, reason)) for reason in reasons)
    return (*sentences, *(quotation for quotation in quotations if quotation))


def _sentence(kb: PolicyKB, reason: Reason) -> str:
    return f"【{source_of(kb, reason)}】{reason.text}"


def source_of(kb: PolicyKB, reason: Reason) -> str:
    """Who says so: 第十八条, 办公室设置（办法未规定） or 系统校验."""
    match reason.source:
        case Source.MEASURE:
            quotation = kb.quote(reason.unit)
            return quotation.citation.label if quotation else texts.SYSTEM_SOURCE
        case Source.OFFICE:
            return texts.OFFICE_SOURCE
        case Source.SYSTEM:
            return texts.SYSTEM_SOURCE
        case _:
            assert_never(reason.source)
