"""Addresses in a sentence as links that can be pressed; everything else stays what it was."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[!#-&(-;=?-~]+(?<![.,;:!?)])")
"""Plain signs only: a Chinese comma or bracket behind an address does not belong to it."""


def linked(text: str) -> Markup:
    """Escape the text, and make each address in it a link that opens beside the talk."""
    found, parts, end = _ADDRESS.finditer(text), list[Markup](), 0
    for address in found:
        parts += [escape(text[end : address.start()]), _link(address[0])]
        end = address.end()
    return Markup("").join([*parts, escape(text[end:])])


def _link(address: str) -> Markup:
    return Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(address)
