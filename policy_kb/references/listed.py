"""A list of passages as somebody who keeps records writes it: 第九条、第七条第三项, or 9、7.3."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from policy_kb.expressions import lazy_compile
from policy_kb.references.contents import Contents
from policy_kb.references.grammar import find_references

_BETWEEN = lazy_compile(r"[\s、,，;；。]+|和|及")


def units_listed(text: str, contents: Contents, known: Collection[str]) -> tuple[str, ...]:
    """The ids of all that a normalised text names, each once; nothing where part of it names what is not there."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    found = [_unit(part, contents, known) for part in parts]
    return tuple(dict.fromkeys(unit for unit in found if unit)) if all(found) else ()


def _unit(part: str, contents: Contents, known: Collection[str]) -> str:
    if part in known:
        return part
    return next((unit for unit in _named(part, contents) if unit in known), "")


def _named(part: str, contents: Contents) -> Iterator[str]:
    for one in find_references(part, contents).own:
        article = one.article or (contents.listed if one.item else "")
        yield f"{article}.{one.item}" if one.item else article
