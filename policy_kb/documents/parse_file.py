"""`kb parse`: what a file holds, as one JSON object; a file that cannot be read says why."""

from __future__ import annotations

from pathlib import Path

from policy_kb.documents.extract import extract
from policy_kb.documents.structure import parse
from policy_kb.errors import UnreadableDocument
from policy_kb.models import Article
from policy_kb.values import Value


class ParsedFile(Value, frozen=True):
    """The structure of a file that was read."""

    file: str
    title: str
    chapters: tuple[str, ...]
    articles: tuple[Article, ...]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]


class UnreadableFile(Value, frozen=True):
    """A file without text, and what its owner can do."""

    file: str
    error: str


def describe(path: Path, name: str | None = None) -> ParsedFile | UnreadableFile:
    """The structure of a file under its name as the command was given it; never raises for a bad file."""
    file = name if name is not None else str(path)
    try:
        found = extract(path)
    except UnreadableDocument as error:
        return UnreadableFile(file=file, error=str(error))
    regulation = parse(found.text)
    return ParsedFile(
        file=file,
        title=regulation.title,
        chapters=tuple(dict.fromkeys(a.chapter for a in regulation.articles if a.chapter)),
        articles=tuple(regulation.articles),
        gaps=regulation.gaps,
        warnings=(*found.warnings, *regulation.warnings),
    )
