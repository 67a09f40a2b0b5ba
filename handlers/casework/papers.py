"""What was handed in on paper at the counter: items of the office's checklist, as submissions recorded them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from handlers.casework.transitions import ActName
from store.queries.applications import steps_of
from store.tables.applications import StepRow
from store.work import Work

_SENDING = frozenset({ActName.SUBMIT.value, ActName.RESUBMIT.value, ActName.CORRECT_ENTRY.value})


def papers_of(work: Work, application_id: int) -> frozenset[str]:
    """The codes of the items that the counter has on paper; what was taken once is not asked again."""
    return _counted(steps_of(work, application_id))


def papers_before(work: Work, application_id: int) -> frozenset[str]:
    """The same without those of the last submission, which is about to be corrected."""
    steps = steps_of(work, application_id)
    last = max((place for place, step in enumerate(steps) if _taken(step)), default=len(steps))
    return _counted(steps[:last])


def _counted(steps: Sequence[StepRow]) -> frozenset[str]:
    """A correction says anew what the submission before it had said."""
    taken: list[Collection[str]] = []
    for step in steps:
        if step.act == ActName.CORRECT_ENTRY.value and taken:
            taken.pop()
        if step.act in _SENDING:
            taken.append(_taken(step))
    return frozenset(code for codes in taken for code in codes)


def _taken(step: StepRow) -> Collection[str]:
    codes: Collection[str] = json.loads(step.fields or "{}").get("papers", ())
    return codes
