"""Disbursement applications (拨付申请): drafts, the application, its steps, meetings, payments and materials."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import (
    Address,
    ChannelName,
    Code,
    Fen,
    Json,
    KeptJson,
    KeptLine,
    KeptWords,
    Key,
    PlainJson,
    PlainLine,
    PlainWords,
    Record,
    Reference,
)
from store.partial import partial_index
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt, Sealed, always, by_column, through


class Draft(Record):
    """A form that is being filled in; erased when it is sent, cancelled, 30 days old, or its person unsubscribes.

    `firm_id` lets everybody bound to the firm go on with it, in any channel; None for people without a firm.
    """

    __tablename__ = "drafts"
    __audit__ = Exempt("unsent: changes with every answer; what is sent is sealed as the application")
    __table_args__ = (Index(None, "channel", "address"), Index(None, "firm_id"), Index(None, "expires_at"))

    id: Mapped[Key]
    form: Mapped[Code]
    form_version: Mapped[int]
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firms.id"))
    subject: Mapped[Reference]  # the application that is mended (退回补正), or empty
    data: Mapped[Json] = mapped_column(info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook


class Application(Record):
    """An application from its submission on. `number` is the 申请编号.

    `data` is what the form collected, as the contractor confirmed it; `declaration` is the sentence of Article 10
    confirmed word for word, with the time and the SHA-256 of every file.
    """

    __tablename__ = "applications"
    __audit__ = Sealed(by_column("number"))
    __table_args__ = (
        Index(None, "contract_id"),
        Index(None, "state", "state_since"),
        # What lists are sorted by, alone and within a state; of a kind they are counted.
        Index(None, "state_since"),
        Index(None, "submitted_at"),
        Index(None, "amount"),
        Index(None, "state", "submitted_at"),
        Index(None, "state", "amount"),
        Index(None, "kind", "submitted_at"),
    )

    id: Mapped[Key]
    number: Mapped[Code] = mapped_column(unique=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    kind: Mapped[Code]
    state: Mapped[Code]
    state_since: Mapped[datetime]
    amount: Mapped[Fen]  # applied for
    approved: Mapped[Fen | None]
    form_version: Mapped[int]
    data: Mapped[KeptJson]
    declaration: Mapped[KeptJson]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[Reference]  # an actor's reference: binding:3 or staff:5
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook


class StandingFacts(Record):
    """What decides for whom an application waits, as `store.standings.facts` writes it: many share the same."""

    __tablename__ = "standing_facts"
    __audit__ = Exempt("follows from sealed rows; makes lists cheap")

    id: Mapped[Key]
    facts: Mapped[PlainJson] = mapped_column(unique=True)


class ApplicationStanding(Record):
    """The facts that hold of an application: derived when its case changes, for lists to find it by."""

    __tablename__ = "application_standings"
    __audit__ = Exempt("follows from sealed rows; makes lists cheap")
    __table_args__ = (Index(None, "facts_id", "since", "application_id"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    facts_id: Mapped[int] = mapped_column(ForeignKey("standing_facts.id"))
    since: Mapped[datetime]  # as `state_since`
    areas: Mapped[Reference | None]  # the contract's


class ApplicationCount(Record):
    """How many applications are in a state, came to it in a month, and are of contracts for the same items.

    Kept in the commit that changes it (`store.monthly`). `areas` are as those of kept sums of the journal.
    """

    __tablename__ = "application_counts"
    __audit__ = Exempt("follows from sealed rows; makes lists and the overview cheap")

    state: Mapped[Code] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 202611
    areas: Mapped[Reference] = mapped_column(primary_key=True)
    applications: Mapped[int]


class StepRow(Record):
    """One act on an application: the history that status and console read. `note` is internal and never leaks."""

    __tablename__ = "application_steps"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "application_id", "id"), Index(None, "at", "from_state", "to_state"))

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    act: Mapped[Code]
    from_state: Mapped[Code]
    to_state: Mapped[Code]
    actor: Mapped[Reference]
    at: Mapped[datetime]
    told: Mapped[KeptWords]  # what the contractor is told beyond the fixed words, such as all that is missing
    note: Mapped[KeptWords]
    fields: Mapped[KeptJson]  # what the act recorded


class StepCount(Record):
    """How many steps of a month went from one state to another: kept in their own commit (`store.monthly`)."""

    __tablename__ = "step_counts"
    __audit__ = Exempt("follows from sealed rows; makes the overview cheap")

    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 202611
    from_state: Mapped[Code] = mapped_column(primary_key=True)
    to_state: Mapped[Code] = mapped_column(primary_key=True)
    steps: Mapped[int]


class Meeting(Record):
    """A result of 县政府常务会议 (Article 10, 12). Minutes and item number come later, before any payment.

    The newest is in force; one that `supersedes` another (决定变更) changes a result that a sitting gave before.
    """

    __tablename__ = "meetings"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (
        Index(None, "application_id"),
        partial_index("ix_meetings_superseding", "application_id", where=text("supersedes IS NOT NULL")),
    )

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    session: Mapped[PlainLine]  # 第__次常务会议
    held_on: Mapped[date]
    result: Mapped[Code]
    approved: Mapped[Fen | None]
    condition: Mapped[PlainWords]
    minutes: Mapped[Reference | None]
    item: Mapped[Reference | None]
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), unique=True)
    withheld: Mapped[bool | None]  # from the contractor, until its minutes are recorded
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Payment(Record):
    """A payment (Article 12), or its reversal (退票) when `reverses` names one; reversals are negative sums."""

    __tablename__ = "payments"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "application_id"),)

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    amount: Mapped[Fen]
    source: Mapped[Code]
    quota: Mapped[PlainLine]  # 指标文号, as it was at the time
    quota_id: Mapped[int | None] = mapped_column(index=True)  # a Quota, where it draws on one
    voucher: Mapped[Reference] = mapped_column(unique=True)  # 支付凭证号
    payee_name: Mapped[PlainLine]
    paid_on: Mapped[date]
    reverses: Mapped[int | None] = mapped_column(ForeignKey("payments.id"), unique=True)
    reason: Mapped[PlainWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Material(Record):
    """A file handed in. The original stays byte for byte at `path`, below the files' folder; `copy` is to look at.

    It belongs to a draft until it is sent, then to the application; one taken out of a draft is deleted. A scan
    belongs to the paper that came in, and to the application as soon as there is one; what staff upload of a
    contract's life (`ContractMaterial`) to the contract.
    """

    __tablename__ = "materials"
    __audit__ = Sealed(by_column("firm_id", "firm:"))
    __table_args__ = (
        Index(None, "draft_id"),
        Index(None, "application_id"),
        Index(None, "paper_id"),
        Index(None, "contract_id"),
        Index(None, "sha256"),
        Index(None, "invoice"),
    )

    id: Mapped[Key]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_papers.id"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    item: Mapped[Reference]  # of the office's checklist, or empty
    name: Mapped[KeptLine]  # as the sender named it; never a path
    media_type: Mapped[str] = mapped_column(String(100), info=plain())
    size: Mapped[int]  # bytes
    sha256: Mapped[Reference]
    path: Mapped[PlainLine]
    copy: Mapped[str | None] = mapped_column(String(255), info=plain())
    invoice: Mapped[Code | None]  # number of an e-invoice
    received_at: Mapped[datetime]
    received_by: Mapped[Reference]


class DiscardedFile(Record):
    """A file whose row was erased: it is deleted once the act that erased it is committed."""

    __tablename__ = "discarded_files"
    __audit__ = Exempt("a list of work for the next minute; the material that went is told in its chain")

    path: Mapped[str] = mapped_column(String(255), primary_key=True, info=plain())
    at: Mapped[datetime]


class FileQuota(Record):
    """How many files somebody (binding:3) sent on a day, and of how many bytes; refused ones count as well."""

    __tablename__ = "file_quotas"
    __audit__ = Exempt("counts bytes of a day; decides nothing of money or rights")

    day: Mapped[date] = mapped_column(primary_key=True)
    holder: Mapped[Reference] = mapped_column(primary_key=True)
    files: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)


class ChecklistItem(Record):
    """办公室公布的清单: what the office asks for, per kind of application. The measure lists no materials."""

    __tablename__ = "checklist_items"
    __audit__ = Sealed(always("settings"))
    __table_args__ = (Index(None, "kind", "position"),)

    id: Mapped[Key]
    kind: Mapped[Code]
    code: Mapped[Reference]
    label: Mapped[PlainLine]
    hint: Mapped[PlainWords]
    required: Mapped[bool]
    position: Mapped[int]
    retired_at: Mapped[datetime | None]


class Nudge(Record):
    """催办: at most once in five workdays for an application."""

    __tablename__ = "nudges"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "application_id"),)

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    at: Mapped[datetime]
    actor: Mapped[Reference]


class Intention(Record):
    """意向登记 of people who are no contractors: what they would like to hear of, and how to reach them."""

    __tablename__ = "intentions"
    __audit__ = Sealed(always("intentions"))
    __table_args__ = (
        Index(None, "channel", "address"),
        Index(None, "registered_at"),
        Index(None, "handled_at", "registered_at"),
    )

    id: Mapped[Key]
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    data: Mapped[Json] = mapped_column(info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    registered_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Arrangement(Record):
    """办公室设置（办法未规定）: what staff set, by name; the values' meaning is in `handlers`."""

    __tablename__ = "arrangements"
    __audit__ = Sealed(always("settings"), key="name")

    name: Mapped[Reference] = mapped_column(primary_key=True)
    value: Mapped[PlainJson]
    set_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    set_at: Mapped[datetime]
