"""What was handed in on paper at the counter: items of the office's checklist, as submissions recorded them."""

from __future__ import annotations

import json

from store.queries.applications import steps_of
from store.work import Work


def papers_of(work: Work, application_id: int) -> frozenset[str]:
    """The codes of the items that the counter has on paper; what was taken once is not asked again."""
    kept = (json.loads(step.fields or "{}") for step in steps_of(work, application_id))
    return frozenset(code for fields in kept for code in fields.get("papers", ()))
