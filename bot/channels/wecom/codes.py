"""The error codes of WeCom's server API, by what each asks of us."""

from __future__ import annotations

from bot.channels.wechat.errors import Reaction

_CODES: dict[Reaction, tuple[int, ...]] = {
    Reaction.BUSY: (-1,),
    Reaction.TOKEN: (40014, 41001, 42001),
    # 93000, 93004, 93008: the robot's key is wrong, or the robot was removed from its group or switched off.
    Reaction.CONFIGURATION: (40001, 40013, 40056, 60020, 93000, 93004, 93008, 301002),
    Reaction.NOT_GRANTED: (48002, 60011),
    Reaction.UNKNOWN_PERSON: (40003, 60111, 81013),
    Reaction.MINUTE_QUOTA: (45009, 45033),
    Reaction.TOO_LONG: (45002,),
    Reaction.BUG: (40008, 40035, 40058, 47001),
}

_BY_CODE = {code: reaction for reaction, codes in _CODES.items() for code in codes}

_BUG_FAMILIES = (range(41000, 42000), range(44000, 45000))
"""Missing parameters, and empty contents: always our own request."""


def reaction_to(code: int) -> Reaction:
    """Look a code up."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    return Reaction.BUG if any(code in family for family in _BUG_FAMILIES) else Reaction.OTHER
