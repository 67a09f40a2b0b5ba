"""What was handed in on paper at the counter: items of the office's checklist, as submissions recorded them."""

from __future__ import annotations

import json

from handlers.casework.transitions import ActName
from store.applications import steps_of
from store.work import Work

_SENDING = frozenset({ActName.SUBMIT.value, ActName.RESUBMIT.value})


def papers_of(work: Work, application_id: int) -> frozenset[str]:
    """The codes of the items that the counter has on paper; what was taken once is not asked again."""
    sent = (step for step in steps_of(work, application_id) if step.act in _SENDING)
    return frozenset(code for step in sent for code in json.loads(step.fields or "{}").get("papers", ()))
