"""Pictures as documents: each frame a page, the right way up, so that they are read and drawn as a PDF is."""

import io

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from policytargets.errors import DocumentUnreadable
from policytargets.intake.readers.formats import format_of

LONG_SIDE = 842  # points, as of A4
MOST_FRAMES = 300
QUALITY = 95
STRANGE = "打不开这张图片。请另存为 PNG、JPG 或 TIFF 后再导入。"


def as_pdf(data: bytes) -> bytes:
    """A picture as a PDF of the size of A4; raises DocumentUnreadable for what is none that can be opened."""
    try:
        picture = Image.open(io.BytesIO(data))
        frames = [_page(frame) for frame, _ in zip(ImageSequence.Iterator(picture), range(MOST_FRAMES), strict=False)]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DocumentUnreadable(STRANGE) from error
    made = io.BytesIO()
    dots = max(frames[0].size) / LONG_SIDE * 72
    frames[0].save(made, "PDF", save_all=True, append_images=frames[1:], resolution=dots, quality=QUALITY)
    return made.getvalue()


def _page(frame: Image.Image) -> Image.Image:
    """One frame as it is looked at: turned as the camera says, on white where it is transparent."""
    upright = ImageOps.exif_transpose(frame).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The pages of a PDF or of a picture."""
    return pypdfium2.PdfDocument(as_pdf(data) if format_of(data) == "picture" else data)
