"""What members of staff sign in with, and what is kept of who tried to."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Key, Line, PlainLine, Record
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt, Sealed, always


class Credential(Record):
    """A member's password and authenticator. A row that was written in past every act lets nobody in."""

    __tablename__ = "credentials"
    __audit__ = Sealed(always("staff"), key="staff_id")

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    password_hash: Mapped[PlainLine]  # argon2id, with its parameters and salt
    totp_secret: Mapped[PlainLine]  # encrypted under the installation's key
    set_at: Mapped[datetime]


class RecoveryCode(Record):
    """A code in place of the authenticator, good once. Only its hash under the installation's key is stored."""

    __tablename__ = "recovery_codes"
    __audit__ = Sealed(always("staff"))
    __table_args__ = (Index(None, "staff_id"),)

    id: Mapped[Key]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    code_hash: Mapped[bytes] = mapped_column(info=plain())
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class TotpStep(Record):
    """The newest 30-second step whose code a member used: none up to it is good again (RFC 6238, 5.2)."""

    __tablename__ = "totp_steps"
    __audit__ = Exempt("says which code was used last; taking it back opens nothing without the password")

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    step: Mapped[int] = mapped_column(BigInteger)


class CredentialReset(Record):
    """That an administrator asked for a new password and authenticator of a member; a second one confirms it."""

    __tablename__ = "credential_resets"
    __audit__ = Sealed(always("staff"))
    __table_args__ = (Index(None, "staff_id"),)

    id: Mapped[Key]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    confirmed_at: Mapped[datetime | None]


class SignInTry(Record):
    """How often it went wrong for an address, or for a name at an address. Keyed digests: it names neither."""

    __tablename__ = "sign_in_tries"
    __audit__ = Exempt("counts wrong passwords for a day; strangers make it grow")

    key: Mapped[bytes] = mapped_column(primary_key=True, info=plain())
    failed: Mapped[int]
    last_at: Mapped[datetime]
    not_before: Mapped[datetime] = mapped_column(index=True)


class SignInEvent(Record):
    """The log of the door: who came in, who was refused, what ended. Kept half a year, apart from the cases."""

    __tablename__ = "sign_in_events"
    __audit__ = Exempt("strangers make it grow; sessions that began and ended are told in the chain of sign-ins")
    __table_args__ = (Index(None, "staff_id", "at"), Index(None, "at"))

    id: Mapped[Key]
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # None where the name is nobody's
    event: Mapped[Code]  # a `SignInOutcome`
    way: Mapped[Code]
    household: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.EXPIRES))
    browser: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.EXPIRES))


class PhoneSignIn(Record):
    """A phone that shows a code, until a member who is signed in types it at their desktop."""

    __tablename__ = "phone_sign_ins"
    __audit__ = Exempt("lives for minutes; what it opens is a session, told in the chain of sign-ins")
    __table_args__ = (Index(None, "expires_at"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True, info=plain())
    code_hash: Mapped[bytes] = mapped_column(unique=True, info=plain())
    browser: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.EXPIRES))
    household: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.EXPIRES))
    expires_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approval: Mapped[bytes | None] = mapped_column(
        info=plain()
    )  # MAC of token and member: the row alone opens nothing
