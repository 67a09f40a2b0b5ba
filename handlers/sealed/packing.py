"""What a report holds, and the one archive (tar) that is made of it: `age -d … | tar -x` gives it back.

Nothing in it tells when it was made.
"""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from handlers.sealed.padding import padded
from handlers.sealed.recipients import Concern
from handlers.texts import sealed_complaints as texts
from policy_kb.expressions import lazy_compile

TEXT, CONCERNS = "report.txt", "concerns.json"
MOST_BYTES = 20 * 1024 * 1024
"""Of all files of one report together: it is held in memory only."""

_SUFFIX = lazy_compile(r"\.[a-z0-9]{1,8}")


Named = Callable[[str], str]


@dataclass(frozen=True, slots=True, repr=False)
class SentFile:
    """A file, as its reporter chose: as it is, without what it tells of its making, or both.

    `suffix` is of the copy's name, where the copy is of another kind than the original.
    """

    name: str
    original: bytes | None
    stripped: bytes | None
    suffix: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What somebody reports. It has no `repr` in which a log would show it."""

    concerns: frozenset[Concern]
    is_named: bool
    what: str
    where: str = ""
    when: str = ""
    who: str = ""
    contact: str = ""
    files: tuple[SentFile, ...] = field(default=())


@dataclass(frozen=True, slots=True, repr=False)
class Addition:
    """What whoever has the code adds later; it goes to those who got the report."""

    words: str
    files: tuple[SentFile, ...] = field(default=())


def packed(report: Report, named: Named, proof: str = "") -> bytes:
    """The report as one padded archive: its words, whom it is about, its files.

    `named` calls bodies by their names. `proof` stands above the words, so that an officer can show that they have
    read it. The same report gives the same archive.
    """
    names = [file.name for file in report.files]
    said = texts.report(
        proof=proof,
        is_named=report.is_named,
        concerns=tuple(concern.value for concern in Concern if concern in report.concerns),
        parts=(report.what, report.where, report.when, report.who, report.contact),
        files=names,
    )
    concerns = json.dumps(sorted(report.concerns))
    return _archive([(TEXT, named(said).encode()), (CONCERNS, concerns.encode()), *_members(report.files)])


def packed_addition(addition: Addition, concerns: frozenset[Concern]) -> bytes:
    """The same of an addition."""
    said = texts.addition(words=addition.words, files=[file.name for file in addition.files])
    kept = json.dumps(sorted(concerns))
    return _archive([(TEXT, said.encode()), (CONCERNS, kept.encode()), *_members(addition.files)])


def concerns_in(archive: bytes) -> frozenset[Concern]:
    """Whom a report is about, for whoever opened it and seals it anew.

    Raises:
        ValueError: this is no report.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
            found = tar.extractfile(CONCERNS)
            return frozenset(map(Concern, json.load(found))) if found else frozenset()
    except (tarfile.TarError, KeyError) as error:
        raise ValueError("no report") from error


def total_size(files: Iterable[SentFile]) -> int:
    """Bytes of all that goes."""
    return sum(len(part) for file in files for part in (file.original, file.stripped) if part is not None)


def _members(files: tuple[SentFile, ...]) -> Iterator[tuple[str, bytes]]:
    for place, file in enumerate(files, 1):
        suffix = _suffix(file.name)
        if file.original is not None:
            yield f"file-{place}-original{suffix}", file.original
        if file.stripped is not None:
            yield f"file-{place}-stripped{file.suffix or suffix}", file.stripped


def _suffix(name: str) -> str:
    found = PurePath(name).suffix.lower()
    return found if _SUFFIX.fullmatch(found) else ""


def _archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in members:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            tar.addfile(told, io.BytesIO(content))
    return padded(made.getvalue())
