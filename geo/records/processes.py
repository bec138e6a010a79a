"""Tell whether a process of this computer is still running."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Final

_QUERY: Final = 0x1000  # Windows: PROCESS_QUERY_LIMITED_INFORMATION
_STILL_ACTIVE: Final = 259


def is_alive(pid: int) -> bool:
    """Tell whether a process exists; one that may not be asked is taken as alive."""
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        # Signal 0 asks without touching. On Windows the same call would interrupt the process.
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined]
    process = kernel.OpenProcess(_QUERY, False, pid)  # noqa: FBT003
    if not process:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(process, ctypes.byref(code))
    kernel.CloseHandle(process)
    return code.value == _STILL_ACTIVE
