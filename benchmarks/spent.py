"""What a run has taken: CPU seconds of this process and its children, and its peak memory; on any system."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from geo.sources.memory import windows_counters

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

BYTES_PER_MB = 1e6
THIS_PROCESS = -1  # as Windows names it


def cpu_s() -> float:
    """CPU seconds of this process and its ended children so far; on Windows of this process alone."""
    ended = os.times()
    return time.process_time() + ended.children_user + ended.children_system


def peak_mb() -> int:
    """Most memory that this process has held so far, MB."""
    if resource is None:
        return round(windows_counters(THIS_PROCESS).PeakWorkingSetSize / BYTES_PER_MB)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most * (1 if sys.platform == "darwin" else 1024) / BYTES_PER_MB)


def timed(run: Callable[[], Any], *, times: int = 1) -> tuple[float, Any]:
    """CPU seconds of a run, the median of several, and what the last came to."""
    spent = []
    for _ in range(times):
        began = cpu_s()
        result = run()
        spent.append(cpu_s() - began)
    return sorted(spent)[len(spent) // 2], result
