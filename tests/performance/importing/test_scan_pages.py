"""Whoever checks a scan sees the picture of each place and of its page; several scans are checked one by one, too."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from performance.documents.blocks import Grid, GridCell, PagePicture, Source, SourcePlace, SourceRow
from performance.documents.convert import answered, write_text
from performance.documents.formats.isolated import wire
from performance.documents.formats.isolated.wanted import Wanted
from performance.documents.formats.txt import read_txt
from performance.documents.uncertain import uncertain_cells
from performance.importing import reading
from performance.models import Upload, UploadPage
from performance.statements.selectors import statement_content
from tests.factories import a_user
from tests.performance.importing.conftest import messages_of, sent

BOX = (72.0, 144.0, 144.0, 162.0)
PICTURE = PagePicture(1, 850, 1100, 100.0, b"\xff\xd8 a page")


def scan_of(content, doubted):
    """A text as if it had been recognised, sure of all but the cell with this text."""
    source, blocks = read_txt(write_text(content, ".txt")), []
    for block in source.blocks:
        cells = tuple(
            GridCell(
                f"{text}误" if text == doubted else text,
                0,
                column,
                place=replace(block.place, column=column + 1, page=1),
                confidence=0.5 if text == doubted else 1.0,
                box=BOX if text == doubted else None,
            )
            for column, text in enumerate(block.cells)
        )
        blocks.append(Grid(cells, len(cells), 1, block.place) if len(cells) > 1 else block)
    return answered(Source(tuple(blocks), source.noise, (PICTURE,)), Wanted(mirror=True))


@pytest.fixture
def scans(statement, monkeypatch):
    """Two files, one project each, in which the project's name is doubtful."""
    content = statement_content(statement)
    parts = [replace(content, projects=(project,)) for project in content.projects]
    found = {f"{n}.png": scan_of(part, part.projects[0].name) for n, part in enumerate(parts)}
    monkeypatch.setattr(reading, "read_unless", lambda _marks, _data, name, **_options: found[name])
    return [project.name for project in content.projects]


def test_each_doubtful_place_is_shown_with_its_picture(reviewer_at, statement, scans):
    answer = sent(reviewer_at, b"picture", "0.png", statement)
    upload = Upload.objects.get()
    address = reverse("import_page_picture", args=[upload.pk, 0, 1])
    assert answer.text.count(f'<image href="{address}"') == 2  # the page, and the place cut out of it
    assert 'viewBox="95 195 110 35"' in answer.text
    assert re.search(r'<rect id="mark-0" x="95" y="195" width="110" height="35"/>', answer.text)
    picture = reviewer_at.get(address)
    assert (picture["Content-Type"], picture.content) == ("image/jpeg", PICTURE.data)
    assert reviewer_at.get(reverse("import_page_picture", args=[upload.pk, 0, 2])).status_code == 404
    reviewer_at.force_login(a_user())
    assert reviewer_at.get(address).status_code == 404
    upload.delete()
    assert not UploadPage.objects.exists()


def test_the_cells_of_several_scans_are_confirmed_one_by_one(reviewer_at, statement, scans):
    files = [SimpleUploadedFile(f"{n}.png", b"picture") for n in range(2)]
    answer = reviewer_at.post(f"/statements/{statement.pk}/import/", {"file": files}, follow=True)
    assert UploadPage.objects.count() == 2
    assert [f'name="cell-{n}" value="{name}误"' in answer.text for n, name in enumerate(scans)] == [
        True,
        True,
    ]
    page = answer.request["PATH_INFO"]
    posted = {"read-1": f"{scans[1]}误", "cell-1": scans[1], "check_cells": "chosen"}
    answer = reviewer_at.post(page, posted, follow=True)
    assert messages_of(answer) == ["已确认 1 格，其中改正 1 格。"]
    read = answer.context["reading"]
    assert [one.name for one in read.content.projects] == [f"{scans[0]}误", scans[1]]
    assert len(read.report.uncertain) == 1
    posted = {"read-0": f"{scans[0]}误", "cell-0": scans[0], "check_cells": "chosen"}
    read = reviewer_at.post(page, posted, follow=True).context["reading"]
    assert [one.name for one in read.content.projects] == scans
    assert (read.report.uncertain, read.confirmed, read.corrected) == ((), 2, 2)


def test_a_line_outside_of_tables_is_doubted_as_a_cell_is():
    line = SourceRow(("金额单位：万元",), SourcePlace(3, page=1), 0.6, BOX)
    source = Source((line, SourceRow(("说明",), SourcePlace(4, page=1))))
    assert [(str(remark.place), remark.value) for remark in uncertain_cells(source)] == [
        ("第1页第3行", "金额单位：万元")
    ]
    assert wire.unpack(wire.load(wire.dump(wire.pack(source)))) == source
