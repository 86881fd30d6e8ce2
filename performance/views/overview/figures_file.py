"""Figures taken out as a workbook: each time a row of the trail."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.flat_workbook import TOTAL
from performance.http.responses import attachment
from performance.overview.workbook import figures_workbook


def figures_file(request, title, figures, about, total_label=TOTAL):
    try:
        written = figures_workbook(title, figures, total_label)
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect("overview")
    name = as_file_name(f"{title}.xlsx")
    with transaction.atomic():
        record(Action.EXPORT, by=request.user, subject=about, details=name, request=request)
    return attachment(written, name)
