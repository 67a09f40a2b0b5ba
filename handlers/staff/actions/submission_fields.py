"""What the office records of an application that comes in at the counter or by post."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.casework.fields import Line, Money, Number, OptionalLine, PersonName, Phone, asked
from handlers.texts import desk_fields as texts
from handlers.texts import incoming
from policy_kb.models import Model

Purpose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=500)]


class AppliedFields(Model):
    """What the application says."""

    amount: Money = asked(texts.APPLIED)
    purpose: Purpose = asked(texts.PURPOSE)
    contact: PersonName = asked(texts.CONTACT)
    phone: Phone = asked(texts.CONTACT_PHONE)


class PaperFields(Model):
    """The paper that came in, whose stamp stands for the declaration of Article 10, and what was with it."""

    papers: OptionalLine
    paper: Number = asked(incoming.PAPER)
    signer: Line = asked(texts.STAMPED_BY)


class SubmissionFields(PaperFields, AppliedFields):
    """An application on paper: what it says is asked first."""

    papers: Line = asked(texts.PAPERS)


class ResubmissionFields(PaperFields):
    """补正 on paper: what was taken before need not come again, and the sum stays where none is given."""

    papers: OptionalLine = asked(texts.MORE_PAPERS, default="")
    amount: Money | None = asked(texts.RESUBMITTED_SUM, default=None)


class CorrectionFields(SubmissionFields):
    """What was entered from paper and sent back by whoever checked it: all of it anew."""
