"""Begin with a bare regulation: a folder that answers at once, by number and by the text's own words."""

from __future__ import annotations

from pathlib import Path

from policy_kb import texts
from policy_kb.documents.extract import extract_text
from policy_kb.documents.structure import parse
from policy_kb.errors import KbError
from policy_kb.guide import load_guide
from policy_kb.inputs import GUIDE, MEASURE, SAMPLES
from policy_kb.opening import build_document, cutter_of
from policy_kb.passages import Units


def init(file: Path, folder: Path) -> Path:
    """Make the folder and return it.

    Raises:
        UnreadableDocument: the file holds no text that can be taken out.
        KbError: the text has no articles, or the folder holds something already.
    """
    text = extract_text(file)
    units = Units(parse(text))
    if not units.regulation.articles:
        raise KbError(texts.NO_ARTICLES)
    if folder.is_dir() and any(folder.iterdir()):
        raise KbError(texts.folder_in_use(folder=str(folder)))
    (folder / SAMPLES).mkdir(parents=True)
    (folder / MEASURE).write_text(text, "utf-8")
    (folder / GUIDE).write_text(texts.GUIDE_TO_FILL_IN, "utf-8")
    guide = load_guide(folder)
    build_document(folder, units, guide, cutter_of(guide), None)
    return folder
