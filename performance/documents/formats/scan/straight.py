"""A scanned page made fit to read: without red seals, upright, as black on white."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Picture = Any  # an array of rows of pixels: typed arrays would say no more here

_STEEPEST = 5.0  # degrees that a page may lie askew
_LOOKED_AT = 900  # pixels of width are enough to tell the angle
_RED = 35  # of 255: this much redder than anything else is a seal or an underline in red


def without_seal(colour: Picture) -> Picture:
    """The page in grey; what is printed in red fades, what is black beneath it stays."""
    if colour.ndim == 2:
        return colour
    blue, green, red = (colour[:, :, n].astype(np.int16) for n in range(3))
    grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    is_red = (red - np.maximum(green, blue) > _RED) & (red > 110)
    grey[is_red] = np.maximum(grey[is_red], red[is_red].astype(np.uint8))
    grey[is_red & (red > 150)] = 255
    return grey


def straightened(grey: Picture) -> Picture:
    angle = _angle(grey)
    if abs(angle) < 0.03:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _angle(grey: Picture) -> float:
    """By how many degrees the page must be turned until its lines lie level: where the rows differ most."""
    scale = min(1.0, _LOOKED_AT / grey.shape[1])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < _threshold(small)).astype(np.float32)
    best, step, reach = 0.0, 0.5, _STEEPEST
    while step > 0.02:
        tried = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(tried, key=lambda angle: _contrast(ink, float(angle))))
        reach, step = step, step / 4
    return best


def _contrast(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _threshold(grey: Picture) -> float:
    return float(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0])


def ink_of(grey: Picture) -> Picture:
    """255 where something is printed, whatever shade the paper has there."""
    size = max(15, grey.shape[1] // 60) | 1
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 12)
