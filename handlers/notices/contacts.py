"""Whom the office can call about a notice: named in its application, left by the people, or named before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from store.queries.contact_phones import left_phones
from store.queries.lists.untold import ListedNotice, newest_collected
from store.work import Work


class PhoneContact(Struct, frozen=True):
    """A number, and whose it is; `name` is empty where nobody said."""

    name: str
    phone: str


def contacts_for(work: Work, notices: Collection[ListedNotice]) -> Mapping[int, tuple[PhoneContact, ...]]:
    """By notice, the likeliest first; two statements, however many notices there are."""
    firms = frozenset(one.firm.id for one in notices)
    left, newest = left_phones(work, firms), newest_collected(work, firms)
    return {one.notice.id: tuple(_each_once(_of(one, left, newest))) for one in notices}


def _of(
    one: ListedNotice, left: Collection[tuple[int, str]], newest: Mapping[int, str]
) -> Iterator[PhoneContact | None]:
    yield _named_in(one.collected)
    yield from (PhoneContact("", phone) for firm, phone in left if firm == one.firm.id)
    yield _named_in(newest.get(one.firm.id, "{}"))


def _named_in(collected: str) -> PhoneContact | None:
    """The contact whom an application names."""
    said = json.loads(collected)
    phone = said.get("phone")
    return PhoneContact(str(said.get("contact") or ""), str(phone)) if phone else None


def _each_once(found: Iterator[PhoneContact | None]) -> Iterator[PhoneContact]:
    numbers: set[str] = set()
    for one in found:
        if one is not None and one.phone not in numbers:
            numbers.add(one.phone)
            yield one
