"""Figure 1, for PDF, pictures, web pages and old office files: a refused file in words, and nothing left anywhere."""

import os
import shutil
import socket
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.documents.convert import Unreadable, read_text
from performance.documents.formats.isolated import process
from performance.documents.formats.isolated.limits import GIGABYTE, Limits
from performance.documents.formats.isolated.process import read_apart
from performance.documents.formats.office.libreoffice import converted
from tests.departments.uploads.test_file_gate import an_archive
from tests.performance.importing.hostile_office import hostile_office, linking
from tests.performance.importing.hostile_pages import SOUND_PDF, hostile_pages

LEAST, LONGEST = 60, 30  # files, seconds of processor time for one
FILES = list(hostile_pages())
OFFICE_FILES = list(hostile_office())


def children():
    """The processes that this one has started and that are not over."""
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()


def processor_time():
    """Of this process and of those that it has seen end: what else the machine does is no fault of a file."""
    return sum(os.times()[:4])


@pytest.mark.figure(1)
def test_there_are_enough_of_them(trial):
    trial.count("读 PDF、图片、网页和旧版 Office 的恶意文件", len(FILES) + len(OFFICE_FILES))
    assert len(FILES) + len(OFFICE_FILES) >= LEAST


@pytest.fixture
def harmless(tmp_path, monkeypatch):
    """Asks that a file is refused in words, soon, and that nothing of its reading is left."""

    def refused(name, data):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        before, started = children(), processor_time()
        with pytest.raises(Unreadable) as refusal:
            read_text(data, name)
        assert processor_time() - started < LONGEST
        assert all(
            "\u4e00" <= sentence[0] <= "\u9fff" or sentence[0].isascii()
            for sentence in refusal.value.problems
        )
        assert list(tmp_path.iterdir()) == []
        assert children() == before

    return refused


@pytest.mark.figure(1)
@pytest.mark.sampled(9)  # each starts a process
@pytest.mark.parametrize(("what", "name", "data"), FILES, ids=[what for what, _, _ in FILES])
def test_no_hostile_page_does_any_harm(what, name, data, harmless):
    harmless(name, data)


@pytest.mark.figure(1)
@pytest.mark.sampled(11)
@pytest.mark.parametrize(("what", "name", "data"), OFFICE_FILES, ids=[what for what, _, _ in OFFICE_FILES])
def test_no_hostile_office_file_does_any_harm(what, name, data, harmless):
    harmless(name, data)


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("suffix", [".rtf", ".odt"])
def test_libreoffice_fetches_nothing_for_a_document(suffix, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        secret = tmp_path / "secret.txt"
        secret.write_text("机密", encoding="utf-8")
        host, port = door.getsockname()
        document = linking(suffix, f"http://{host}:{port}/x", secret.as_uri())
        try:
            made = converted(document, suffix, ".docx", tmp_path)
        except RefusedFile:  # no harm either
            made = an_archive({})
        with pytest.raises(BlockingIOError):
            door.accept()
    with ZipFile(BytesIO(made)) as archive:
        assert not any("机密".encode() in archive.read(member) for member in archive.namelist())


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
