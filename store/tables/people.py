"""Who acts: staff with their roles, contractors' firms, and the people bound to a firm."""

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Address, ChannelName, Code, Key, Line, PlainJson, PlainLine, Record
from store.partial import partial_index
from store.personal import Erased, Kept, Whose, personal, plain
from store.sealing import Exempt, Sealed, always, by_column


def new_reference() -> str:
    """A name for a row whose key may stand in no entry that outlives it."""
    return secrets.token_hex(8)


class Staff(Record):
    """A member of staff. Nobody is deleted: who left is inactive, and their acts keep their name."""

    __tablename__ = "staff"
    __audit__ = Sealed(always("staff"))

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(
        String(64), unique=True, info=personal(Whose.STAFF, Erased.KEPT, Kept.DUTIES)
    )
    roles: Mapped[PlainJson]  # a JSON list of `Role` values
    active: Mapped[bool]
    created_at: Mapped[datetime]


class StaffLink(Record):
    """A channel's account that belongs to a member of staff: once they confirmed it at the console."""

    __tablename__ = "staff_links"
    __audit__ = Sealed(always("staff"), key="reference")

    channel: Mapped[ChannelName] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    linked_at: Mapped[datetime]
    unconfirmed_since: Mapped[datetime | None]  # empty once confirmed; until then the link is good for nothing
    reference: Mapped[Code] = mapped_column(unique=True, default=new_reference)  # by which audit entries name it


class StaffAccount(Record):
    """That an account is, or was, a member's: it serves nobody else, and what it sent they never decide on."""

    __tablename__ = "staff_accounts"
    __audit__ = Sealed(always("staff"), key="account")

    account: Mapped[bytes] = mapped_column(primary_key=True, info=personal(Whose.STAFF, Erased.KEPT, Kept.DUTIES))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    since: Mapped[datetime]


class OneTimeCode(Record):
    """A code handed out to be typed, scanned or followed once; only its hash is stored.

    `purpose`: bind (subject: the firm), link (the member of staff), upload (the draft or application), login.
    """

    __tablename__ = "one_time_codes"
    __audit__ = Sealed(always("codes"), key="reference")

    code_hash: Mapped[bytes] = mapped_column(primary_key=True, info=plain())
    purpose: Mapped[Code]
    subject_id: Mapped[int]
    detail: Mapped[PlainJson]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reference: Mapped[Code] = mapped_column(unique=True, default=new_reference)  # by which audit entries name it


class Firm(Record):
    """A contractor (承办企业). `credit_code` is the 统一社会信用代码."""

    __tablename__ = "firms"
    __audit__ = Sealed(by_column("id", "firm:"))
    __table_args__ = (Index(None, "name"),)

    id: Mapped[Key]
    name: Mapped[PlainLine]
    credit_code: Mapped[str] = mapped_column(String(18), unique=True, info=plain())
    created_at: Mapped[datetime]


class Binding(Record):
    """A person in a channel who acts for a firm; ended, never deleted, so that acts keep their actor.

    `address` is emptied when the binding ends, the person unsubscribes or asks to be erased; `account`, a keyed
    digest, stays with the firm's cases, see `store.queries.accounts`.
    """

    __tablename__ = "bindings"
    __audit__ = Sealed(by_column("firm_id", "firm:"))
    __table_args__ = (
        partial_index(
            "uq_bindings_bound",
            "channel",
            "address",
            unique=True,
            where=text("ended_at IS NULL"),
        ),
        Index(None, "firm_id"),
    )

    id: Mapped[Key]
    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    channel: Mapped[ChannelName]
    address: Mapped[Line] = mapped_column(info=personal(Whose.ACCOUNT, Erased.EMPTIED))
    account: Mapped[bytes | None] = mapped_column(info=personal(Whose.ACCOUNT, Erased.KEPT, Kept.DUTIES))
    bound_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class BindTry(Record):
    """Wrong codes of a person; five lock the person for an hour."""

    __tablename__ = "bind_tries"
    __audit__ = Exempt("counts wrong codes for an hour; decides nothing of money or rights")

    channel: Mapped[ChannelName] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(primary_key=True)
    wrong: Mapped[int]
    last_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
