"""办公室公布的清单: the office keeps it, per kind of application; the measure lists no materials (Article 10)."""

from __future__ import annotations

import json
import zlib

from store.queries.materials import checklist
from store.states import Kind
from store.work import Work

LONGEST_LABEL = 60
LONGEST_HINT = 300
_ENCODING = "utf-8"


def list_version(work: Work, kind: Kind) -> int:
    """A number that is another one as soon as anything of the list is: what somebody saw is told apart by it."""
    said = [(item.code, item.label, item.hint, item.required) for item in checklist(work, kind.value)]
    return zlib.crc32(json.dumps(said).encode(_ENCODING))
