"""Open a document's text: a small one is read afresh, a large one comes back from what was kept of it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import numpy as np

from policy_kb.array_file import Arrays
from policy_kb.documents.structure import parse
from policy_kb.guide import Guide
from policy_kb.large import LargeUnits, Shelf
from policy_kb.matching.bm25 import SMALL, Postings, Scorer
from policy_kb.matching.grams import Cutter
from policy_kb.matching.index import Index
from policy_kb.matching.model import LinearModel
from policy_kb.matching.retrieve import Retriever, build_retriever
from policy_kb.matching.sounds import load_sounds
from policy_kb.matching.vocabulary import Vocabulary
from policy_kb.models import Numbering
from policy_kb.passages import Units
from policy_kb.records import Records
from policy_kb.saved import fingerprint, is_current, load, pack_text, save, unpack_text

LARGE = 200_000
"""Characters from which a text is worth keeping: some two thousand articles, read and indexed in half a second."""

_FIELDS = ("begins", "ends", "passages", "weights")

Opened = tuple[Units, Retriever]


def cutter_of(guide: Guide) -> Cutter:
    """Cuts messages for this guide."""
    return Cutter(load_sounds(), guide.patterns)


def open_document(folder: Path, text: str, guide: Guide, cutter: Cutter, model: LinearModel | None) -> Opened:
    """The units and what finds them. Of a large text, what is kept and no longer fits is made again, slowly."""
    arrays = load(folder, fingerprint(text, guide)) if len(text) >= LARGE else None
    if arrays is None:
        return build_document(folder, Units(parse(text), guide.edition.name), guide, cutter, model)
    return _unpack(arrays, text, guide, cutter, model)


def build_document(folder: Path, units: Units, guide: Guide, cutter: Cutter, model: LinearModel | None) -> Opened:
    """Index the units; of a large text, keep everything in the folder."""
    retriever, text = build_retriever(units, guide, cutter, model), units.regulation.source
    if not _is_kept(units):
        return units, retriever
    arrays = {
        **_pack(units),
        **_pack_words(retriever.words),
    }
    # A folder that cannot be written is opened slowly every time; `kb check` tells the operator.
    with contextlib.suppress(OSError):
        save(folder, fingerprint(text, guide), arrays)
    return _unpack(arrays, text, guide, cutter, model)


def is_stale(folder: Path, units: Units, guide: Guide) -> bool:
    """Whether the folder should keep a large text's index and does not, or keeps one that no longer fits."""
    return _is_kept(units) and not is_current(folder, fingerprint(units.regulation.source, guide))


def _is_kept(units: Units) -> bool:
    return len(units.regulation.source) >= LARGE and len(units.order) > SMALL


def _unpack(arrays: Arrays, text: str, guide: Guide, cutter: Cutter, model: LinearModel | None) -> Opened:
    units = LargeUnits(text, _shelf(arrays), guide.edition.name)
    retriever = Retriever(
        units=units.order,
        positions=units.positions,
        cutter=cutter,
        words=Postings(*(_index(name, arrays, len(units.order)) for name in ("characters", "sounds"))),
        model=model,
    )
    return units, retriever


def _pack(units: Units) -> Arrays:
    regulation = units.regulation
    write = Records(regulation.source).write
    records = [write(article) for article in regulation.articles]
    headings = {heading: place for place, heading in enumerate(units.chapters)}
    head = {
        "title": regulation.title,
        "numbering": regulation.numbering,
        "gaps": regulation.gaps,
        "warnings": regulation.warnings,
    }
    return {
        "head": pack_text(json.dumps({**head, "headings": list(headings)}, ensure_ascii=False)),
        "ids": pack_text("\n".join(units.order)),
        "records": np.frombuffer(b"".join(records), dtype=np.uint8),
        "starts": np.cumsum([0, *map(len, records)], dtype=np.int64),
        "chapters": np.array([headings.get(one.chapter, -1) for one in regulation.articles], dtype=np.int32),
    }


def _shelf(arrays: Arrays) -> Shelf:
    head = json.loads(unpack_text(arrays["head"]))
    return Shelf(
        title=head["title"],
        numbering=Numbering(head["numbering"]),
        gaps=tuple(head["gaps"]),
        warnings=tuple(head["warnings"]),
        headings=tuple(head["headings"]),
        ids=tuple(unpack_text(arrays["ids"]).split("\n")),
        records=arrays["records"],
        starts=arrays["starts"],
        chapters=arrays["chapters"],
    )


def _pack_words(words: Scorer) -> Arrays:
    assert isinstance(words, Postings), "more than SMALL passages are indexed flat"
    indexes = {"characters": words.characters, "sounds": words.sounds}
    return {
        key: array
        for name, index in indexes.items()
        for key, array in (
            *index.vocabulary.arrays(name).items(),
            *((f"{name}_{field}", getattr(index, field)) for field in _FIELDS),
        )
    }


def _index(name: str, arrays: Arrays, size: int) -> Index:
    vocabulary = Vocabulary.read(name, arrays)
    return Index(vocabulary, **{field: arrays[f"{name}_{field}"] for field in _FIELDS}, size=size)
