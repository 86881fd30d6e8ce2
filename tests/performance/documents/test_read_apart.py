"""What is large is read in a process that can be stopped, and says the same as what is read at once."""

import io
import zipfile

import pytest

from performance.documents import convert
from performance.documents.blocks import Source
from performance.documents.convert import READABLE, Unreadable, read_text, read_unless, write_text
from performance.documents.formats.isolated import worker
from performance.documents.formats.isolated.limits import GIGABYTE, Limits
from performance.documents.formats.isolated.wanted import Marks
from performance.documents.patience import Patience
from performance.documents.readers import PICTURES
from performance.documents.weight import SMALL, unpacked_size
from tests.growth.contents import MANY

SUFFIXES = (".txt", ".docx", ".xlsx", ".json")


@pytest.fixture
def all_apart(monkeypatch):
    monkeypatch.setattr(convert, "SMALL", -1)


@pytest.fixture
def nothing_here(monkeypatch):
    def here(*_):
        raise AssertionError("read in this process")

    monkeypatch.setattr(convert, "read_here", here)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_apart_is_read_what_is_read_at_once(suffix, monkeypatch):
    data = write_text(MANY["projects"](3), suffix)
    here = read_text(data, f"文本{suffix}")
    monkeypatch.setattr(convert, "SMALL", -1)
    assert read_text(data, f"文本{suffix}") == here


@pytest.mark.usefixtures("nothing_here")
def test_a_large_text_never_weighs_on_this_process():
    text = write_text(MANY["projects"](2), ".txt")
    read = read_text(text + "\n甲乙丙丁戊己庚辛".encode() * (SMALL // 25 + 1), "文本.txt")
    assert len(read.content.projects) == 2


@pytest.mark.usefixtures("all_apart")
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("文本.txt", b"\xff\xfe\x00", "TXT"),
        ("文本.docx", b"PK", "Word"),
        ("文本.json", b"[]", ""),
        ("文本.xlsx", b"<html>", "网页"),
        ("文本.html", "<p>天气</p>".encode(), "认不出"),
    ],
)
def test_a_refusal_is_the_same_apart(name, data, sentence, monkeypatch):
    with pytest.raises(Unreadable) as apart:
        read_text(data, name)
    monkeypatch.setattr(convert, "SMALL", len(data) + SMALL)
    with pytest.raises(Unreadable) as here:
        read_text(data, name)
    assert apart.value.problems == here.value.problems


@pytest.mark.usefixtures("all_apart")
def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(convert, "_limits", lambda suffix: Limits(GIGABYTE, 0))
    with pytest.raises(Unreadable, match="已停止"):
        read_text(write_text(MANY["projects"](3), ".txt"), "文本.txt")


@pytest.mark.usefixtures("all_apart")
def test_whoever_waits_is_answered_in_time():
    with pytest.raises(Unreadable, match="没有读完"):
        read_text(write_text(MANY["projects"](3), ".txt"), "文本.txt", progress=Patience(seconds=-1))


@pytest.mark.usefixtures("all_apart")
def test_too_much_memory_is_a_sentence(monkeypatch):
    monkeypatch.setattr(convert, "_limits", lambda suffix: Limits(1024 * 1024, 20))
    with pytest.raises(Unreadable):
        read_text(write_text(MANY["projects"](3), ".txt"), "文本.txt")


@pytest.mark.usefixtures("all_apart")
def test_the_source_comes_back_where_a_mark_stands():
    data = write_text(MANY["projects"](3), ".txt")
    first = next(line for line in data.decode().splitlines() if line.strip())
    assert isinstance(read_unless(Marks(row=first[:3]), data, "文本.txt"), Source)
    assert not isinstance(read_unless(Marks(row="没有这样的行"), data, "文本.txt"), Source)


def test_an_archive_weighs_what_it_unpacks_to():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 10_000)
    assert unpacked_size(file.getvalue()) == 10_000
    assert unpacked_size(b"PK broken") == 9


def test_a_picture_of_each_kind_finds_its_reader():
    """A picture once had a reader and no suffix that led to it."""
    assert set(PICTURES) <= {*worker.READERS} & {*READABLE}
    with pytest.raises(Unreadable, match=r"图片已损坏|没有安装文字识别组件"):
        read_text(b"no picture", "扫描.png")
