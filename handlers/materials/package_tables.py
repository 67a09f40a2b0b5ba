"""Which table of contents a ZIP has: one that another reader would read as well, where ours reads it."""

from __future__ import annotations

import struct
import zipfile

_END = struct.Struct("<4s4H2LH")
_MARK = b"PK\x05\x06"


def has_one_table(content: bytes, package: zipfile.ZipFile) -> bool:
    """Whether the file ends with the plain end of a table, and `package` was read by that very table.

    Python's reader takes packages with something before or behind them, and prefers a second, larger table
    (ZIP64) that others look at only where the first one sends them: two documents could lie in one file, and we
    would look at the harmless one. No office program writes a file of 20 MB in such a way.
    """
    if len(content) < _END.size:
        return False
    mark, _, _, _, count, size, start, comment = _END.unpack_from(content, len(content) - _END.size)
    is_plain = mark == _MARK and comment == 0 and start + size == len(content) - _END.size
    return bool(is_plain and package.start_dir == start and len(package.filelist) == count)
