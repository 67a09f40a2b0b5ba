"""Learn a folder's samples and keep the model beside them; what this needs is installed by the extra `build`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from policy_kb import texts
from policy_kb.documents.structure import parse
from policy_kb.errors import KbError
from policy_kb.guide import load_guide
from policy_kb.inputs import read_measure
from policy_kb.matching.examples import examples, fingerprint
from policy_kb.matching.samples import read_samples
from policy_kb.passages import Units


def build(folder: Path) -> str:
    """Learn again; returns a line about what was learnt. The same inputs give the same model."""
    samples = read_samples(folder)
    if not samples:
        raise KbError(texts.no_samples(folder=str(folder)))
    guide, units = load_guide(folder), Units(parse(read_measure(folder)))
    learnt = examples(samples, units, guide)
    model = _load_training().train(learnt, guide, fingerprint(learnt, guide))
    size = model.save(folder).stat().st_size
    return texts.learnt(samples=len(samples), classes=len(model.classes.names), size=size)


def _load_training() -> ModuleType:
    """The product runs without scikit-learn and pypinyin (120 MB): they are loaded by this command alone."""
    try:
        return import_module("policy_kb.matching.training")
    except ModuleNotFoundError as error:
        raise KbError(texts.extra_missing(module=error.name or "")) from error
