"""Files that are archives (DOCX, OFD): opened only where unpacking them can't fill the machine."""

import io
import zipfile

from policytargets.errors import DocumentUnreadable

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 100
STRANGE = "文件异常，未导入：压缩包内的数据过大。"


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive in these bytes; raises DocumentUnreadable for a broken one or one that would unpack beyond bounds."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise DocumentUnreadable("文件异常，未导入：文件不完整。") from error
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(len(data), 100_000):
        raise DocumentUnreadable(STRANGE)
    return archive
