"""A message in pieces, each of which may be a want of its own."""

from __future__ import annotations

from msgspec import Struct


class Cut(Struct, frozen=True):
    """A message in pieces, how sure each cut between two of them is (above 0: likely), and what stood there."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...] = ()
    between: tuple[str, ...] = ()

    def joined(self, place: int) -> str:
        """The two pieces around a cut as they stood in the message."""
        return f"{self.pieces[place]}{self.between[place]}{self.pieces[place + 1]}"

    def without(self, place: int) -> Cut:
        """The same with one cut taken back."""
        return Cut(
            (*self.pieces[:place], self.joined(place), *self.pieces[place + 2 :]),
            self.scores[:place] + self.scores[place + 1 :],
            self.between[:place] + self.between[place + 1 :],
        )
