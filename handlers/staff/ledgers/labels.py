"""What rows of ledgers are called, and the filters of the same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.page import Choice
from handlers.texts import casework
from handlers.texts import console_ledgers as texts
from handlers.values.areas import areas_words
from store.measures import Sums
from store.queries.ledger.scope import UNSAID, Dimension
from store.queries.ledger.sums import Key
from store.tables.ledger import UNKNOWN, UNLISTED

_LAST = 10_000

HEADINGS = {
    Dimension.SOURCE: texts.SOURCE,
    Dimension.YEAR: texts.YEAR,
    Dimension.KIND: texts.KIND,
    Dimension.AREAS: texts.AREAS,
}


def label_of(dimension: Dimension, key: str | int) -> str:
    """What people call a key of `store.queries.ledger.scope`."""
    match dimension:
        case Dimension.SOURCE:
            return casework.MONEY_SOURCES.get(str(key), texts.NO_SOURCE)
        case Dimension.YEAR:
            return texts.year(number=int(key))
        case Dimension.KIND:
            return casework.KINDS.get(str(key), texts.NO_KIND)
        case Dimension.AREAS:
            if key == UNKNOWN:
                return texts.AREAS_UNKNOWN
            return areas_words("" if key == UNLISTED else str(key))


def place_of(dimension: Dimension, key: str | int) -> tuple[int, ...]:
    """Where its row stands: in the order of the catalogue, by year, by item; what says nothing comes last."""
    match dimension:
        case Dimension.SOURCE:
            return _among(casework.MONEY_SOURCES, str(key))
        case Dimension.YEAR:
            return (int(key) or _LAST,)
        case Dimension.KIND:
            return _among(casework.KINDS, str(key))
        case Dimension.AREAS:
            if key in {UNLISTED, UNKNOWN}:
                return (_LAST, int(key == UNKNOWN))
            return tuple(int(ordinal) for ordinal in str(key).split(","))


def in_order(apart: Mapping[Key, Sums], dimensions: Sequence[Dimension]) -> Iterator[tuple[Key, Sums]]:
    """Rows as people look for them."""

    def place(key: Key) -> list[tuple[int, ...]]:
        return [place_of(one, part) for one, part in zip(dimensions, key, strict=True)]

    for key in sorted(apart, key=place):
        yield key, apart[key]


def _among(known: Iterable[str], key: str) -> tuple[int, ...]:
    places = {one: place for place, one in enumerate(known)}
    return (places.get(key, _LAST),)


def asked_as(key: str | int) -> str:
    """How addresses name a key."""
    return str(key) if key else UNSAID


def choices(asked: LedgerAsked, years: Iterable[int]) -> tuple[Choice, ...]:
    """The filters by source, year and kind."""
    named = {
        Dimension.SOURCE: (*casework.MONEY_SOURCES, UNSAID),
        Dimension.YEAR: (*(str(year) for year in years if year), UNSAID),
        Dimension.KIND: (*casework.KINDS, UNSAID),
    }
    return tuple(_choice(asked, dimension, keys) for dimension, keys in named.items())


def _choice(asked: LedgerAsked, dimension: Dimension, keys: Iterable[str]) -> Choice:
    values = ((key, label_of(dimension, _key(dimension, key))) for key in keys)
    chosen = asked.chosen(dimension.value)
    return Choice(dimension.value, HEADINGS[dimension], tuple(values), chosen)


def _key(dimension: Dimension, asked: str) -> str | int:
    if dimension is Dimension.YEAR:
        return 0 if asked == UNSAID else int(asked)
    return "" if asked == UNSAID else asked
