"""A document of 50,000 articles: build, open, answers and memory, beside a rapidfuzz scan of the same articles."""

from __future__ import annotations

import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz, process

from policy_kb.init import init
from policy_kb.kb import PolicyKB
from tests.policy_kb.generated import long_text

ARTICLES, ASKED, SCANNED = 50_000, 2_000, 20


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _questions(kb: PolicyKB, count: int) -> list[tuple[str, str]]:
    """Articles' ids, each with some consecutive words of its text."""
    random, asked = Random(11), []
    for _ in range(count):
        article = kb.regulation.articles[random.randrange(len(kb.regulation.articles))]
        start = random.randrange(max(len(article.text) - 16, 1))
        asked.append((article.id, article.text[start : start + random.randint(6, 20)]))
    return asked


def _show(name: str, times: list[float], found: int) -> None:
    p50, p99 = np.percentile(np.array(times) * 1000, [50, 99])
    print(f"{name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms, found {found / len(times):.1%}")


def _build(text: str, folder: Path) -> None:
    file = folder / "document.txt"
    file.write_text(text, "utf-8")
    started = time.perf_counter()
    init(file, folder / "kb")
    print(f"build, once: {time.perf_counter() - started:.1f} s")


def _answer(folder: Path) -> None:
    """Runs in a process of its own, so that its memory is that of a server which opens the folder."""
    before, started = _resident_mb(), time.perf_counter()
    kb = PolicyKB.open(folder / "kb")
    print(f"open: {time.perf_counter() - started:.2f} s, {_resident_mb() - before:.0f} MB")
    times, found = [], 0
    for unit, question in _questions(kb, ASKED):
        started = time.perf_counter()
        answer = kb.answer(question)
        times.append(time.perf_counter() - started)
        found += any(citation.unit.split(".")[0] == unit for citation in answer.citations)
    _show("answers", times, found)
    print(f"resident after {ASKED} answers: {_resident_mb() - before:.0f} MB more than before opening")


def _scan(folder: Path) -> None:
    kb = PolicyKB.open(folder / "kb")
    texts = {article.id: article.text for article in kb.regulation.articles}
    times, found = [], 0
    for unit, question in _questions(kb, SCANNED):
        started = time.perf_counter()
        _, _, best = process.extractOne(question, texts, scorer=fuzz.token_set_ratio)
        times.append(time.perf_counter() - started)
        found += best == unit
    _show(f"rapidfuzz scan, {SCANNED} questions", times, found)


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as name:
        text = long_text(articles)
        print(f"{articles} articles, {len(text) / 1e6:.1f} million characters")
        for step, given in ((_build, (text, Path(name))), (_answer, (Path(name),)), (_scan, (Path(name),))):
            child = get_context("spawn").Process(target=step, args=given)
            child.start()
            child.join()


if __name__ == "__main__":
    main()
