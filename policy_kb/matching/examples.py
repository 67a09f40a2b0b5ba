"""What the model learns from: the samples, the sentences of the text, and the guide's everyday names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from policy_kb.guide import Guide
from policy_kb.matching.samples import Sample
from policy_kb.passages import Units


class Example(Struct, frozen=True):
    """A text and the class it belongs to."""

    text: str
    target: str
    nearest: str = ""  # of an unstated matter: the unit that comes nearest


def examples(samples: Iterable[Sample], units: Units, guide: Guide) -> list[Example]:
    """All of them, in a fixed order."""
    return list(chain(_of_samples(samples), _of_text(units), _of_names(guide)))


def fingerprint(learnt: Sequence[Example], guide: Guide) -> str:
    """SHA-256 over all that a model is learnt from: correcting a lead leaves it valid, a new pattern does not."""
    inputs = [
        *((one.text, one.target, one.nearest) for one in learnt),
        *((i, p.pattern) for i, p in guide.patterns),
    ]
    return hashlib.sha256(json.dumps(inputs, ensure_ascii=False).encode()).hexdigest()


def _of_samples(samples: Iterable[Sample]) -> Iterable[Example]:
    return (Example(sample.q, sample.target, next(iter(sample.articles), "")) for sample in samples)


def _of_text(units: Units) -> Iterable[Example]:
    return (Example(part.text, unit.id, unit.id) for unit in units.all for part in unit.sentences())


def _of_names(guide: Guide) -> Iterable[Example]:
    return (Example(name, unit.id, unit.id) for unit in guide.units for name in (unit.name, *unit.names))
