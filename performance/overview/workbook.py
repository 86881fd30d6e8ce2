"""Figures as a workbook, a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence

from performance.documents.formats.xlsx.flat_workbook import flat_workbook
from performance.overview.figure import Figure


def figures_workbook(title: str, figures: Sequence[Figure], total_label: str) -> bytes:
    """``total_label`` says of what the sums below the lists are the total. Raises Unprintable for a text longer than a cell holds."""
    return flat_workbook(title, [figure.sheet(total_label) for figure in figures])
