"""Score a message by the model, and where that leaves a doubt by the text's own words and the nearest samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from policy_kb.matching.index import Vector
from policy_kb.matching.lifts import TEXT_WEIGHT, Lift, Lifts
from policy_kb.matching.model import LinearModel
from policy_kb.matching.neighbours import VOTE, Votes
from policy_kb.matching.ranking import Ranking, RoughScores
from policy_kb.matching.terms import Known

_REST = VOTE + TEXT_WEIGHT
"""What both weak voices add to a margin at most."""


class Scoring:
    """One message's scores, each part counted once and only if it is asked for."""

    def __init__(self, model: LinearModel, lifts: Lifts, known: Known, closeness: Callable[[], Vector]) -> None:
        self._model = model
        self._lifts = lifts
        self._known = known
        self._rows = model.rows.take(known.rows)
        self._measure = closeness

    def ranking(self) -> Ranking:
        """What the message is."""
        return Ranking(self._classes(), self._places)

    def _classes(self) -> RoughScores:
        head, lifts = self._model.classes, self._lifts
        margins = head.margins(self._rows, self._known.values)
        margins += lifts.fixed
        rough: list[float] = margins.tolist()
        return RoughScores(head.names, rough, _REST, lambda: self._whole(rough, 0, lifts.classes))

    def _places(self) -> RoughScores:
        head, lift = self._model.places, self._lifts.places
        rough: list[float] = head.margins(self._rows, self._known.values).tolist()
        return RoughScores(head.names, rough, _REST, lambda: self._whole(rough, 1, lift))

    def _whole(self, rough: Sequence[float], head: int, lift: Lift) -> list[float]:
        whole = [margin + near for margin, near in zip(rough, lift.of(self._closeness).tolist(), strict=True)]
        for column, vote in self._votes[head].items():
            whole[column] += vote * VOTE
        return whole

    @cached_property
    def _closeness(self) -> Vector:
        return self._measure()

    @cached_property
    def _votes(self) -> tuple[Votes, Votes]:
        """For classes, and for places."""
        neighbours = self._model.neighbours
        return ({}, {}) if neighbours is None else neighbours.votes(self._known)
