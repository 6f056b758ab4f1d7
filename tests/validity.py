"""Files of offices judged by the published schemas and by what their parts must say of each other: a file with a fault
opens only after a repair."""

import io
import re
import tempfile
import zipfile
from functools import cache

from openxml_audit import OpenXmlValidator


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()  # reads the schemas once


def faults(content: bytes, ending: str) -> list[str]:
    """What is wrong with a PPTX, DOCX or XLSX, a line each."""
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(content)
        file.flush()
        found = _validator().validate(file.name).errors
    return [*unnamed_parts(content), *(f"{fault.part_uri}: {fault.description}" for fault in found)]


def unnamed_parts(content: bytes) -> list[str]:
    """Parts of which the table of contents says no more than that they are XML, or nothing."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        told = package.read("[Content_Types].xml").decode()
        parts = [name for name in package.namelist() if name != "[Content_Types].xml"]
    endings, named = re.findall(r'Extension="([^"]+)"', told), re.findall(r'PartName="/([^"]+)"', told)
    bare = [name for name in parts if name.endswith(".xml") and not name.startswith("customXml/")]
    unknown = [name for name in parts if name.rpartition(".")[2] not in endings]
    return [f"{name}: no content type" for name in dict.fromkeys([*bare, *unknown]) if name not in named]
