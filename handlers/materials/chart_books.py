"""The workbooks behind a document's charts: Word keeps a chart's numbers in a sheet within the document."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping, Sequence

from handlers.materials.xml_files import Watch, scan_xml

_LISTS = "/charts/_rels/"
_LONGEST_LIST = 64 * 1024


def books_of_charts(package: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> frozenset[str]:
    """The names of the parts that a chart takes its numbers from; no other file within a document is one."""
    lists = [part for part in parts if _LISTS in part.filename and part.file_size <= _LONGEST_LIST]
    return frozenset(name for part in lists for name in _targets(package, part))


def _targets(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[str]:
    watch = _BookWatch()
    scan_xml([package.read(part)], watch)
    folder = posixpath.dirname(posixpath.dirname(part.filename))
    return [posixpath.normpath(posixpath.join(folder, target)) for target in watch.targets]


class _BookWatch(Watch):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        is_book = name == "Relationship" and attributes.get("Type", "").endswith("/package")
        if is_book and attributes.get("TargetMode", "") != "External":
            self.targets.append(attributes.get("Target", ""))
