"""Tell whether a folder lies on a network share, where SQLite's log does not work and rows get lost."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path
from typing import Final

_NETWORK_TYPES: Final = frozenset(
    {
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs", "ceph",
        "glusterfs", "lustre", "beegfs", "vboxsf", "prl_fs", "vmhgfs",
    }
)  # fmt: skip
_FUSE_NETWORK: Final = frozenset(
    {"sshfs", "rclone", "glusterfs", "davfs2", "vmhgfs-fuse", "s3fs", "curlftpfs"}
)
_DRIVE_REMOTE: Final = 4  # Windows: GetDriveTypeW


def network_share(folder: Path) -> str:
    """Return the kind of network share a folder lies on ("nfs4", "UNC", ...), or "" for a local disk."""
    if sys.platform == "win32":
        return _windows_share(str(folder.resolve()))
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    return share_of_mount(mounts.read_text(encoding="utf-8", errors="surrogateescape"), folder.resolve())


def share_of_mount(mounts: str, folder: Path) -> str:
    """Kind of network share that holds an absolute folder, read from the text of /proc/mounts, or "".

    >>> share_of_mount("server:/home /home nfs4 rw 0 0", Path("/home/li/site"))
    'nfs4'
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # Blanks in the path of a mount are written as octal codes.
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[1]))
        depth = len(point.parts)
        # A later mount on the same place hides the earlier one.
        if folder.is_relative_to(point) and depth >= best:
            best, kind = depth, fields[2]
    return kind if _is_network(kind) else ""


def _is_network(kind: str) -> bool:
    return kind in _NETWORK_TYPES or (kind.startswith("fuse.") and kind[5:] in _FUSE_NETWORK)


def _windows_share(path: str) -> str:
    if is_unc(path):
        return "UNC"
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return ""
    remote = windows.kernel32.GetDriveTypeW(f"{Path(path).drive}\\") == _DRIVE_REMOTE
    return "network drive" if remote else ""


def is_unc(path: str) -> bool:
    r"""Tell whether a Windows path names a server, such as \\server\share; \\?\C:\ is a local disk."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))
