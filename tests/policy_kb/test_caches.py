"""No cache keeps what somebody wrote: it may be a report, and caches outlive every talk."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator

from policy_kb.kb import PolicyKB

_RARE = frozenset("龘靐齉爩鱻麤")


def test_no_piece_of_a_message_stays_in_a_cache(kb: PolicyKB) -> None:
    kb.answer("重点支持哪些方面龘靐齉还有项目评审由谁来组织爩鱻麤")
    kb.answer("龘靐齉收了钱，爩鱻麤的工程是谁批的，拨付要多久")
    found = [text for cache in _caches() for text in _texts_in(cache)]
    assert found
    assert [text for text in found if _RARE.intersection(text)] == []


def _caches() -> Iterator[object]:
    return (one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper))


def _texts_in(cache: object) -> Iterator[str]:
    """The strings by which it finds, and those that it gives."""
    entries = [
        one for one in gc.get_referents(cache) if "lru_list_elem" in type(one).__name__ or isinstance(one, dict)
    ]
    for entry in entries:
        for key in entry if isinstance(entry, dict) else gc.get_referents(entry):
            yield from _strings(key)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _strings(one)
    elif not isinstance(value, type) and type(value).__module__ == "functools":
        for one in gc.get_referents(value):
            yield from _strings(one)
