"""Distinct questions to ask: the samples, as people wrote them."""

from __future__ import annotations

import json
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "policy_kb" / "data" / "anze" / "samples"


def all_questions() -> list[str]:
    return [
        json.loads(line)["q"] for file in sorted(SAMPLES.glob("*.jsonl")) for line in file.open(encoding="utf-8")
    ]
