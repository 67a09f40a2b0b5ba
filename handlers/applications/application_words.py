"""What is said around an application's form: the declaration, how files are sent, what comes after sending."""

from __future__ import annotations

from handlers.casework.recipients import basis_label
from handlers.casework.standing import standing_of
from handlers.forms.form_kind import Ending
from handlers.materials.handing_in import Materials
from handlers.messages import Channel, Files
from handlers.rendering.reasons import reason_parts
from handlers.results import Done
from handlers.texts import applying as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, OfferKind, Part, Sentence
from policy_kb.roles import PassageRole
from store.queries.applications import application_numbered
from store.work import Work


class DeclarationOf:
    """The declaration with the measure's own clause, word for word."""

    def __init__(self, kb: PolicyKB) -> None:
        clause = kb.clause(PassageRole.DECLARATION)
        self.cited = (clause.citation,) if clause else ()
        self.statement = (
            texts.declaration(label=clause.citation.label, quoted=clause.text)
            if clause
            else texts.PLAIN_DECLARATION
        )
        self.words = f"{self.statement}{texts.DECLARE}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """What has to be confirmed."""
        return (Sentence(text=self.words),)


def send_words(channel: Channel, materials: Materials | None) -> str:
    """How files are sent in the channel: there, or over the upload page."""
    if materials is None:
        return texts.SEND_NOWHERE
    if not materials.takes_files_from(channel):
        return texts.SEND_BY_LINK
    return texts.SEND_PHOTOS if channel.traits.files is Files.PHOTOS else texts.SEND


def sent_parts(work: Work, kb: PolicyKB, done: Done, *, is_resubmission: bool) -> Ending:
    """The number, which unit holds it now, and what comes next with its source."""
    application = application_numbered(work, done.subject)
    assert application is not None
    standing = standing_of(work, application)
    source = basis_label(kb, standing.next_basis)
    parts = (
        Sentence(text=texts.RESUBMITTED if is_resubmission else texts.SUBMITTED),
        Sentence(text=texts.number_is(number=done.subject)),
        Sentence(text=texts.what_next(unit=standing.unit, following=standing.next, source=source)),
        *reason_parts(kb, done.warnings),
    )
    return Ending(parts, (ask(texts.STATUS_LABEL, done.subject),))


def ask(label: str, *words: str) -> Offer:
    """A button that says its label, and a number with it."""
    return Offer(label=label, kind=OfferKind.ASK, value=" ".join((label, *words)))
