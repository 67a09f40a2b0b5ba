"""Programs of tests/node, each a process that is asked and answers a line of JSON at a time."""

from __future__ import annotations

import asyncio
import json
import shutil
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "node"
NODE = shutil.which("node")


def needs(package: str) -> list[pytest.MarkDecorator]:
    """Marks of tests that want Node.js and this npm package."""
    return [
        pytest.mark.node,
        pytest.mark.skipif(NODE is None, reason="Node.js is not installed"),
        pytest.mark.skipif(
            not (FOLDER / "node_modules" / package).is_dir(),
            reason="run: npm install --prefix tests/node --no-package-lock --ignore-scripts",
        ),
    ]


class Program:
    """A program that runs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, question: Mapping[str, object]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        await self._process.stdin.drain()
        return await self.read()

    async def read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return answer


@asynccontextmanager
async def started(script: str, *arguments: str) -> AsyncIterator[Program]:
    """Run a script of tests/node until the block ends."""
    assert NODE is not None
    process = await asyncio.create_subprocess_exec(
        NODE, "--no-deprecation", script, *arguments, cwd=FOLDER, stdin=PIPE, stdout=PIPE, limit=2**20
    )
    try:
        yield Program(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
