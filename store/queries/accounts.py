"""Which account acted, remembered as a keyed digest: also when the account was unbound, unlinked or erased.

Without the key file nobody can try a list of accounts against it; it serves one question only, whether the account
that sent an application belongs, or belonged, to the member who is about to decide on it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from sqlalchemy import delete, select

from store.schema import account_tables
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow
from store.tables.people import Binding, Staff, StaffAccount, StaffLink
from store.work import Work

_PURPOSE, _ADDRESS = "accounts", "address"


def account_digest(work: Work, channel: str, address: str) -> bytes:
    """The digest of an account: the same for the same account, under this installation's key."""
    message = f"{channel}\0{address}".encode()
    return hmac.digest(work.keys.derive(_PURPOSE), message, "sha256")


def remember_binding(work: Work, row: Binding) -> None:
    """Keep whose a binding is, before its address goes."""
    if row.address and row.account is None:
        row.account = account_digest(work, row.channel, row.address)


def remember_link(work: Work, link: StaffLink) -> None:
    """Keep whose an account is, or was."""
    digest = account_digest(work, link.channel, link.address)
    if work.get(StaffAccount, digest) is None:
        work.add(StaffAccount(account=digest, staff_id=link.staff_id, since=link.linked_at))


def unlink(work: Work, link: StaffLink) -> None:
    """Take an account from its member; that it was theirs stays known, where they ever confirmed it.

    What was still to be told there stands in the member's inbox, and is not for whoever has the account now. No
    firm is told by it: a member's account acts for none.
    """
    theirs = (OutboxRow.channel == link.channel, OutboxRow.address == link.address)
    untold = (OutboxRow.rank != OutboxRank.ANSWER.value, OutboxRow.state != OutboxState.SENT.value)
    work.connection.execute(delete(OutboxRow).where(*theirs, *untold))
    if link.unconfirmed_since is None:
        remember_link(work, link)
    work.remove(link)


def holder_of(work: Work, channel: str, address: str) -> int | None:
    """The id of the member whose account this is, or ever was."""
    link = work.get(StaffLink, (channel, address))
    if link is not None:
        return link.staff_id
    known = work.get(StaffAccount, account_digest(work, channel, address))
    return known.staff_id if known else None


def move_account(work: Work, channel: str, old: str, new: str) -> None:
    """Give everything that is kept of an account to another address of the same person in the channel."""
    for kind in account_tables():
        columns = kind.__table__.c
        rows = work.session.scalars(select(kind).where(columns.channel == channel, columns.address == old))
        for row in rows.all():
            setattr(row, _ADDRESS, new)
            if isinstance(row, Binding):
                row.account = account_digest(work, channel, new)


def has_acted_for(work: Work, staff_id: int, firm_id: int) -> bool:
    """Whether an account that is, or was, the member's is, or was, bound to the firm."""
    own = set(_accounts_of(work, staff_id))
    if not own:
        return False
    bound = work.all(select(Binding).where(Binding.firm_id == firm_id))
    return any(_account_of(work, one) in own for one in bound)


def _accounts_of(work: Work, staff_id: int) -> Iterator[bytes]:
    """The digests of the accounts that are, or were, the member's; of what nobody confirmed there is none."""
    query = select(StaffAccount.account, StaffLink.channel, StaffLink.address).select_from(Staff)
    query = query.outerjoin(StaffAccount, StaffAccount.staff_id == Staff.id)
    is_confirmed = (StaffLink.staff_id == Staff.id) & StaffLink.unconfirmed_since.is_(None)
    query = query.outerjoin(StaffLink, is_confirmed).where(Staff.id == staff_id)
    for account, channel, address in work.session.execute(query):
        if account is not None:
            yield account
        if channel is not None:
            yield account_digest(work, channel, address)


def _account_of(work: Work, row: Binding) -> bytes | None:
    """Bindings that an older version made have their address only."""
    if row.account is not None or not row.address:
        return row.account
    return account_digest(work, row.channel, row.address)
