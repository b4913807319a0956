"""Memory that a process really uses, for systems that do not limit address space."""

import os
import subprocess
import sys
from pathlib import Path


def kept_by_system() -> bool:
    """Whether the system itself stops a process at its address-space limit."""
    return sys.platform.startswith("linux")


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where it cannot be told."""
    try:
        if sys.platform == "win32":
            return _windows(pid)
        statm = Path(f"/proc/{pid}/statm")
        if statm.exists():
            return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        told = subprocess.run(  # noqa: S603
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, timeout=2, check=False
        )
        return int(told.stdout or 0) * 1024
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def _windows(pid: int) -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *[
                (name, ctypes.c_size_t)
                for name in (
                    "PeakWorkingSetSize", "WorkingSetSize", "QuotaPeakPagedPoolUsage", "QuotaPagedPoolUsage",
                    "QuotaPeakNonPagedPoolUsage", "QuotaNonPagedPoolUsage", "PagefileUsage", "PeakPagefileUsage",
                )
            ],
        ]  # fmt: skip

    windll = getattr(ctypes, "windll")  # noqa: B009 - only there on Windows
    handle = windll.kernel32.OpenProcess(0x0400 | 0x0010, False, pid)
    if not handle:
        return 0
    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    found = windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
    windll.kernel32.CloseHandle(handle)
    return int(counters.WorkingSetSize) if found else 0
