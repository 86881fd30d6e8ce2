"""A page of a PDF as a scanner hands it over: askew, noisy, with a red seal over it."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2


def scanned(pdf: bytes, page: int, dots: int, *, askew: float = 0.5, seal: bool = True) -> bytes:
    """The page as a .png; the same each time."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=dots / 72).to_numpy()[:, :, :3].copy()
    height, width = picture.shape[:2]
    if seal:
        _press_seal(picture, (int(width * 0.7), int(height * 0.55)), int(dots * 0.8))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), askew, 1.0)
    picture = cv2.warpAffine(picture, turn, (width, height), borderValue=(250, 250, 250))
    noise = np.random.default_rng(18).normal(0, 8, picture.shape)
    picture = np.clip(picture.astype(np.float32) * 0.96 + noise, 0, 255).astype(np.uint8)
    return cv2.imencode(".png", cv2.GaussianBlur(picture, (3, 3), 0))[1].tobytes()


def _press_seal(picture: np.ndarray, middle: tuple[int, int], radius: int) -> None:
    """Red ink lets black show through."""
    ink = np.full_like(picture, 255)
    red = (50, 50, 220)
    cv2.circle(ink, middle, radius, red, max(2, radius // 16))
    cv2.circle(ink, middle, radius // 5, red, -1)
    picture[:] = np.minimum(picture, ink)
