"""What stands in a document's folder."""

from __future__ import annotations

from pathlib import Path

from policy_kb import texts
from policy_kb.errors import KbError

MEASURE, GUIDE, SAMPLES = "measure.txt", "guide.toml", "samples"


def read_measure(folder: Path) -> str:
    """Read the document's text.

    Raises:
        KbError: the folder holds none.
    """
    path = folder / MEASURE
    if not path.is_file():
        raise KbError(texts.no_measure(folder=str(folder), file=MEASURE))
    return path.read_text("utf-8")
