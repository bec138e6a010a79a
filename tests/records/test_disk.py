from pathlib import Path

import pytest

from geo.records.disk import is_unc, network_share, share_of_mount

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/li/disk ext4 rw 0 0
//pc/share /mnt/office\040share cifs rw 0 0
li@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdc1 /mnt/usb fuseblk rw 0 0
C:\134 /mnt/c 9p rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/site", ""),
        ("/home/li/site", "nfs4"),
        ("/home/li/disk/site", ""),
        ("/homestead", ""),
        ("/mnt/office share/site", "cifs"),
        ("/mnt/ssh", "fuse.sshfs"),
        ("/mnt/usb/site", ""),
        ("/mnt/c/site", "9p"),
    ],
)
def test_the_deepest_mount_tells_whether_a_folder_is_on_the_network(folder, kind):
    assert share_of_mount(MOUNTS, Path(folder)) == kind


def test_a_later_mount_on_the_same_place_hides_the_earlier():
    assert share_of_mount("a /x nfs rw 0 0\nb /x ext4 rw 0 0", Path("/x/site")) == ""


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\share\site", True),
        ("//server/share/site", True),
        (r"\\?\UNC\server\share", True),
        (r"C:\site", False),
        (r"\\?\C:\site", False),
        (r"D:\网络", False),
    ],
)
def test_a_windows_path_that_names_a_server_is_a_network_share(path, unc):
    assert is_unc(path) is unc


def test_the_folder_of_the_tests_is_on_a_local_disk(tmp_path):
    assert network_share(tmp_path) == ""
