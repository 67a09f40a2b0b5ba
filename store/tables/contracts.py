"""Contracts and what is recorded about them: changes, evaluations, acceptance, inspections, money taken back."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Fen, KeptWords, Key, PlainLine, PlainWords, Record, Reference, Words
from store.partial import partial_index
from store.personal import Erased, Kept, Whose, personal, plain
from store.sealing import Exempt, Sealed, by_column, through


class Contract(Record):
    """项目建设合同 between 县工信局 and a contractor (Article 9), as signed; `amendments` change it.

    `amount` and `due_on` are those in force; `ratio` is the prepayment ratio in basis points (3000 = 30 %), None
    where the contract names none: then it cannot be activated.
    """

    __tablename__ = "contracts"
    __audit__ = Sealed(by_column("number", "contract:"))
    __table_args__ = (
        # What the list is sorted by; what is in use and past its day is counted and sorted within the index.
        Index(None, "signed_on"),
        Index(None, "created_at"),
        Index(None, "due_on"),
        Index(None, "amount"),
        Index(None, "state", "due_on", "signed_on"),
        Index(None, "state", "signed_on"),
        Index(None, "areas"),
    )

    id: Mapped[Key]
    number: Mapped[Reference] = mapped_column(unique=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"), index=True)
    project: Mapped[PlainLine]
    procurement: Mapped[
        PlainLine
    ]  # number of the 政府采购/招标 result that confirmed the contractor (Article 5, 9)
    amount: Mapped[Fen]
    ratio: Mapped[int | None]
    signed_on: Mapped[date]
    due_on: Mapped[date]
    payee_name: Mapped[PlainLine]
    payee_account: Mapped[PlainLine]
    payee_bank: Mapped[PlainLine]
    payee_bank_code: Mapped[Code | None]  # 联行号, twelve digits
    enterprise_size: Mapped[Code | None]  # 中小企业 or not; None where nobody recorded it
    delivered_on: Mapped[date | None]  # 交付/验收
    agreed_pay_on: Mapped[date | None]  # 约定付款日
    areas: Mapped[Reference | None]  # ordinals of items of Article 7: "1,3"; "" 未列明, None unknown
    state: Mapped[Code]
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook


class ContractCount(Record):
    """How many contracts in a state were signed in a month and are due in another. Months are numbers: 202611.

    Kept in the commit that changes it (`store.monthly`).
    """

    __tablename__ = "contract_counts"
    __audit__ = Exempt("follows from sealed rows; makes lists and the overview cheap")

    state: Mapped[Code] = mapped_column(primary_key=True)
    signed_month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    contracts: Mapped[int]


class Amendment(Record):
    """A recorded change of a contract (补充协议, 延期, 暂停, 终止): `value` is the new sum, date or account.

    A new payee account needs a second member of staff: until `checked_by` is there it is not in force. One that
    was `discarded` by whoever checked it never is.
    """

    __tablename__ = "amendments"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (
        Index(None, "contract_id"),
        partial_index(
            "ix_amendments_unchecked",
            "contract_id",
            where=text("kind = 'payee' AND checked_by IS NULL"),
        ),
        partial_index("ix_amendments_ends", "effective_on", "contract_id", where=text("kind = 'end'")),
    )

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    kind: Mapped[Code]
    value: Mapped[PlainWords]
    document: Mapped[PlainLine]
    effective_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None]
    discarded: Mapped[bool] = mapped_column(default=False)


class OpeningPayment(Record):
    """A payment of before the contract was kept here (期初), as its paper says; it counts as paid.

    `kind` is the kind of money, as of an application.
    """

    __tablename__ = "opening_payments"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (Index(None, "contract_id"),)

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    kind: Mapped[Code]
    amount: Mapped[Fen]
    voucher: Mapped[Reference] = mapped_column(unique=True)  # 支付凭证号
    paid_on: Mapped[date]
    document: Mapped[PlainLine]  # the paper that shows it
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # None: the operator's import
    recorded_at: Mapped[datetime]


class Evaluation(Record):
    """A mid-term evaluation: `article` is 17 or 18; only an Article-18 result opens or holds mid-term money."""

    __tablename__ = "evaluations"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (Index(None, "contract_id"),)

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    article: Mapped[int]
    organiser: Mapped[PlainLine]
    document: Mapped[PlainLine]
    evaluated_on: Mapped[date]
    grade: Mapped[Code]
    advice: Mapped[PlainWords]  # the evaluator's 整改建议
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Recheck(Record):
    """The re-check of a rectification after 基本合格 (Article 18)."""

    __tablename__ = "rechecks"
    __audit__ = Sealed(through("evaluation_id", Evaluation))
    __table_args__ = (Index(None, "evaluation_id"),)

    id: Mapped[Key]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    accepted: Mapped[bool]
    organ: Mapped[PlainLine]
    document: Mapped[PlainLine]
    checked_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Disposal(Record):
    """处理决定 after 不合格 (Article 18). `reduced_to` is the reduced sum in fen where it is 减少支持资金."""

    __tablename__ = "disposals"
    __audit__ = Sealed(through("evaluation_id", Evaluation))
    __table_args__ = (Index(None, "evaluation_id"),)

    id: Mapped[Key]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    organ: Mapped[PlainLine]
    document: Mapped[PlainLine]
    decided_on: Mapped[date]
    measure: Mapped[Code]
    reduced_to: Mapped[Fen | None]
    note: Mapped[PlainWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Acceptance(Record):
    """验收: members, date, conclusion, report; archived under Article 8."""

    __tablename__ = "acceptances"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (Index(None, "contract_id"),)

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    members: Mapped[Words] = mapped_column(info=personal(Whose.STAFF, Erased.KEPT, Kept.ARTICLE_8))
    accepted_on: Mapped[date]
    passed: Mapped[bool]
    conclusion: Mapped[PlainWords]
    report: Mapped[PlainLine]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Oversight(Record):
    """监督审核 (`kind` review: a quarter, the fund) or 监督检查 (inspection: any time, a project): Article 13."""

    __tablename__ = "oversights"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (Index(None, "contract_id"), Index(None, "quarter", "kind", "contract_id"))

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    kind: Mapped[Code]
    quarter: Mapped[str] = mapped_column(String(8), info=plain())  # 2026Q4 of a review, empty of an inspection
    done_on: Mapped[date]
    findings: Mapped[PlainWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class ReturnCase(Record):
    """A case of 追回 (Article 9, prepayments only) or 收回 (Article 18, any money paid): two kinds, never merged.

    The measure does not regulate the procedure: its steps are the office's.
    """

    __tablename__ = "return_cases"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (Index(None, "contract_id"), Index(None, "state", "opened_at"), Index(None, "opened_at"))

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    kind: Mapped[Code]
    ground: Mapped[Code]  # of a recovery: why (Article 9 names two); empty of a reclaim
    decision: Mapped[PlainLine]  # 决定文号
    organ: Mapped[PlainLine]
    reason: Mapped[PlainWords]
    amount: Mapped[Fen]
    pay_by: Mapped[date | None]  # of the notice; of a term in days, once it is served
    pay_days: Mapped[int | None]  # of a notice with a term in days from its service (送达)
    served_on: Mapped[date | None]  # of the newest notice
    pay_to: Mapped[PlainWords]  # 缴款账户 of the notice
    explanation: Mapped[KeptWords]  # the contractor's
    closing: Mapped[PlainWords]  # why it was closed before everything came back
    state: Mapped[Code]
    version: Mapped[int] = mapped_column()
    opened_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook


class ReturnedMoney(Record):
    """Money that came back in a case, with its voucher (缴款凭证).

    `amount` is what counts in the case; `surplus` what the firm paid beyond it on the same voucher. Of older rows
    nobody says source and year.
    """

    __tablename__ = "returned_money"
    __audit__ = Sealed(through("case_id", ReturnCase))
    __table_args__ = (Index(None, "case_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("return_cases.id"))
    amount: Mapped[Fen]
    voucher: Mapped[Reference] = mapped_column(unique=True)
    returned_on: Mapped[date]
    surplus: Mapped[Fen | None]
    source: Mapped[Code | None]
    budget_year: Mapped[int | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
