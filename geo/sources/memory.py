"""How much memory a process of ours holds: asked of the system, differently on each."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def held_bytes(process: subprocess.Popen[bytes]) -> int:
    """Resident memory of a process that this one started; 0 once it has ended or where nothing tells."""
    try:
        if sys.platform == "win32":
            return int(windows_counters(int(process._handle)).PagefileUsage)  # noqa: SLF001  the only way to its handle
        if sys.platform == "linux":
            pages = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]
            return int(pages) * os.sysconf("SC_PAGE_SIZE")
        told = subprocess.run(  # noqa: S603
            ["/bin/ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, text=True, check=False
        ).stdout
        return 1024 * int(told)
    except (OSError, ValueError, IndexError):
        return 0


def windows_counters(handle: int) -> Any:
    """Tell what Windows counts of a process by its handle, bytes; all 0 where it tells nothing."""

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", ctypes.c_ulong), ("PageFaultCount", ctypes.c_ulong),
            *((name, ctypes.c_size_t) for name in (
                "PeakWorkingSetSize", "WorkingSetSize", "QuotaPeakPagedPoolUsage", "QuotaPagedPoolUsage",
                "QuotaPeakNonPagedPoolUsage", "QuotaNonPagedPoolUsage", "PagefileUsage", "PeakPagefileUsage",
            )),
        ]  # fmt: skip

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    tell = ctypes.WinDLL("psapi").GetProcessMemoryInfo  # type: ignore[attr-defined]
    tell.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    return counters if tell(handle, ctypes.byref(counters), counters.cb) else Counters()
