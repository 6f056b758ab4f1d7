"""Which format a file has, by its first bytes."""

import io
import re
import zipfile

# PNG, JPEG, GIF, TIFF, BMP (its length, then four bytes of 0), WebP, and the pictures of telephones.
PICTURE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)",
    re.DOTALL,
)


def format_of(data: bytes) -> str:
    """pdf, docx, ofd, doc (old Word and WPS), html, picture, zip (another archive), or txt for all else."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if PICTURE.match(data):
        return "picture"
    if start.startswith((b"<!doctype html", b"<html")) or b"<body" in start:
        return "html"
    return "txt"


def _kind_of_archive(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return "zip"
    return "docx" if "word/document.xml" in names else "ofd" if "OFD.xml" in names else "zip"
