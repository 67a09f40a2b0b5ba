"""What a passage is for, whatever its number: the guide says which passage plays which role."""

from __future__ import annotations

from enum import StrEnum


class PassageRole(StrEnum):
    """The closed set of roles. A document has some of them; what stands on a missing one is off."""

    WHO_APPLIES = "who-applies"  # who applies for money, and to whom
    DECLARATION = "declaration"  # the applicant answers for what is handed in; its words are declared
    APPROVAL = "approval"  # who decides about an application
    PAYMENT = "payment"
    PREPAYMENT = "prepayment"  # the contract, and the ratio that it names; its words are quoted beside a ratio
    EVALUATION = "evaluation"  # who evaluates, and by what system
    MID_TERM = "mid-term"  # the result that opens or holds further money
    RECOVERY = "recovery"  # prepaid money is taken back
    RECLAIM = "reclaim"  # money is taken back after a bad result
    ARCHIVE = "archive"
    SUPERVISION = "supervision"
    BOOKKEEPING = "bookkeeping"
    LIABILITY = "liability"
    WINDOWS = "windows"  # where suggestions and reports are taken
    INTERPRETATION = "interpretation"
    STANDARDS = "standards"  # where scope and standards stand, or are referred to
    SCOPE = "scope"  # the list of what is supported
    REWARDS = "rewards"  # support for which the document writes no way to apply
