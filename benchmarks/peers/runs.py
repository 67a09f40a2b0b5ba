"""Ask the peers the same questions in the same run: each a process of its own, JSON lines in and out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from benchmarks.peers.outcomes import Found, PeerError, PeerRun
from benchmarks.peers.venvs import last_line, python_of

_ROOT = Path(__file__).parent.parent.parent
_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Peer:
    """`module` stands in this folder, its pins beside it under the same name."""

    name: str
    module: str


PEERS = (
    Peer("rapidfuzz token_set_ratio over characters", "token_set_ratio"),
    Peer("bm25s over jieba words", "bm25_words"),
    Peer("ChatterBot best match", "chatterbot_match"),
)


def ask_peer(
    peer: Peer,
    passages: Mapping[str, str],
    questions: Sequence[str],
    python: Callable[[str], Path] = python_of,
) -> PeerRun:
    """The peer's first citations; what keeps it from answering is part of the result."""
    try:
        return PeerRun(peer.name, found=ask(python(peer.module), peer.module, passages, questions))
    except PeerError as error:
        return PeerRun(peer.name, trouble=str(error))


def ask(python: Path, module: str, passages: Mapping[str, str], questions: Sequence[str]) -> tuple[Found, ...]:
    """One line an answer.

    Raises:
        PeerError: the peer fell over, or said something else.
    """
    said = _converse([str(python), "-m", f"benchmarks.peers.{module}"], _script(passages, questions))
    try:
        found = tuple(Found.model_validate_json(line) for line in said.splitlines())
    except ValidationError as error:
        raise PeerError(f"it answered with something else: {error.errors()[0]['msg']}") from error
    if len(found) != len(questions):
        raise PeerError(f"it answered {len(found)} of {len(questions)} questions")
    return found


def _script(passages: Mapping[str, str], questions: Sequence[str]) -> str:
    lines: list[object] = [{"passages": dict(passages)}, *({"q": question} for question in questions)]
    return "".join(json.dumps(line) + "\n" for line in lines)


def _converse(command: list[str], script: str) -> str:
    try:
        done = subprocess.run(
            command, input=script, cwd=_ROOT, capture_output=True, text=True, timeout=60 * _MINUTES, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(f"it does not run: {type(error).__name__}") from error
    if done.returncode:
        raise PeerError(f"it does not run: {last_line(done.stderr)}")
    return done.stdout
