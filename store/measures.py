"""What ledgers count: each measure is a sum of entries, so that the entries below it add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from store.states import EntryType

Sums = Mapping[EntryType, int]
"""Of some entries, the sum of each type in fen; a type without entries is missing."""


class Measure(StrEnum):
    """What is counted. Stands in addresses: never rename one."""

    ALLOTTED = "allotted"  # 下达
    ARRIVED = "arrived"  # 到位
    CONTRACTED = "contracted"  # 合同
    APPROVED = "approved"  # 审议
    PAID = "paid"  # 拨付
    REVERSED = "reversed"  # 退票
    NET = "net"  # 净拨付
    RETURNED = "returned"  # 缴回
    REFUNDED = "refunded"  # 退付
    LEFT = "left"  # 结余
    QUOTA_LEFT = "quota_left"  # 指标余额
    HELD = "held"  # with the contractor
    UNPAID = "unpaid"  # approved and not paid
    CONTRACT_LEFT = "contract_left"  # contracted and not with the contractor


class Sides(Struct, frozen=True):
    """Which entries come in and which go out, each with its factor; the measure is the one less the other."""

    into: Mapping[EntryType, int]
    out: Mapping[EntryType, int]

    @property
    def types(self) -> frozenset[EntryType]:
        """All that count."""
        return frozenset(self.into) | frozenset(self.out)


def _all(*types: EntryType) -> Mapping[EntryType, int]:
    return MappingProxyType(dict.fromkeys(types, 1))


_NOTHING = _all()
_ALLOTTED = _all(EntryType.ALLOTTED, EntryType.ADJUSTED, EntryType.WITHDRAWN)
_PAID = _all(EntryType.PAID, EntryType.REVERSED)  # a reversal is negative itself
_SETTLED = _all(EntryType.OVERPAID_RETURNED)  # it lowers what is paid of an approval, as a reversal does
_RETURNED = MappingProxyType({**_all(EntryType.RECOVERED, EntryType.RECLAIMED), **_SETTLED})
_REFUNDED = _all(EntryType.REFUNDED)

SIDES: Mapping[Measure, Sides] = MappingProxyType(
    {
        Measure.ALLOTTED: Sides(_ALLOTTED, _NOTHING),
        Measure.ARRIVED: Sides(_all(EntryType.ARRIVED), _NOTHING),
        Measure.CONTRACTED: Sides(_all(EntryType.CONTRACTED), _NOTHING),
        Measure.APPROVED: Sides(_all(EntryType.APPROVED), _NOTHING),
        Measure.PAID: Sides(_all(EntryType.PAID), _NOTHING),
        Measure.REVERSED: Sides(MappingProxyType({EntryType.REVERSED: -1}), _NOTHING),
        Measure.NET: Sides(_PAID, _NOTHING),
        Measure.RETURNED: Sides(_RETURNED, _NOTHING),
        Measure.REFUNDED: Sides(_REFUNDED, _NOTHING),
        Measure.LEFT: Sides(
            MappingProxyType({**_all(EntryType.ARRIVED), **_RETURNED}), MappingProxyType({**_PAID, **_REFUNDED})
        ),
        Measure.QUOTA_LEFT: Sides(_ALLOTTED, _PAID),
        Measure.HELD: Sides(MappingProxyType({**_PAID, **_REFUNDED}), _RETURNED),
        Measure.UNPAID: Sides(MappingProxyType({**_all(EntryType.APPROVED), **_SETTLED}), _PAID),
        Measure.CONTRACT_LEFT: Sides(
            MappingProxyType({**_all(EntryType.CONTRACTED), **_RETURNED}), MappingProxyType({**_PAID, **_REFUNDED})
        ),
    }
)


def came_in(sums: Sums, measure: Measure) -> int:
    """What came in, in fen."""
    return sum(factor * sums.get(kind, 0) for kind, factor in SIDES[measure].into.items())


def went_out(sums: Sums, measure: Measure) -> int:
    """What went out, in fen."""
    return sum(factor * sums.get(kind, 0) for kind, factor in SIDES[measure].out.items())


def amount_of(sums: Sums, measure: Measure) -> int:
    """The measure over entries of which the sums by type are known, in fen."""
    return came_in(sums, measure) - went_out(sums, measure)
