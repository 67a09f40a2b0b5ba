"""Every act that there is: the rows of the table, which `handlers.casework.table` brings in with the first act."""

from __future__ import annotations

from handlers.casework.amendment_rows import AMENDMENT_ROWS
from handlers.casework.answer_rows import ANSWER_ROWS
from handlers.casework.archive_rows import ARCHIVE_ROWS
from handlers.casework.arrangement_rows import ARRANGEMENT_ROWS
from handlers.casework.batch_rows import BATCH_ROWS
from handlers.casework.binding_rows import BINDING_ROWS
from handlers.casework.checklist_rows import CHECKLIST_ROWS
from handlers.casework.code_rows import CODE_ROWS
from handlers.casework.complaints.excerpt_rows import COMPLAINT_EXCERPT_ROWS
from handlers.casework.complaints.handling_rows import COMPLAINT_HANDLING_ROWS
from handlers.casework.complaints.intake_rows import COMPLAINT_INTAKE_ROWS
from handlers.casework.complaints.recusal_rows import COMPLAINT_RECUSAL_ROWS
from handlers.casework.contract_rows import CASE_ROWS, CONTRACT_ROWS
from handlers.casework.correction_rows import CORRECTION_ROWS
from handlers.casework.credential_rows import CREDENTIAL_ROWS
from handlers.casework.deputy_rows import DEPUTY_ROWS
from handlers.casework.entry_rows import ENTRY_ROWS
from handlers.casework.fund_review_rows import FUND_REVIEW_ROWS
from handlers.casework.incoming_rows import INCOMING_ROWS
from handlers.casework.inspection_rows import INSPECTION_ROWS
from handlers.casework.intake_rows import INTAKE_ROWS
from handlers.casework.intention_rows import INTENTION_ROWS
from handlers.casework.link_rows import LINK_ROWS
from handlers.casework.material_rows import MATERIAL_ROWS
from handlers.casework.meeting_rows import MEETING_ROWS
from handlers.casework.message_rows import MESSAGE_ROWS
from handlers.casework.note_rows import APPLICATION_NOTE, CONTRACT_NOTE
from handlers.casework.opening_rows import OPENING_ROWS
from handlers.casework.paper_rows import PAPER_ROWS
from handlers.casework.pause_rows import PAUSE_ROWS
from handlers.casework.payment_rows import PAYMENT_ROWS
from handlers.casework.quota_rows import QUOTA_ROWS
from handlers.casework.sealed.rows import SEALED_ROWS
from handlers.casework.sealed.window_rows import REPORT_WINDOW_ROWS
from handlers.casework.serving_rows import SERVE_DECLINE_ROW, SERVE_DEMAND_ROW, SERVE_RECTIFICATION_ROW
from handlers.casework.settling import SETTLE_ROW
from handlers.casework.sign_off_rows import SIGN_OFF_ROW
from handlers.casework.staff_rows import STAFF_ROWS
from handlers.casework.staff_way_rows import STAFF_WAY_ROWS
from handlers.casework.superseding import SUPERSEDE_ROW
from handlers.casework.telling_rows import TELLING_ROWS
from handlers.casework.terms_row import TERMS_ROW
from handlers.casework.thread_rows import THREAD_ROWS
from handlers.casework.voucher_rows import VOUCHER_ROWS
from handlers.casework.year_rows import YEAR_ROWS

_ON_APPLICATIONS = (
    *INTAKE_ROWS,
    *MEETING_ROWS,
    *PAYMENT_ROWS,
    *VOUCHER_ROWS,
    *PAPER_ROWS,
    *MATERIAL_ROWS,
    SUPERSEDE_ROW,
    SETTLE_ROW,
    APPLICATION_NOTE,
    SIGN_OFF_ROW,
    SERVE_DECLINE_ROW,
)
_ON_CONTRACTS = (
    *CONTRACT_ROWS,
    *CASE_ROWS,
    *ENTRY_ROWS,
    *AMENDMENT_ROWS,
    *OPENING_ROWS,
    TERMS_ROW,
    *ARCHIVE_ROWS,
    CONTRACT_NOTE,
    SERVE_DEMAND_ROW,
)
_ON_STAFF = (*STAFF_ROWS, *LINK_ROWS, *STAFF_WAY_ROWS, *CREDENTIAL_ROWS, *DEPUTY_ROWS)
_ON_PEOPLE = (*BINDING_ROWS, *TELLING_ROWS, *CODE_ROWS, *_ON_STAFF, *INTENTION_ROWS, *THREAD_ROWS)
_ON_COMPLAINTS = (
    *COMPLAINT_INTAKE_ROWS,
    *COMPLAINT_HANDLING_ROWS,
    *COMPLAINT_RECUSAL_ROWS,
    *COMPLAINT_EXCERPT_ROWS,
)
_SUPERVISION = (*FUND_REVIEW_ROWS, *INSPECTION_ROWS, SERVE_RECTIFICATION_ROW)
_ON_BOOKS = (*INCOMING_ROWS, *BATCH_ROWS, *QUOTA_ROWS, *YEAR_ROWS)
_OFFICES_OWN = (
    *CHECKLIST_ROWS,
    *ARRANGEMENT_ROWS,
    *PAUSE_ROWS,
    *ANSWER_ROWS,
    *MESSAGE_ROWS,
    *REPORT_WINDOW_ROWS,
    *SEALED_ROWS,
)
_ON_CASEWORK = (*_ON_APPLICATIONS, *_ON_CONTRACTS, *CORRECTION_ROWS)
EVERY_ROW = (*_ON_CASEWORK, *_ON_PEOPLE, *_ON_COMPLAINTS, *_SUPERVISION, *_ON_BOOKS, *_OFFICES_OWN)
