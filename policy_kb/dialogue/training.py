"""Learn where wants end: at build time only, with scikit-learn.

Run `.venv/bin/python -m policy_kb.dialogue.training [FOLDER]`; `make kb` does.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec import Struct
from scipy import sparse
from sklearn.svm import LinearSVC

from policy_kb.dialogue.boundaries import LEARNT, Boundaries
from policy_kb.dialogue.joining import Asked, Joined, Written, joins, single, stories, told, written
from policy_kb.dialogue.places import SIZE, Places, places
from policy_kb.matching.normalise import normalise
from policy_kb.matching.samples import read_samples
from policy_kb.models import AnswerKind

_ANZE = Path(__file__).parent.parent / "data" / "anze"
_JOINS, _STORIES = 14_000, 6_000
_SOFTNESS = 0.05
_OFTEN = 10
"""How many times each message is learnt that a person wrote as a whole."""
_NEAR = 4
"""Characters: normalising moves a place a little; a place beside the joint is neither one nor none."""


class _Place(Struct, frozen=True):
    features: set[int]
    is_boundary: bool


def learn(asked: Sequence[Asked], seed: int = 1) -> Boundaries:
    """The same questions and the same seed give the same weights."""
    found = list(_places(asked, random.Random(seed)))  # noqa: S311  the same dice each time
    rows = [sorted(place.features) for place in found]
    ends = np.cumsum([0, *map(len, rows)])
    matrix = sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), SIZE))
    machine = LinearSVC(C=_SOFTNESS).fit(matrix, [place.is_boundary for place in found])
    return Boundaries(machine.coef_[0].astype(np.float32), float(machine.intercept_[0]))


def save(learnt: Boundaries, path: Path = LEARNT) -> None:
    """Write the weights, rounded to a byte each."""
    scale = float(np.abs(learnt.weights).max()) / 127 or 1.0
    weights = np.round(learnt.weights / scale).astype(np.int8)
    np.savez_compressed(path, allow_pickle=False, weights=weights, scale=scale, bias=learnt.bias)


def asked_in(folder: Path) -> tuple[Asked, ...]:
    """The folder's samples, as far as they ask or want something."""
    samples = (sample for sample in read_samples(folder) if sample.kind is not AnswerKind.SMALLTALK)
    return tuple(Asked(sample.q, sample.author) for sample in samples)


def _places(asked: Sequence[Asked], dice: random.Random) -> Iterator[_Place]:
    for joined in joins(asked, _JOINS, dice):
        yield from _of_joined(joined)
    for said in written():
        yield from _of_written(said)
    around = stories()
    one_want = (told(dice.choice(asked).text, dice, around) for _ in range(_STORIES))
    yield from _of_one(chain((one.text for one in asked), one_want, single() * _OFTEN))


def _of_one(texts: Iterable[str]) -> Iterator[_Place]:
    """No place of a message with one want is a boundary."""
    for text in map(normalise, texts):
        read = Places(text)
        yield from (_Place(read.features(*place), is_boundary=False) for place in places(text))


def _of_written(said: Written) -> Iterator[_Place]:
    """What people wrote themselves counts more than what was put together."""
    text = normalise(said.text)
    read, joints = Places(text), [len(normalise(said.text[:end])) for end in said.ends]
    found = [
        _Place(read.features(end, start), any(end <= joint <= start for joint in joints))
        for end, start in places(text)
    ]
    yield from found * _OFTEN


def _of_joined(joined: Joined) -> Iterator[_Place]:
    text, joint = normalise(joined.text), len(normalise(joined.text[: joined.end]))
    read, width = Places(text), joined.start - joined.end
    for end, start in places(text):
        is_joint = end <= joint + 1 and joint <= start <= joint + width + 3
        if is_joint or min(abs(end - joint), abs(start - joint)) > _NEAR:
            yield _Place(read.features(end, start), is_joint)


def main() -> None:
    """Learn a folder's samples, by default the ones that come along."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _ANZE
    save(learn(asked_in(folder)))


if __name__ == "__main__":
    main()
