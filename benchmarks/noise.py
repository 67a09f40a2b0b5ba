"""What noise costs: questions with 15 % of their characters swapped for homophones, and in traditional script.

Run `.venv/bin/python -m benchmarks.noise [FILE]`. Common characters of the same sound stand in for each other, as
a phone's keyboard offers them; the swaps are the same in every run.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import opencc

from benchmarks.answers import DEV
from benchmarks.product import ANZE
from benchmarks.questions import all_questions
from benchmarks.scoring import Question, judge, read_questions
from policy_kb.kb import PolicyKB
from policy_kb.matching.pinyin import FIRST, LAST
from policy_kb.matching.sounds import load_sounds
from policy_kb.models import AnswerKind

SHARE = 0.15
COMMON = 1500


def homophones() -> dict[str, list[str]]:
    """For every common character the other common ones that sound like it."""
    table = load_sounds().table
    counts = Counter(char for question in all_questions() for char in question if FIRST <= ord(char) <= LAST)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for char, _ in counts.most_common(COMMON):
        by_sound[table[ord(char) - FIRST]].append(char)
    return {char: [other for other in group if other != char] for group in by_sound.values() for char in group}


def swapped(text: str, others: dict[str, list[str]], dice: random.Random) -> str:
    return "".join(
        dice.choice(others[char]) if others.get(char) and dice.random() < SHARE else char for char in text
    )


def share(kb: PolicyKB, questions: list[Question], change: Callable[[str], str]) -> float:
    right = sum(judge(question, kb.answer(change(question.q))).right for question in questions)
    return right / len(questions)


def main() -> None:
    kb = PolicyKB.open(ANZE)
    questions = list(read_questions(Path(sys.argv[1]) if len(sys.argv) > 1 else DEV))
    content = [question for question in questions if question.kind is not AnswerKind.OOS]
    others, traditional = homophones(), opencc.OpenCC("s2t")
    plain = share(kb, content, str)
    print(f"as written            {plain:.3f}")
    print(f"traditional script    {share(kb, content, traditional.convert):.3f}")
    costs = []
    for seed in range(5):
        dice = random.Random(seed)
        costs.append(share(kb, content, lambda text, dice=dice: swapped(text, others, dice)))  # type: ignore[misc]
    print(
        f"15 % homophones       {sum(costs) / len(costs):.3f}  (five draws: {min(costs):.3f} to {max(costs):.3f})"
    )


if __name__ == "__main__":
    main()
