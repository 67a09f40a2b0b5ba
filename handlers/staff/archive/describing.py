"""A folder of the directory described at once: what was typed into its lines, done act by act, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from pydantic import ValidationError

from handlers.casework.archive_directory import DirectoryLine, FolderLines, directory_of
from handlers.casework.archive_fields import MOST_PAGES, DescribePieceFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.results import Refused
from handlers.staff.actions.acting import Acting
from handlers.staff.archive.archive_view import digest_of, folder_of
from handlers.texts import archive as texts
from store.states import Folder
from store.tables.contracts import Contract

COLUMNS = ("reference", "secrecy", "pages", "remark", "item")
"""Of each line what is typed. A field of the form is COLUMN:KEY."""


class Described(Struct, frozen=True):
    """`problem` says why nothing was recorded; else `count` lines were."""

    count: int = 0
    problem: str = ""


class NothingRecordedError(Exception):
    """One line was refused: none is recorded."""


def described_as(line: DirectoryLine) -> dict[str, str]:
    """What stands in the fields of a line now."""
    pages = str(line.pages) if line.pages else ""
    said = (line.reference, line.secrecy, pages, line.noted, line.item)
    return {f"{column}:{line.piece.key}": words for column, words in zip(COLUMNS, said, strict=True)}


def describe(acting: Acting, contract: Contract, folder: Folder, typed: Mapping[str, str], seen: str) -> Described:
    """Record every line that says something else now.

    Raises:
        NothingRecordedError: one was refused, with the reason; the transaction is to be undone.
    """
    now = folder_of(directory_of(acting.work, contract), folder)
    changed = list(_changed(now, typed))
    if not changed:
        return Described()
    if seen != digest_of(now):
        return Described(problem=texts.CHANGED_MEANWHILE)
    made = [_fields(line, words) for line, words in changed]
    if problem := next((one for one in made if isinstance(one, str)), ""):
        return Described(problem=problem)
    for fields in made:
        result = perform(
            acting.work,
            acting.member,
            ActName.DESCRIBE_PIECE,
            contract.number,
            fields if isinstance(fields, DescribePieceFields) else None,
            kb=acting.kb,
        )
        if isinstance(result, Refused):
            raise NothingRecordedError("\n".join(reason.text for reason in result.reasons))
    return Described(len(made))


def _changed(now: FolderLines, typed: Mapping[str, str]) -> Iterator[tuple[DirectoryLine, dict[str, str]]]:
    for line in now.lines:
        stands = described_as(line)
        words = {name: typed.get(name, was) for name, was in stands.items()}
        if words != stands:
            yield line, {name.partition(":")[0]: said for name, said in words.items()}


def _fields(line: DirectoryLine, words: Mapping[str, str]) -> DescribePieceFields | str:
    """What is recorded of a line; words where a value cannot be meant."""
    pages = words["pages"]
    if pages and not (pages.isascii() and pages.isdigit() and 0 < int(pages[:6]) <= MOST_PAGES):
        return texts.of_line(title=line.piece.title, problem=texts.WRONG_PAGES)
    try:
        return DescribePieceFields(
            piece=line.piece.key,
            **{**words, "pages": int(pages) if pages else None},
        )
    except ValidationError:
        return texts.of_line(title=line.piece.title, problem=texts.TOO_LONG)
