"""Learn the linear model from the samples and the text: at build time only, with scikit-learn and pypinyin."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pypinyin import lazy_pinyin
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from policy_kb.errors import KbError
from policy_kb.grams import Cutter, Features
from policy_kb.guide import FILE, Guide, load_guide
from policy_kb.model import CHANNELS, MODEL, OOS, UNSTATED, Channel, LinearModel
from policy_kb.normalise import normalise
from policy_kb.passages import Units
from policy_kb.pinyin import FIRST, LAST
from policy_kb.samples import Sample, read_samples
from policy_kb.sounds import load_sounds
from policy_kb.structure import parse


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is learnt; the values were chosen by leaving one author out."""

    loudness: tuple[float, float, float] = (1.0, 0.7, 0.3)
    softness: float = 1.0  # C of the support vector machine
    heard: float = 0.4  # weight of the copies of which only the sounds are kept
    boosts: tuple[tuple[str, float], ...] = ((UNSTATED, 2.0), (OOS, 2.0))
    rare: int = 1  # a term in fewer examples is left out
    names: bool = True  # learn the guide's everyday names too


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the class it belongs to."""

    text: str
    target: str
    nearest: str = ""  # of an unstated matter: the unit that comes nearest


def build(folder: Path) -> LinearModel:
    """Learn the folder's samples and write its model beside them."""
    samples = read_samples(folder)
    if not samples:
        raise KbError(f"{folder} 里没有样例问句（samples/*.jsonl），不用学习也能查询。")
    guide, units = load_guide(folder), Units(parse(read_measure(folder)))
    model = train(
        [*examples_of(samples), *examples_of_text(units), *examples_of_names(guide)], guide, inputs_of(folder)
    )
    model.save(folder / MODEL)
    return model


def read_measure(folder: Path) -> str:
    """The document's text."""
    return (folder / "measure.txt").read_text("utf-8")


def inputs_of(folder: Path) -> str:
    """SHA-256 over what the model is made of: measure, guide and samples."""
    digest = hashlib.sha256()
    for path in (folder / "measure.txt", folder / FILE, *sorted((folder / "samples").glob("*.jsonl"))):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def examples_of(samples: Iterable[Sample]) -> list[Example]:
    """The samples as examples."""
    return [Example(sample.q, sample.target, next(iter(sample.articles), "")) for sample in samples]


def examples_of_text(units: Units) -> list[Example]:
    """Every sentence of the document belongs to its unit."""
    return [Example(part.text, unit.id, unit.id) for unit in units.all for part in unit.sentences()]


def examples_of_names(guide: Guide) -> list[Example]:
    """The everyday names belong to their unit."""
    return [Example(name, unit.id, unit.id) for unit in guide.units for name in (unit.name, *unit.names)]


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
    kinds = _fit(blocks, [example.target for example in examples], recipe)
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
    """TF-IDF as `Channel.vector` computes it."""
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
    machine = LinearSVC(C=recipe.softness, class_weight=_class_weights(names, recipe), random_state=0)
    size = len(names)
    return machine.fit(
        sparse.vstack([written, heard]), names * 2, sample_weight=np.repeat([1.0, recipe.heard], [size, size])
    )


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
