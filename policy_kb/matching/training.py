"""Train the linear model and make the table of sounds: at build time only, with scikit-learn and pypinyin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pypinyin import lazy_pinyin
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from policy_kb.guide import Guide
from policy_kb.matching.examples import Example
from policy_kb.matching.grams import Cutter, Features
from policy_kb.matching.model import CHANNELS, OOS, UNSTATED, Channel, LinearModel
from policy_kb.matching.neighbours import NOWHERE, Neighbours
from policy_kb.matching.normalise import normalise
from policy_kb.matching.pinyin import FIRST, LAST
from policy_kb.matching.sounds import load_sounds
from policy_kb.models import AnswerKind

_KINDS = frozenset(kind.value for kind in AnswerKind)
_STATED = "stated"
_COMMON = 400
"""N-grams of more examples tell no neighbours apart, and would cost four fifths of the time."""
_SORTS = 3
"""Of fewer the machine learns one margin for both, and of one nothing."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is learnt; the values were chosen by leaving one author out."""

    loudness: tuple[float, float, float] = (1.0, 0.7, 0.3)
    softness: float = 0.8  # C of the support vector machine
    heard: float = 0.3  # weight of the copies of which only the sounds are kept
    boosts: tuple[tuple[str, float], ...] = ((UNSTATED, 2.0), (OOS, 2.0))
    rare: int = 1  # a term in fewer examples is left out
    sorts: float = 0.3  # how much it counts whether a passage answers at all, whichever it is
    tolerance: float = 0.01  # where the machine stops: finer changes no answer and takes twice as long


def train(examples: Sequence[Example], guide: Guide, inputs: str = "", recipe: Recipe = Recipe()) -> LinearModel:
    """Learn; the same examples give the same model."""
    cutter = Cutter(load_sounds(), guide.patterns)
    features = [cutter.cut(normalise(example.text)) for example in examples]
    channels, blocks = zip(
        *(
            _learn_channel(_terms(features, name), loud, recipe.rare)
            for name, loud in zip(CHANNELS, recipe.loudness, strict=True)
        ),
        strict=True,
    )
    targets = [example.target for example in examples]
    kinds = _fit(blocks, targets, recipe)
    _add_sorts(kinds, blocks, targets, recipe)
    placed = [row for row, example in enumerate(examples) if example.nearest]
    nearest = _fit([block[placed] for block in blocks], [examples[row].nearest for row in placed], recipe)
    weights, scale = _quantise(np.hstack([kinds.coef_.T, nearest.coef_.T]))
    return LinearModel(
        classes=tuple(_unescape(name) for name in kinds.classes_),
        places=tuple(_unescape(name) for name in nearest.classes_),
        channels=channels,
        weights=weights,
        scale=scale,
        bias=np.concatenate([kinds.intercept_, nearest.intercept_]).astype(np.float32),
        inputs=inputs,
        neighbours=_index(
            blocks[0], _columns(targets, kinds), _columns([one.nearest for one in examples], nearest)
        ),
    )


def _columns(targets: Sequence[str], machine: LinearSVC) -> NDArray[np.int16]:
    """Each target's place among the classes of the machine."""
    known = {_unescape(name): column for column, name in enumerate(machine.classes_)}
    return np.array([known.get(target, NOWHERE) for target in targets], dtype=np.int16)


def _index(matrix: sparse.csr_matrix, kinds: NDArray[np.int16], places: NDArray[np.int16]) -> Neighbours:
    """The examples by the n-grams they hold; those that many hold are left out."""
    by_term = matrix.tocsc()
    lengths = np.diff(by_term.indptr)
    kept = np.repeat(lengths <= _COMMON, lengths)
    return Neighbours(
        starts=np.concatenate([[0], np.cumsum(np.where(lengths <= _COMMON, lengths, 0), dtype=np.int64)]),
        documents=by_term.indices[kept].astype(np.uint16),
        strengths=np.round(by_term.data[kept] / matrix.data.max() * 255).astype(np.float32),
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


def _terms(features: Sequence[Features], channel: str) -> list[tuple[str, ...]]:
    return [getattr(one, channel) for one in features]


def _learn_channel(
    documents: Sequence[tuple[str, ...]], loudness: float, rare: int
) -> tuple[Channel, sparse.csr_matrix]:
    """TF-IDF as the model computes it."""
    vectorizer = TfidfVectorizer(analyzer=tuple, sublinear_tf=True, min_df=rare)
    matrix = vectorizer.fit_transform(documents)
    channel = Channel(
        rows={str(term): row for row, term in enumerate(vectorizer.get_feature_names_out())},
        rarity=vectorizer.idf_.astype(np.float32),
        loudness=loudness,
    )
    return channel, matrix * loudness


def _fit(blocks: Sequence[sparse.csr_matrix], targets: Sequence[str], recipe: Recipe) -> LinearSVC:
    """Every example is learnt twice: as written, and as heard (sounds and matters only)."""
    written = sparse.hstack(blocks).tocsr()
    heard = sparse.hstack([sparse.csr_matrix(blocks[0].shape), *blocks[1:]]).tocsr()
    names = [_escape(target) for target in targets]
    machine = LinearSVC(
        C=recipe.softness, class_weight=_class_weights(names, recipe), tol=recipe.tolerance, random_state=0
    )
    size = len(names)
    return machine.fit(
        sparse.vstack([written, heard]), names * 2, sample_weight=np.repeat([1.0, recipe.heard], [size, size])
    )


def _add_sorts(
    kinds: LinearSVC, blocks: Sequence[sparse.csr_matrix], targets: Sequence[str], recipe: Recipe
) -> None:
    """Let a machine for which all passages are one class speak too.

    Each of thirty passages is a weak opponent of what is not stated, and of a flow; together they are one.
    """
    sorts = [_sort(target) for target in targets]
    if len(set(sorts)) < _SORTS:
        return
    machine = _fit(blocks, sorts, replace(recipe, boosts=()))
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
