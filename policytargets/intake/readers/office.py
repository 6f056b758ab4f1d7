"""DOC and WPS: turned into DOCX by LibreOffice where there is one, else read by antiword."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Document
from policytargets.intake.readers.word import read_word

SECONDS = 90
WORD = "WordDocument".encode("utf-16-le")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_office(data: bytes) -> Document:
    """The text of an old Word file; raises DocumentUnreadable where it is encrypted or no program can read it."""
    if ENCRYPTED in data:
        raise DocumentUnreadable("文件有打开密码，请去掉密码后再导入。")
    if WORD not in data:
        raise DocumentUnreadable("文件异常，未导入：不是 Word 文件。")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "original.doc"
        file.write_bytes(data)
        if shutil.which("soffice"):
            return read_word(_converted(file))
        if shutil.which("antiword"):
            run = _run(["antiword", "-m", "UTF-8.txt", "-w", "0", str(file)])
            return Document(run.decode("utf-8"), "doc", notes=("由 antiword 读出",))
    raise DocumentUnreadable("这台机器没有 LibreOffice，不能读 DOC、WPS 文件。请另存为 DOCX 或 PDF 再导入。")


def _converted(file: Path) -> bytes:
    """The DOCX that LibreOffice makes; its own profile, as another instance would make it write nothing."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    _run(["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(file.parent), str(file)])
    made = file.with_suffix(".docx")
    if not made.is_file():
        raise DocumentUnreadable("文件异常，未导入：LibreOffice 打不开。")
    return made.read_bytes()


def _run(command: list[str]) -> bytes:
    try:
        return subprocess.run(command, check=True, capture_output=True, timeout=SECONDS).stdout
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise DocumentUnreadable("文件异常，未导入：读取用时过长或中途出错。") from error
