"""已与原件核对: by the office alone, on what was sent, once; taken back with a reason only."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from handlers.casework.material_rows import RevokeCheckFields
from handlers.casework.table import ActName
from handlers.texts import material_checks as texts
from store.audit.seals import is_seal
from store.queries.applications import application_numbered
from store.queries.materials import checks_of_application, standing_check
from store.tables.applications import Material
from store.tables.audit import AuditRow
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import Town, done, refused
from tests.handlers.materials import giving

WHY = RevokeCheckFields(reason="拿错了原件")


def handed_in(town: Town, number: str = "") -> Material:
    """A file of an application, or of a draft."""
    application = application_numbered(town.work, number)
    draft = None if application else giving.draft(town.work, town.boss)
    return town.work.add(
        Material(
            application_id=application.id if application else None,
            draft_id=draft.id if draft else None,
            firm_id=town.contract.firm_id,
            item="",
            name="方案.pdf",
            media_type="application/pdf",
            size=3,
            sha256="ab" * 32,
            path="2026-11/" + "0" * 32,
            received_at=town.work.now,
            received_by=town.boss.reference,
        )
    )


def test_it_is_told_in_the_applications_chain_with_the_digest_of_the_file(town: Town) -> None:
    number = town.submitted()
    material = handed_in(town, number)
    done(perform(town.work, town.office, ActName.CHECK_ORIGINAL, str(material.id)))
    standing = standing_check(town.work, material.id)
    assert standing is not None
    assert (standing.checked_by, standing.checked_at) == (town.office.id, town.work.now)
    done(perform(town.work, town.colleague, ActName.REVOKE_CHECK, str(material.id), WHY))
    assert standing_check(town.work, material.id) is None
    query = select(AuditRow).where(AuditRow.chain == number, AuditRow.act.in_(["check_original", "revoke_check"]))
    entries = town.work.all(query.order_by(AuditRow.place))
    assert [(one.act, one.actor) for one in entries] == [
        ("check_original", town.office.reference),
        ("revoke_check", town.colleague.reference),
    ]
    facts = {name: value for name, value in json.loads(entries[0].facts).items() if not is_seal(name)}
    assert facts == {"material": material.id, "sha256": "ab" * 32}
    assert "拿错了" not in entries[1].facts


def test_it_is_done_once_and_anew_only_after_it_was_taken_back(town: Town) -> None:
    number = town.submitted()
    material = handed_in(town, number)
    assert _refusal(town, ActName.REVOKE_CHECK, material, WHY) == [texts.NOT_COMPARED]
    done(perform(town.work, town.office, ActName.CHECK_ORIGINAL, str(material.id)))
    assert _refusal(town, ActName.CHECK_ORIGINAL, material) == [texts.COMPARED_ALREADY]
    done(perform(town.work, town.office, ActName.REVOKE_CHECK, str(material.id), WHY))
    done(perform(town.work, town.colleague, ActName.CHECK_ORIGINAL, str(material.id)))
    application = application_numbered(town.work, number)
    assert application is not None
    checks = checks_of_application(town.work, application.id)
    assert [(one.checked_by, one.revoked_by, one.reason) for one in checks] == [
        (town.office.id, town.office.id, "拿错了原件"),
        (town.colleague.id, None, ""),
    ]


def test_the_application_stays_as_it_was_seen(town: Town) -> None:
    number = town.submitted()
    material = handed_in(town, number)
    application = application_numbered(town.work, number)
    assert application is not None
    before = (application.state, application.version)
    done(perform(town.work, town.office, ActName.CHECK_ORIGINAL, str(material.id)))
    assert (application.state, application.version) == before


@pytest.mark.parametrize("name", ["bureau", "payer", "supervisor", "auditor", "administrator", "boss"])
def test_nobody_else_does_it(town: Town, name: str) -> None:
    material = handed_in(town, town.submitted())
    result = perform(town.work, getattr(town, name), ActName.CHECK_ORIGINAL, str(material.id))
    assert [reason.text for reason in refused(result)] == [texts.OFFICE_ONLY]
    assert standing_check(town.work, material.id) is None


def test_a_file_that_nobody_sent_is_not_there(town: Town) -> None:
    assert _refusal(town, ActName.CHECK_ORIGINAL, handed_in(town)) == [texts.NO_SUCH]
    for number in ("", "0", "99999", "9" * 30, "1 OR 1=1", "../1"):
        result = perform(town.work, town.office, ActName.CHECK_ORIGINAL, number)
        assert [reason.text for reason in refused(result)] == [texts.NO_SUCH]


def _refusal(town: Town, act: ActName, material: Material, fields: RevokeCheckFields | None = None) -> list[str]:
    return [reason.text for reason in refused(perform(town.work, town.office, act, str(material.id), fields))]
