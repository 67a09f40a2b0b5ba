"""What acts on a contract's archive record."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from handlers.casework.fields import Line, Number, OptionalLine, OptionalWords, Words, asked
from handlers.casework.incoming_rows import scan_fields
from handlers.forms.attachments import Received
from handlers.texts import archive as texts
from handlers.texts import incoming
from policy_kb.models import Model
from store.states import Folder

MOST_PAGES = 9999


class AddMaterialFields(Model):
    """A file that was looked into and kept, and what the directory says of it. `size` is in bytes."""

    folder: Folder = asked(texts.FOLDER)
    item: OptionalLine = asked(texts.ITEM, default="")
    title: Line = asked(texts.MATERIAL_TITLE)
    author: OptionalLine = asked(texts.AUTHOR, default="")
    document: OptionalLine = asked(texts.DOCUMENT, default="")
    dated_on: date | None = asked(texts.DATED_ON, default=None)
    name: str = asked(incoming.SCAN_NAME)
    media_type: str = asked(incoming.SCAN_TYPE)
    size: int = asked(incoming.SCAN_SIZE)
    sha256: str = asked(incoming.SCAN_SHA256)
    path: str = asked(incoming.SCAN_PATH)
    copy_path: str | None = asked(incoming.SCAN_COPY)
    invoice: str | None = asked(incoming.SCAN_INVOICE)
    at: datetime = asked(incoming.SCAN_AT)


class UploadWords(Model):
    """What is typed about the files of one form."""

    folder: Folder
    item: OptionalLine = ""
    title: OptionalLine = ""
    author: OptionalLine = ""
    document: OptionalLine = ""
    dated_on: date | None = None


def material_fields(received: Received, words: UploadWords) -> AddMaterialFields:
    """A file that was taken in, with what was typed about it; without a title it has that of its name."""
    typed = words.model_dump() | {"title": words.title or received.name.rpartition(".")[0]}
    return AddMaterialFields(**typed, **scan_fields(received).model_dump())


class RemoveMaterialFields(Model):
    """Which file leaves the archive, and why."""

    material: Number = asked(texts.MATERIAL)
    reason: Words = asked(texts.REMOVE_REASON)


class DescribePieceFields(Model):
    """What the records do not say of a piece."""

    piece: Number = asked(texts.PIECE)
    reference: OptionalLine = asked(texts.REFERENCE, default="")
    secrecy: OptionalLine = asked(texts.SECRECY, default="")
    pages: Annotated[int, Field(gt=0, le=MOST_PAGES)] | None = asked(texts.PAGES, default=None)
    remark: OptionalLine = asked(texts.REMARK, default="")
    item: OptionalLine = asked(texts.ITEM, default="")


class HandOverFields(Model):
    """移交 from the office to the bureau."""

    handed_by: Line = asked(texts.HANDED_BY)
    received_by: Line = asked(texts.RECEIVED_BY)
    handed_on: date = asked(texts.HANDED_ON)
    note: OptionalWords = asked(texts.TRANSFER_NOTE, default="")
