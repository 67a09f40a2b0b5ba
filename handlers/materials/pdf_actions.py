"""What a PDF would do by itself when it is opened, and what it would fetch from another machine."""

from __future__ import annotations

import re

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from policy_kb.expressions import lazy_compile

_BY_ITSELF = ("/OpenAction", "/AA")
_LEAVING = frozenset({"/URI", "/GoToR", "/Thread"})
"""Actions that lead out of the document: for people to click on, never to begin by themselves."""

_PLACES = ("/F", "/UF", "/DOS", "/Unix")
_ELSEWHERE = lazy_compile(r"\s*(?:[\\/]{2}|(?:https?|ftp|file|smb):)", re.IGNORECASE)
"""Another machine's folder or site: whoever opens it is announced there. Neighbouring files are told plainly."""

_DEEPEST = 8


def fetches(entries: DictionaryObject) -> bool:
    """Whether this dictionary names a file of another machine, or begins what leads out of the document."""
    if any(_is_elsewhere(entries.get(place)) for place in _PLACES):
        return True
    return any(_leaves(entries.get(begin), 0) for begin in _BY_ITSELF)


def _is_elsewhere(place: PdfObject | None) -> bool:
    found = place.get_object() if place is not None else None
    if isinstance(found, bytes):
        found_text = found.decode("latin-1")
    elif isinstance(found, str):
        found_text = found
    else:
        return False
    return bool(_ELSEWHERE.match(found_text))


def _leaves(value: PdfObject | None, depth: int) -> bool:
    """Whether an action, one of several, or one behind it leads out."""
    found = value.get_object() if value is not None else None
    if depth > _DEEPEST or not isinstance(found, ArrayObject | DictionaryObject):
        return depth > _DEEPEST
    if isinstance(found, ArrayObject):  # a place in the document begins with its page
        return any(_leaves(one, depth + 1) for one in found if _is_action(one))
    if found.get("/S") in _LEAVING:
        return True
    inner = [found.get("/Next")] if "/S" in found else list(found.values())
    return any(_leaves(one, depth + 1) for one in inner)


def _is_action(value: PdfObject) -> bool:
    found = value.get_object()
    return isinstance(found, DictionaryObject) and "/S" in found
