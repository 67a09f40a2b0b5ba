"""Findings as people read them: the verdict, what is said and by whom, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from handlers.casework.findings import Finding, Verdict
from handlers.rendering.reasons import reason_line, source_of
from handlers.results import Reason, Source
from handlers.texts import findings as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Quotation


class FindingLine(Struct, frozen=True, kw_only=True):
    """One finding: what is said and who says so, a line a reason."""

    verdict: Verdict
    label: str
    lines: tuple[tuple[str, str], ...]  # what is said, by whom


class Found(Struct, frozen=True, kw_only=True):
    """What is against it first, then what is open, then what is as it should be; with the passages behind them."""

    lines: tuple[FindingLine, ...]
    quotations: tuple[Quotation, ...]


_FIRST = (Verdict.AGAINST, Verdict.OPEN, Verdict.MEETS)


def found_view(kb: PolicyKB, findings: Iterable[Finding]) -> Found:
    """The findings as a page shows them."""
    ordered = sorted(findings, key=lambda one: _FIRST.index(one.verdict))
    roles = dict.fromkeys(
        said.role for one in ordered for said in _said(one) if said.source is Source.MEASURE and said.role
    )
    quotations = dict.fromkeys(filter(None, map(kb.role, roles)))
    return Found(lines=tuple(_line(kb, one) for one in ordered), quotations=tuple(quotations))


def _said(finding: Finding) -> tuple[Reason, ...]:
    """The rule where it is met; where it is not, everything against it."""
    return finding.reasons or (finding.rule,)


def _line(kb: PolicyKB, finding: Finding) -> FindingLine:
    return FindingLine(
        verdict=finding.verdict, label=texts.VERDICTS[finding.verdict.value], lines=tuple(_lines(kb, finding))
    )


def _lines(kb: PolicyKB, finding: Finding) -> Iterator[tuple[str, str]]:
    for one in _said(finding):
        yield reason_line(kb, one), source_of(kb, one)
