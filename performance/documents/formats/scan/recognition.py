"""Text in a picture, by rapidocr with the models that come inside its package: nothing is fetched."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.scan.components import MISSING, is_installed
from performance.documents.formats.scan.straight import Picture


class Found(NamedTuple):
    """A piece of text with its box in pixels, and how sure the recognition is of it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@cache
def _engine() -> Any:
    if not is_installed():
        raise RefusedFile(MISSING)
    import rapidocr

    if not list((Path(rapidocr.__file__).parent / "models").glob("*.onnx")):
        raise RefusedFile(MISSING)  # it would fetch them
    # A text of which it is not sure is for a person to judge, not to be left out.
    parameters = {"Global.text_score": 0.0, "Global.max_side_len": 2600, "Global.log_level": "critical"}
    return rapidocr.RapidOCR(params=parameters)


def texts_of(picture: Picture) -> list[Found]:
    """All pieces of text on a page."""
    result = _engine()(picture, use_det=True, use_cls=False, use_rec=True)
    if getattr(result, "boxes", None) is None:
        return []
    found = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if text.strip():
            xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
            found.append(Found(text, min(xs), min(ys), max(xs), max(ys), float(score)))
    return found


def line_of(picture: Picture) -> tuple[str, float]:
    """The text of a picture that holds one line, and how sure it is."""
    result = _engine()(picture, use_det=False, use_cls=False, use_rec=True)
    if result is None or not result.txts:
        return "", 0.0
    return result.txts[0], float(result.scores[0])
