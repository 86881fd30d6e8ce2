"""Pictures of pages, in a file of their own or within a PDF, as blocks."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Source
from performance.documents.formats.paged.assembly import source_of
from performance.documents.formats.paged.page import Page
from performance.documents.formats.scan.components import MISSING, is_installed

Progress = Callable[[int, int], None]
DOTS = 200  # per inch: finer costs time and reads no better
MOST_PIXELS = 60_000_000
MOST_PAGES = 300
_A4 = 8.27  # inches: what a picture that says nothing about its size is taken to be wide
_SAVE_AGAIN = "请用看图程序打开并另存为 .png 或 .jpg 后再上传"


def recognise_pdf_page(page: Any, number: int) -> Page:
    """A page of a PDF that is only a picture, as pdfium draws it."""
    if not is_installed():
        raise RefusedFile(MISSING)
    import numpy as np
    import pypdfium2.raw as pdfium

    from performance.documents.formats.scan.pages import scanned_page

    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    dots = min(float(DOTS), (MOST_PIXELS / max(width * height, 1)) ** 0.5 * 72)
    across, down = max(int(width * dots / 72), 1), max(int(height * dots / 72), 1)
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        size = stride * down
        buffer = ctypes.cast(
            pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * size)
        ).contents
        picture = np.frombuffer(buffer, np.uint8).reshape(down, stride)[:, : across * 3]
        return scanned_page(picture.reshape(down, across, 3).copy(), number, dots)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def read_picture(content: bytes, progress: Progress) -> Source:
    """A .png, .jpg, .bmp or .tif with one or more pages. Raises RefusedFile."""
    if not is_installed():
        raise RefusedFile(MISSING)
    from performance.documents.formats.scan.pages import scanned_page

    pictures = _pictures(content)
    pages = []
    for number, picture in enumerate(pictures):
        progress(number, len(pictures))
        pages.append(scanned_page(picture, number + 1, picture.shape[1] / _paper(picture)))
    return source_of(pages)


def _paper(picture: Any) -> float:
    """How many inches wide the page is: A4, upright or lying."""
    return _A4 if picture.shape[0] >= picture.shape[1] else _A4 * 2**0.5


def _pictures(content: bytes) -> list[Any]:
    import cv2
    import numpy as np
    from PIL import Image, ImageSequence, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    from io import BytesIO

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "TIFF", "BMP")) as image:
            found = []
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= MOST_PAGES:
                    raise RefusedFile(f"图片超过 {MOST_PAGES} 页，请分成几个文件上传。")
                if frame.width * frame.height > MOST_PIXELS:
                    raise RefusedFile("图片过大（像素过多），请缩小到 A4 每英寸 300 点以内后再上传。")
                found.append(cv2.cvtColor(np.asarray(frame.convert("RGB")), cv2.COLOR_RGB2BGR))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(f"图片已损坏、过大或格式不对，无法读取。{_SAVE_AGAIN}。") from error
    return found
