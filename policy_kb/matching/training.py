"""Train the linear model and make the table of sounds: at build time only, with scikit-learn and pypinyin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray
from pypinyin import lazy_pinyin
from scipy import sparse
from sklearn.svm import LinearSVC

from policy_kb.guide import Guide
from policy_kb.matching.examples import Example
from policy_kb.matching.grams import Cutter, Features
from policy_kb.matching.model import OOS, UNSTATED, Head, LinearModel
from policy_kb.matching.neighbours import NOWHERE, Neighbours
from policy_kb.matching.normalise import normalise
from policy_kb.matching.pinyin import FIRST, LAST
from policy_kb.matching.sounds import load_sounds
from policy_kb.matching.terms import Known, Terms
from policy_kb.models import AnswerKind

_KINDS = frozenset(kind.value for kind in AnswerKind)
_STATED = "stated"
_COMMON = 400
"""N-grams of more examples tell no neighbours apart, and would cost four fifths of the time."""
_SORTS = 3
"""Of fewer the machine learns one margin for both, and of one nothing."""


class Recipe(Struct, frozen=True):
    """How the model is learnt; the values were chosen by leaving one author out."""

    loudness: tuple[float, float, float] = (1.0, 0.7, 0.3)
    softness: float = 0.8  # C of the support vector machine
    heard: float = 0.3  # weight of the copies of which only the sounds are kept
    boosts: tuple[tuple[str, float], ...] = ((UNSTATED, 2.0), (OOS, 2.0))
    rare: int = 1  # a term in fewer examples is left out
    sorts: float = 0.3  # how much it counts whether a passage answers at all, whichever it is
    tolerance: float = 0.01  # where the machine stops: finer changes no answer and takes twice as long


_USUAL = Recipe()


class _Learnt(Struct, frozen=True):
    """Every example is learnt twice: as written, and as heard (sounds and matters only)."""

    written: sparse.csr_matrix
    heard: sparse.csr_matrix
    characters: sparse.csr_matrix

    @classmethod
    def of(cls, features: Sequence[Features], terms: Terms) -> Self:
        """Weigh the examples as the model weighs a message."""
        known, size = [terms.weigh(one) for one in features], terms.vocabulary.size
        return cls(
            written=_matrix(known, lambda _: slice(None), size),
            heard=_matrix(known, lambda one: slice(one.bounds[0], None), size),
            characters=_matrix(known, lambda one: slice(one.bounds[0]), size),
        )

    def some(self, rows: Sequence[int]) -> _Learnt:
        """The examples in these rows."""
        return _Learnt(self.written[rows], self.heard[rows], self.characters[rows])


def _matrix(known: Sequence[Known], part: Callable[[Known], slice], size: int) -> sparse.csr_matrix:
    """A row for each example, of a part of its terms."""
    parts = [(one.rows[part(one)], one.values[part(one)]) for one in known]
    rows, values = zip(*parts, strict=True)
    starts = np.cumsum([0, *map(len, rows)])
    matrix = sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(rows), starts), (len(known), size), np.float64
    )
    matrix.sort_indices()
    return matrix


def train(examples: Sequence[Example], guide: Guide, inputs: str = "", recipe: Recipe = _USUAL) -> LinearModel:
    """Learn; the same examples give the same model."""
    cutter = Cutter(load_sounds(), guide.patterns)
    features = [cutter.cut(normalise(example.text)) for example in examples]
    terms = Terms.count(features, recipe.rare, recipe.loudness)
    learnt = _Learnt.of(features, terms)
    targets = [example.target for example in examples]
    kinds = _fit(learnt, targets, recipe)
    _add_sorts(kinds, learnt, targets, recipe)
    placed = [row for row, example in enumerate(examples) if example.nearest]
    nearest = _fit(learnt.some(placed), [examples[row].nearest for row in placed], recipe)
    weights, scale = _quantise(np.hstack([kinds.coef_.T, nearest.coef_.T]))
    # Terms that the same examples hold as often weigh the same: of three, two equal another.
    distinct, places = np.unique(weights, axis=0, return_inverse=True)
    bias = np.concatenate([kinds.intercept_, nearest.intercept_]).astype(np.float32)
    classes, passages = slice(len(kinds.classes_)), slice(len(kinds.classes_), None)
    return LinearModel(
        classes=Head(_names(kinds), distinct[:, classes].copy(), scale[classes], bias[classes]),
        places=Head(_names(nearest), distinct[:, passages].copy(), scale[passages], bias[passages]),
        terms=terms,
        rows=places.reshape(-1).astype(np.int32),
        inputs=inputs,
        neighbours=_index(
            learnt.characters, _columns(targets, kinds), _columns([one.nearest for one in examples], nearest)
        ),
    )


def _names(machine: LinearSVC) -> tuple[str, ...]:
    return tuple(_unescape(name) for name in machine.classes_)


def _columns(targets: Sequence[str], machine: LinearSVC) -> NDArray[np.int16]:
    """Each target's place among the classes of the machine."""
    known = {name: column for column, name in enumerate(_names(machine))}
    return np.array([known.get(target, NOWHERE) for target in targets], dtype=np.int16)


