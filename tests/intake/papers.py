"""Files made by hand for the tests of reading, and a look at the processes that read them."""

from pathlib import Path


def many_pages(count: int, line: str = "invented words of no meaning ", lines: int = 90) -> bytes:
    """A PDF of many pages of the same invented words: it takes its reader a while."""
    shown = "".join(f"1 0 0 1 30 {820 - 9 * at} Tm ({line * 4}) Tj\n" for at in range(lines))
    stream = f"BT /F 7 Tf\n{shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{at + 5} 0 R' for at in range(count))}] >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    return assembled([*objects, *[page] * count])


def assembled(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + head + table + tail


def being_read(file: Path) -> bool:
    """Whether a process of this machine has this file in hand."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = place.read_bytes()
        except OSError:
            continue
        if b"readers.child" in said and str(file).encode() in said:
            return True
    return False
