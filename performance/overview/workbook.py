"""Figures as a workbook, a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence

from performance.documents.formats.xlsx.flat_workbook import flat_workbook
from performance.overview.figure import Figure


def figures_workbook(title: str, figures: Sequence[Figure]) -> bytes:
    """Raises Unprintable for a text longer than a cell holds."""
    return flat_workbook(title, [figure.sheet() for figure in figures])
