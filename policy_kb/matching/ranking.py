"""What a question is by falling score, counted only as far as it is asked for: mostly the winner is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from math import inf
from operator import add


class Scores:
    """Names and the score of each, in no order."""

    def __init__(self, names: tuple[str, ...], values: Sequence[float]) -> None:
        self.names = names
        self.values = values

    @cached_property
    def order(self) -> list[int]:
        """Their places by falling score; of equal ones the earlier first."""
        return sorted(range(len(self.names)), key=self.values.__getitem__, reverse=True)

    @property
    def best(self) -> str:
        """The name with the highest score."""
        return self.names[self.order[0]]

    @property
    def margin(self) -> float:
        """How far the winner is ahead."""
        return self[0] - self[1] if len(self) > 1 else 1.0

    def leads_by(self, least: float, others: Collection[str] | None = None) -> bool:
        """Whether the winner is so far ahead of every other name, or of every one of these others."""
        return (self.margin if others is None else self.lead_over(others)) >= least

    def exceeds(self, score: float) -> bool:
        """Whether the winner's score is higher."""
        return self[0] > score

    @property
    def at_most(self) -> float:
        """What the winner's score does not exceed."""
        return self[0]

    def lead_over(self, others: Collection[str]) -> float:
        """How far the winner is ahead of the best of these names."""
        ranks = (rank for rank, name in enumerate(self) if rank and name in others)
        return self[0] - next(map(self.__getitem__, ranks), -inf)

    def runners_up(self, within: float) -> tuple[str, ...]:
        """The three behind the winner, as far as they are near it."""
        if self.leads_by(within):
            return ()
        near = (rank for rank in range(1, min(4, len(self))) if self[rank] > self[0] - within)
        return tuple(self.names[self.order[rank]] for rank in near)

    def __getitem__(self, rank: int) -> float:
        return self.values[self.order[rank]]

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        """The names by falling score."""
        return map(self.names.__getitem__, self.order)

    def without(self, name: str) -> Scores:
        """The others."""
        kept = [place for place, other in enumerate(self.names) if other != name]
        return Scores(tuple(self.names[place] for place in kept), [self.values[place] for place in kept])

    def lifted(self, lift: Callable[[str], float]) -> Scores:
        """The same with `lift` of each name added."""
        return Scores(self.names, list(map(add, self.values, map(lift, self.names))))


class RoughScores(Scores):
    """Scores of which a part is left out, at most `rest` of each; `count` gives them whole.

    Who is further ahead than the rest wins, whatever the rest is.
    """

    def __init__(
        self, names: tuple[str, ...], rough: list[float], rest: float, count: Callable[[], Sequence[float]]
    ) -> None:
        self.names = names
        *others, self._top = sorted(rough)
        self._rest = rest
        ahead = self._top - (others[-1] if others else -inf)
        self._lead, self._lead_at_most = ahead - rest, ahead + rest
        self._winner = names[rough.index(self._top)]
        self._count = count

    @cached_property
    def values(self) -> Sequence[float]:  # type: ignore[override]  # counted when it is asked for
        """The whole scores."""
        return self._count()

    @property
    def best(self) -> str:
        """The name with the highest score."""
        return self._winner if self._lead > 0 else super().best

    def leads_by(self, least: float, others: Collection[str] | None = None) -> bool:
        """Whether the winner is so far ahead of every other name, or of every one of these others."""
        if self._lead >= least:
            return True
        is_out_of_reach = others is None and self._lead_at_most < least
        return not is_out_of_reach and super().leads_by(least, others)

    def exceeds(self, score: float) -> bool:
        """Whether the winner's score is higher."""
        return self._top > score or (self.at_most > score and super().exceeds(score))

    @property
    def at_most(self) -> float:
        """What the winner's score does not exceed."""
        return self._top + self._rest


class Ranking:
    """What the question is; and how near each unit is to it, counted when it is asked for."""

    def __init__(self, classes: Scores, places: Callable[[], Scores]) -> None:
        self.classes = classes
        self._count_places = places

    @cached_property
    def places(self) -> Scores:
        """How near each unit is, whether it states the matter or not."""
        return self._count_places()

    @property
    def best(self) -> str:
        """The winner."""
        return self.classes.best

    @property
    def score(self) -> float:
        """The winner's."""
        return self.classes[0]

    @property
    def margin(self) -> float:
        """How far the winner is ahead."""
        return self.classes.margin

    def leads_by(self, least: float) -> bool:
        """Whether the winner is so far ahead."""
        return self.classes.leads_by(least)

    @property
    def nearest(self) -> str:
        """The unit that comes nearest, whether it states the matter or not."""
        return self.places.best

    def without(self, name: str) -> Ranking:
        """The same ranking, had this class not been among the choices."""
        return Ranking(self.classes.without(name), self._count_places)

    def lifted(self, lift: Callable[[str], float]) -> Ranking:
        """The same ranking with `lift` of each name added."""
        return Ranking(self.classes.lifted(lift), lambda: self.places.lifted(lift))
