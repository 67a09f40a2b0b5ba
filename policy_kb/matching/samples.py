"""Sample questions of a document: read once, checked, and used only when the model is built or measured."""

import json
from pathlib import Path

from policy_kb.inputs import SAMPLES
from policy_kb.models import AnswerKind, Model

STATED = frozenset({AnswerKind.CATEGORIES, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES})
"""Kinds that are answered from a passage."""


class Sample(Model):
    """A question somebody may send, and where its answer stands."""

    q: str
    kind: AnswerKind
    articles: tuple[str, ...] = ()
    author: str = ""

    @property
    def target(self) -> str:
        """The class to learn: a passage's id, or the kind where nothing is quoted."""
        return self.articles[0] if self.kind in STATED else self.kind.value


def read_samples(folder: Path) -> tuple[Sample, ...]:
    """All samples of the folder, by file name and line."""
    files = sorted((folder / SAMPLES).glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return tuple(Sample.model_validate(json.loads(line)) for line in lines if line.strip())
