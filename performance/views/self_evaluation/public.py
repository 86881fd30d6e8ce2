"""The self-evaluations of a department for anybody: a page, and files of it."""

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from departments.file_names import as_file_name
from performance.documents.formats.html.cells import html_parts
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import UnknownLayout
from performance.exporting.public_edition import kept
from performance.exporting.publication import SUFFIXES
from performance.http.responses import attachment
from performance.self_evaluation.published_cards import (
    mark_of_cards,
    public_cards_file,
    public_printed_cards,
)
from performance.views.exporting.public import published_statement
from performance.views.exporting.public_page import public_page


def _mark(request, division, year, department, suffix=""):
    return f"{suffix}{mark_of_cards(published_statement(division, year, department))}"


@public_page(_mark)
def public_evaluations(request, division, year, department):
    statement = published_statement(division, year, department)
    try:
        text = kept(mark_of_cards(statement), "page", lambda: _printed(statement))
    except UnknownLayout as fault:
        raise Http404 from fault
    if not text:
        raise Http404
    context = {"statement": statement, "text": mark_safe(text), "suffixes": SUFFIXES}  # noqa: S308  (a template made it)
    return render(request, "performance/self_evaluation/public.html", context)


def _printed(statement):
    printed = public_printed_cards(statement)
    if printed is None:
        return ""
    context = {"printed": printed, "parts": html_parts(printed)}
    return str(render_to_string("performance/statements/_printed.html", context))


@public_page(_mark)
def public_evaluations_file(request, division, year, department, suffix):
    statement = published_statement(division, year, department)
    try:
        written = public_cards_file(statement, suffix)
    except (UnknownLayout, Unprintable) as fault:
        raise Http404 from fault
    if not written:
        raise Http404
    return attachment(written, as_file_name(f"{statement.department.name}{year}年绩效自评{suffix}"))
