"""What the office did about entries of 意向登记."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Address, ChannelName, Code, Key, Record
from store.personal import Erased, Whose, personal
from store.sealing import Sealed, always


class IntentionCall(Record):
    """A telephone call about an entry (`CallOutcome`). It goes with the entry and its person."""

    __tablename__ = "intention_calls"
    __audit__ = Sealed(always("intentions"))
    __table_args__ = (Index(None, "intention_id"), Index(None, "channel", "address"))

    id: Mapped[Key]
    intention_id: Mapped[int] = mapped_column(ForeignKey("intentions.id"))
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    called_on: Mapped[date]
    outcome: Mapped[Code]
    said: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    called_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
