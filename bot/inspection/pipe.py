"""What goes through the pipe of a limited process: one line of JSON, and the bytes behind it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping


def report_line(told: Mapping[str, object]) -> bytes:
    """The line, with its end."""
    return json.dumps(told).encode() + b"\n"


def send_report(report_on: Callable[[bytes], bytes]) -> None:
    """In the process: make a report of what comes on the standard input, and write it out."""
    output = os.dup(1)
    os.dup2(2, 1)  # what a library prints goes where its errors go: nowhere
    report = report_on(sys.stdin.buffer.read())
    while report:
        report = report[os.write(output, report) :]


def split_report(raw: bytes, longest: int | None = None) -> tuple[bytes, bytes]:
    """Outside of it: the line, of `longest` bytes at most, and what stands behind it.

    Raises:
        ValueError: there is no such line.
    """
    line, end, behind = raw.partition(b"\n")
    if not end or (longest is not None and len(line) > longest):
        raise ValueError("no line of a report")
    return line, behind
