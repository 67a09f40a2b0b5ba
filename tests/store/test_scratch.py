"""Acts of somebody of whom nothing is kept."""

from __future__ import annotations

from store.audit.entries import append
from store.queries.audit_chains import entries
from store.scratch import on_nothing
from store.work import Work
from tests.clocks import FrozenClock


def test_what_an_act_writes_is_dropped(clock: FrozenClock) -> None:
    def act(work: Work) -> int:
        append(work, "a", actor="x", act="y", facts={})
        return len(list(entries(work)))

    assert [on_nothing(act, clock()) for _ in range(2)] == [1, 1]
