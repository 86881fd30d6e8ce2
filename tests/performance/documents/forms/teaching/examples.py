"""Examples to teach from: what a declared form prints, filled in or blank, as the source of a file."""

from dataclasses import replace
from random import Random

from performance.content.model import EmptyFamily, GoalContent, GoalKind, ProjectContent, StatementContent
from performance.documents.blocks import Printed
from performance.documents.convert import write_text
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.printing import form_part
from performance.documents.forms.words import family_word, tables
from tests.performance.documents.forms.contents import ContentMaker

READERS = {".xlsx": read_xlsx, ".docx": read_docx}
WRITERS = {".xlsx": xlsx_bytes, ".docx": docx_bytes}


def filled(form_id, suffix, number=0):
    content = ContentMaker(shipped_forms()[form_id], Random(f"{form_id} {number}")).statement()  # noqa: S311
    return READERS[suffix](write_text(content, suffix))


def blank_file(form, suffix):
    """The form with nothing in it but its families."""
    content = StatementContent(form.province, form.edition, 2026)
    families = tuple(
        EmptyFamily(level1, level2, 0)
        for level1 in form.families
        for level2 in tables().usual.get(family_word(level1), ("",))
    )
    project = None
    if form.kind == "department":
        goal = GoalContent(GoalKind.ANNUAL, empty_families=families)
        content = replace(content, form=form.id, goals=(goal,))
    else:
        project = ProjectContent(form=form.id, empty_families=families)
        content = replace(content, projects=(project,))
    return WRITERS[suffix](Printed(form.title, (), (form_part(form, content, project),)))


def blank(form_id, suffix):
    return READERS[suffix](blank_file(shipped_forms()[form_id], suffix))
