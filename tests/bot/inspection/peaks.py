"""The memory that a limited process came to, as the system tells it."""

from __future__ import annotations

import resource

from bot.inspection.process import Ended


def our_peak() -> int:
    """The most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def is_within(ended: Ended, most: int) -> bool:
    """Whether a process took at most `most` bytes, as far as the system tells.

    A new process counts the memory of whoever starts it until its program begins: never less than ours is told.
    """
    return ended.peak <= max(most, our_peak())
