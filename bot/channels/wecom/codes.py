"""The error codes of WeCom's server API, by what each asks of us."""

from __future__ import annotations

from bot.channels.wechat.errors import CodeTable, Reaction

_TABLE = CodeTable(
    {
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
)


def reaction_to(code: int) -> Reaction:
    """Look a code up."""
    return _TABLE.reaction_to(code)
