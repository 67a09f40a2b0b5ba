"""How fast codes may be tried: so slowly that guessing comes to nothing, and nobody is ever shut out."""

from __future__ import annotations

from datetime import timedelta

EVERY = timedelta(seconds=2)
"""Between two tries of one process. Two processes come to 86,400 a day: with 10,000 codes among 10^18 one
of them is guessed with a chance below 1e-9 a day.
"""

LONGEST = timedelta(minutes=1)
"""Nobody waits longer: they are asked to send it again, and the page keeps what they typed."""

OWN = 2
"""Tries of one household that wait at a time: else one address alone could fill the line for ever."""


class TryPace:
    """The line of those who try a code, in one process. Codes with a slip do not come into it."""

    def __init__(self) -> None:
        self._next: float = 0.0
        self._line: list[tuple[float, str]] = []

    def wait(self, now: float, household: str | None = None) -> float | None:
        """For how many seconds this try has to wait; None where the line is too long and it is not in it.

        `now` is in seconds of a clock that never goes back. `household` is whose try it is, where that is known:
        forgotten when the try begins.
        """
        self._line = [(begins, whose) for begins, whose in self._line if begins > now]
        begins = max(now, self._next)
        is_long = begins - now > LONGEST.total_seconds()
        if is_long or sum(whose == household for _, whose in self._line) >= OWN:
            return None
        self._next = begins + EVERY.total_seconds()
        if household is not None:
            self._line.append((begins, household))
        return begins - now
