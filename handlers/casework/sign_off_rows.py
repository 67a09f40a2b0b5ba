"""The row of 呈批: what the office's head signed, recorded with the scan of the paper."""

from collections.abc import Iterator
from datetime import date

from handlers.casework.application_guards import no_active_contract, no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.application_row import application_row
from handlers.casework.attempt import Attempt, Recorded, guard, office
from handlers.casework.fields import Line, Number, OptionalWords, asked
from handlers.casework.incoming_papers import label_of, paper_named, scan_reasons
from handlers.casework.sign_offs import is_arranged, purpose_of
from handlers.casework.transitions import ActName
from handlers.results import Reason
from handlers.texts import serving as texts
from policy_kb.models import Model
from store.states import PaperKind, State
from store.tables.serving import SignOff


class SignOffFields(Model):
    """What the signed paper says."""

    signer: Line = asked(texts.SIGNER_OF)
    signed_on: date = asked(texts.SIGNED_ON)
    agreed: bool = asked(texts.AGREED)
    paper: Number = asked(texts.SIGN_OFF_PAPER)
    opinion: OptionalWords = asked(texts.OPINION, default="")


@guard(hides=True)
def _asked_for(attempt: Attempt) -> Iterator[Reason]:
    """Only where the office set it, and where the act that it is for can be done at all."""
    purpose = purpose_of(attempt.sent)
    against = tuple(no_active_contract.check(attempt)) if purpose is ActName.DECLINE else ()
    yield from against
    if not against and not is_arranged(attempt.work, purpose):
        yield office(texts.SIGN_OFF_NOT_ASKED)


@guard("paper")
def _shown_by_the_scan(attempt: Attempt) -> Iterator[Reason]:
    words = attempt.given(SignOffFields).paper
    yield from scan_reasons(attempt.work, words, PaperKind.SIGN_OFF, attempt.contract, attempt.sent)


def _signed(attempt: Attempt) -> Recorded:
    """The history keeps it; the firm is not told of what goes on inside the office."""
    fields, sent = attempt.given(SignOffFields), attempt.sent
    paper, purpose = paper_named(attempt.work, fields.paper), purpose_of(sent).value
    assert paper is not None
    row = attempt.work.add(
        SignOff(
            application_id=sent.id,
            purpose=purpose,
            signer=fields.signer,
            signed_on=fields.signed_on,
            agreed=fields.agreed,
            opinion=fields.opinion,
            paper_id=paper.id,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    note = texts.sign_off(
        purpose=purpose,
        agreed=fields.agreed,
        signer=fields.signer,
        opinion=fields.opinion,
        paper=label_of(paper),
    )
    return Recorded(State(sent.state), note=note, record=row)


SIGN_OFF_ROW = application_row(
    ActName.SIGN_OFF,
    (State.SUBMITTED, State.RETURNED, State.ACCEPTED),
    by="office",
    guards=(no_day_to_come, _asked_for, _shown_by_the_scan),
    fields=SignOffFields,
    record=_signed,
    tells_firm=False,
    tells=(),
    waits=False,
    in_talk=False,
)
"""It leaves the application where it stands."""
