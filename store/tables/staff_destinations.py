"""Where notices to staff go besides the console, how far each was told, and what members switched off."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import ChannelName, Key, Record
from store.partial import partial_index
from store.personal import plain
from store.sealing import Exempt, Sealed, always

_GROUP = text("staff_id IS NULL")


class StaffDestination(Record):
    """A member in a channel, or the group that a channel speaks to: then `staff_id` is None.

    Every notice up to `told_to` is settled for it; of later ones `StaffTelling` names those that are. The address
    is looked up whenever something is sent.
    """

    __tablename__ = "staff_destinations"
    __audit__ = Exempt("how far somebody was told; whose the account is stands in links, what is off in mutes")
    __table_args__ = (
        UniqueConstraint("channel", "staff_id"),
        partial_index(
            "uq_staff_destinations_group",
            "channel",
            unique=True,
            where=_GROUP,
        ),
    )

    id: Mapped[Key]
    channel: Mapped[ChannelName]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    told_to: Mapped[int]
    next_at: Mapped[datetime]  # before it only what is urgent leaves, and what waits leaves with it


class StaffTelling(Record):
    """That a notice left for a destination, in the message of this key on the way out.

    A number that was taken earlier may be committed later: the newest that was told says nothing of those before.
    """

    __tablename__ = "staff_tellings"
    __audit__ = Exempt("which message a notice left in; decides nothing of money or rights")
    __table_args__ = (Index(None, "notice_id"),)

    destination_id: Mapped[int] = mapped_column(ForeignKey("staff_destinations.id"), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("staff_notices.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), info=plain())


class StaffMute(Record):
    """That a member wants no notices in a channel in which they could have them."""

    __tablename__ = "staff_mutes"
    __audit__ = Sealed(always("staff"))
    __table_args__ = (UniqueConstraint("staff_id", "channel"),)

    id: Mapped[Key]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[ChannelName]
    since: Mapped[datetime]