def _index(matrix: sparse.csr_matrix, kinds: NDArray[np.int16], places: NDArray[np.int16]) -> Neighbours:
    """The examples by the n-grams they hold; those that many hold are left out."""
    by_term = matrix.tocsc()
    lengths = np.diff(by_term.indptr)
    kept = np.repeat(lengths <= _COMMON, lengths)
    return Neighbours(
        starts=np.concatenate([[0], np.cumsum(np.where(lengths <= _COMMON, lengths, 0))]).astype(np.int32),
        documents=by_term.indices[kept].astype(np.uint16),
        strengths=np.round(by_term.data[kept] / matrix.data.max() * 255).astype(np.uint8),
        kinds=kinds,
        places=places,
    )


def write_sounds(path: Path) -> None:
    """Write the table of sounds that the package ships."""
    syllables = (_syllable(chr(code)) for code in range(FIRST, LAST + 1))
    path.write_text(" ".join(syllables), "ascii")


def _syllable(char: str) -> str:
    sound = lazy_pinyin(char)[0].replace("ü", "v")
    return sound if sound.isascii() and sound.isalpha() else "-"


def _fit(learnt: _Learnt, targets: Sequence[str], recipe: Recipe) -> LinearSVC:
    names = [_escape(target) for target in targets]
    machine = LinearSVC(
        C=recipe.softness, class_weight=_class_weights(names, recipe), tol=recipe.tolerance, random_state=0
    )
    size = len(names)
    return machine.fit(
        sparse.vstack([learnt.written, learnt.heard]),
        names * 2,
        sample_weight=np.repeat([1.0, recipe.heard], [size, size]),
    )


def _add_sorts(kinds: LinearSVC, learnt: _Learnt, targets: Sequence[str], recipe: Recipe) -> None:
    """Let a machine for which all passages are one class speak too.

    Each of thirty passages is a weak opponent of what is not stated, and of a flow; together they are one.
    """
    sorts = [_sort(target) for target in targets]
    if len(set(sorts)) < _SORTS:
        return
    machine = _fit(learnt, sorts, replace(recipe, boosts=()))
    known = list(machine.classes_)
    rows = [known.index(_escape(_sort(_unescape(name)))) for name in kinds.classes_]
    kinds.coef_ = kinds.coef_ + recipe.sorts * machine.coef_[rows]
    kinds.intercept_ = kinds.intercept_ + recipe.sorts * machine.intercept_[rows]


def _sort(target: str) -> str:
    return target if target in _KINDS else _STATED


def _class_weights(names: Sequence[str], recipe: Recipe) -> dict[str, float]:
    counts = Counter(names)
    boosts = dict(recipe.boosts)
    return {
        name: boosts.get(_unescape(name), 1.0) * len(names) / len(counts) / count for name, count in counts.items()
    }


def _escape(target: str) -> str:
    """scikit-learn would read "18" as a number."""
    return f"={target}"


def _unescape(name: str) -> str:
    return str(name).removeprefix("=")


def _quantise(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Eight bits a weight, one scale a class: 0.1 % of the answers differ."""
    scale = np.abs(weights).max(axis=0) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)
