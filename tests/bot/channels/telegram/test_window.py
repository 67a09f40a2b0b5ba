"""The offset never passes an update that is not committed, and updates that are need not be seen again."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.channels.telegram.window import Window


class Platform(RuleBasedStateMachine):
    """Brings what was not confirmed, in any portions; turns end in any order, well or not."""

    @initialize(first=st.integers(1, 10**9))
    def begin(self, first: int) -> None:
        self.window: Window[str] = Window()
        self.next = self.confirmed = first
        self.committed: set[int] = set()
        self.effects: dict[int, int] = {}

    @rule(count=st.integers(1, 5))
    def people_write(self, count: int) -> None:
        self.next += count

    @rule(most=st.integers(1, 7))
    def poll(self, most: int) -> None:
        offset = self.window.offset
        if offset is not None:
            self.confirmed = max(self.confirmed, offset)
        brought = range(self.confirmed, self.next)[:most]
        if not brought:
            self.window.rest()
        for number in brought:
            if self.window.is_new(number):
                assert number not in self.committed
                self.window.begin(number, "work")

    @precondition(lambda self: self.window.working)
    @rule(data=st.data(), is_taken=st.booleans())
    def a_turn_ends(self, data: st.DataObject, *, is_taken: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.window.working)))
        if is_taken:
            self.committed.add(number)
            self.window.finish(number)
        else:
            self.window.fail(number)

    @invariant()
    def nothing_is_confirmed_before_it_is_committed(self) -> None:
        offset = self.window.offset
        if offset is not None:
            assert all(number in self.committed for number in range(self.confirmed, offset))


TestWindow = Platform.TestCase
