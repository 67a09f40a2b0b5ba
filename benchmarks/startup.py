"""Start to ready, and resident memory after a hundred questions."""

from __future__ import annotations

import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks import servers


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    seconds, memory = [], []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            port, started = servers.free_port(), time.perf_counter()
            with servers.product(port, Path(folder)) as process:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
                    assert answer.status == 200
                seconds.append(time.perf_counter() - started)
                memory.append(_resident_mb(process.pid))
    print(f"start to ready: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s")
    print(f"resident memory: median {statistics.median(memory):.0f} MB")


if __name__ == "__main__":
    main()
