"""Where each of many terms stands: keys in buckets by their first bits, looked up for a whole message at once."""

from __future__ import annotations

from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.array_file import Arrays
from policy_kb.matching.keys import Keys

Rows = NDArray[np.intp]
Starts = NDArray[np.int32]
Marks = NDArray[np.uint32]

_KEY, _MARK = 64, 32
_USUAL = 512
"""Terms of a message: of longer ones the windows are made anew."""


class Vocabulary(Struct, frozen=True):
    """Terms in the order of their keys, in as many buckets as there are terms, or up to twice as many.

    Of a key the first bits are its bucket, the next 32 its mark. A look-up reads where a bucket begins and as many
    marks behind as the fullest has, for all terms of a message together: halving would wait for memory eighteen
    times in a row. That two of a quarter of a million terms share bucket and mark is a chance of one in thirty
    thousand; what was never learnt is taken for a term once in five hundred million times.
    """

    starts: Starts  # of the buckets
    marks: Marks  # and as many zeros behind them as the fullest bucket holds
    size: int
    width: int  # of the fullest bucket
    windows: Rows
    bucket_shift: np.uint64
    mark_shift: np.uint64

    @classmethod
    def over(cls, keys: Keys) -> Self:
        """The vocabulary of these keys, sorted and each once: their rows are their places."""
        bits = max(1, (len(keys) - 1).bit_length())
        buckets = (keys >> np.uint64(_KEY - bits)).astype(np.intp)
        sizes = np.bincount(buckets, minlength=1 << bits)
        marks = _marks(keys, np.uint64(_KEY - bits - _MARK))
        behind = np.zeros(sizes.max(), np.uint32)
        return cls.of((sizes.cumsum() - sizes).astype(np.int32), np.concatenate([marks, behind]), len(keys))

    @classmethod
    def of(cls, starts: Starts, marks: Marks, size: int) -> Self:
        """The vocabulary of these buckets."""
        bits = len(starts).bit_length() - 1
        width = len(marks) - size
        return cls(
            starts=starts,
            marks=marks,
            size=size,
            width=width,
            windows=_windows(width, _USUAL),
            bucket_shift=np.uint64(_KEY - bits),
            mark_shift=np.uint64(_KEY - bits - _MARK),
        )

    @classmethod
    def read(cls, name: str, data: Arrays) -> Self:
        """Read what `arrays` gave."""
        return cls.of(data[f"{name}_starts"], data[f"{name}_marks"], int(data[f"{name}_size"]))

    def arrays(self, name: str) -> Arrays:
        """What is kept in a file."""
        return {f"{name}_starts": self.starts, f"{name}_marks": self.marks, f"{name}_size": np.array(self.size)}

    def find(self, keys: Keys) -> tuple[Rows, Rows]:
        """Which of the keys are there, by their places, and the row of each."""
        width = self.width
        # One row of windows behind each other: over a table numpy would start a loop for every term.
        rows = self.starts.take((keys >> self.bucket_shift).view(np.intp)).astype(np.intp).repeat(width)
        rows += self.windows[: len(rows)] if len(rows) <= len(self.windows) else _windows(width, len(keys))
        hits = (self.marks.take(rows) == _marks(keys, self.mark_shift).repeat(width)).nonzero()[0]
        return hits // max(width, 1), np.minimum(rows.take(hits), self.size - 1)  # no term is behind the last


def _marks(keys: Keys, shift: np.uint64) -> Marks:
    return (keys >> shift).astype(np.uint32)


def _windows(width: int, terms: int) -> Rows:
    """The rows of a bucket, again and again."""
    return np.tile(np.arange(width), terms)
