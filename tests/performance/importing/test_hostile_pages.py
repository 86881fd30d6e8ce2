"""Figure 1, for PDF, pictures, web pages and old office files: a refused file in words, and nothing left anywhere."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.documents.convert import Unreadable, read_text
from performance.documents.formats.isolated import process
from performance.documents.formats.isolated.limits import GIGABYTE, Limits
from performance.documents.formats.isolated.process import read_apart
from tests.performance.importing.hostile_pages import SOUND_PDF, hostile_pages

LEAST, LONGEST = 60, 30  # files, seconds of processor time for one
FILES = list(hostile_pages())


def children():
    """The processes that this one has started and that are not over."""
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()


def processor_time():
    """Of this process and of those that it has seen end: what else the machine does is no fault of a file."""
    return sum(os.times()[:4])


@pytest.mark.figure(1)
def test_there_are_enough_of_them(trial):
    trial.count("读 PDF、图片、网页和旧版 Office 的恶意文件", len(FILES))
    assert len(FILES) >= LEAST


@pytest.mark.figure(1)
@pytest.mark.parametrize(("what", "name", "data"), FILES, ids=[what for what, _, _ in FILES])
def test_no_hostile_page_does_any_harm(what, name, data, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before, started = children(), processor_time()
    with pytest.raises(Unreadable) as refusal:
        read_text(data, name)
    assert processor_time() - started < LONGEST
    assert all(
        "\u4e00" <= sentence[0] <= "\u9fff" or sentence[0].isascii() for sentence in refusal.value.problems
    )
    assert list(tmp_path.iterdir()) == []
    assert children() == before


def test_a_reader_that_hangs_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(process, "_WORKER", "tests.performance.importing.hanging_reader")
    before = children()
    with pytest.raises(RefusedFile, match="超过 1 秒"):
        read_apart(SOUND_PDF, ".pdf", Limits(GIGABYTE, 1))
    assert children() == before
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_takes_too_much_memory_is_refused():
    with pytest.raises(RefusedFile):
        read_apart(SOUND_PDF, ".pdf", Limits(30 * 1024 * 1024, 10))


def test_a_reading_that_nobody_waits_for_is_ended():
    class Cancelled(Exception):
        pass

    def cancel(_done, _total):
        raise Cancelled

    before = children()
    with pytest.raises(Cancelled):
        read_apart(SOUND_PDF, ".pdf", Limits(2 * GIGABYTE, 600), cancel)
    assert children() == before


def test_what_a_killed_server_left_is_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "goals-reading-old"
    left.mkdir()
    os.utime(left, (0, 0))
    with pytest.raises(Unreadable):
        read_text(b"%PDF-1.7", "文本.pdf")
    assert not left.exists()


def test_where_libreoffice_is_missing_a_sentence_tells_how_to_save(monkeypatch):
    from performance.documents.formats.office import libreoffice

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(RefusedFile, match="没有安装 LibreOffice"):
        libreoffice.converted(b"", ".doc", ".docx", Path())
