"""Whoever is newly bound to a firm is told what reached nobody of it before."""

from __future__ import annotations

from handlers.notices.delivery import tell_again
from store.queries.firm_notices import unreached_events
from store.tables.people import Binding
from store.work import Work

MOST = 10
"""Older ones stand on the pages of their applications."""


def tell_newcomer(work: Work, binding: Binding) -> None:
    """Tell what was told of the firm's contracts and reached nobody, the oldest first, each with its day."""
    for kept in unreached_events(work, binding.firm_id, MOST):
        tell_again(work, binding, kept)
