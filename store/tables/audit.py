"""The audit chains: one a case, and a daily head over all of them."""

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Json, Key, PlainJson, PlainWords, Record, Reference
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt

Signature = Annotated[str, mapped_column(String(128), default="", info=plain())]
"""Of the installation's key over a hash, in hex; empty in what is older than signatures."""


class AuditRow(Record):
    """One entry: ids and salted digests only, so that erasing a person never breaks a chain.

    `hash` covers everything here and the hash before it in the same chain. `chain` is an application's number,
    contract:NUMBER, or a register's name (staff, settings).
    """

    __tablename__ = "audit_rows"
    __audit__ = Exempt("signed and linked themselves")
    __table_args__ = (UniqueConstraint("chain", "place"),)

    id: Mapped[Key]
    chain: Mapped[str] = mapped_column(String(80), info=plain())
    place: Mapped[int] = mapped_column(Integer)  # counted from 1 within the chain
    at: Mapped[datetime]
    actor: Mapped[Reference]
    act: Mapped[Code]
    facts: Mapped[Json] = mapped_column(info=personal(Whose.CONTACT, Erased.WITH_SALT))
    previous: Mapped[Reference]
    hash: Mapped[Reference]
    signature: Mapped[Signature]


class AuditSalt(Record):
    """The salt under which an entry's personal content was digested; erased with the person."""

    __tablename__ = "audit_salts"
    __audit__ = Exempt("a salt that is changed or gone breaks the seal that it belongs to")

    digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, info=personal(Whose.CONTACT, Erased.WITH_SALT)
    )
    salt: Mapped[bytes] = mapped_column(info=personal(Whose.CONTACT, Erased.WITH_SALT))
    subject: Mapped[Reference] = mapped_column(index=True)  # whose it is: binding:3, or empty
    seal: Mapped[str] = mapped_column(String(120), index=True, default="", info=plain())  # row:payments:7


class AuditHead(Record):
    """The head of a day over all chains; `hash` covers the chains' ends and the head before it."""

    __tablename__ = "audit_heads"
    __audit__ = Exempt("signed and linked themselves")

    day: Mapped[date] = mapped_column(primary_key=True)
    chains: Mapped[PlainJson]  # chain → [length, hash] of those that grew since the head before
    previous: Mapped[Reference]
    hash: Mapped[Reference]
    signature: Mapped[Signature]


class AuditAdopted(Record):
    """What the adoption entry takes in, a line each; their digest stands in that signed entry.

    `name` is end:CHAIN (`value`: place and hash of its last unsigned entry), head:DAY, or a seal (`value`: its
    digest and whose the words are, or a word of `store.adoption` where there is none).
    """

    __tablename__ = "audit_adopted"
    __audit__ = Exempt("its digest stands in a signed entry")

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120), unique=True, info=plain())
    value: Mapped[str] = mapped_column(String(160), info=personal(Whose.CONTACT, Erased.WITH_SALT))


class AuditKey(Record):
    """The key that signs this database's entries; the private half lies in a file outside."""

    __tablename__ = "audit_keys"
    __audit__ = Exempt("a fingerprint other than the key file's stops the start")

    fingerprint: Mapped[Reference] = mapped_column(primary_key=True)
    public_pem: Mapped[PlainWords]
    taken_at: Mapped[datetime]
