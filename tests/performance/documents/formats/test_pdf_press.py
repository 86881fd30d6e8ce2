"""What a PDF needs of the machine: typst, a Chinese font, memory; and what is said where that is missing."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from performance.content.json import load_content
from performance.documents.convert import Unreadable, write_text
from performance.documents.formats.pdf import writer as pdf_writer
from performance.documents.formats.pdf.fonts import TYPEFACES, NoChineseFont, families_to_use
from performance.documents.formats.pdf.writer import NoTypst, pdf_bytes
from performance.documents.formats.unprintable import Unprintable
from tests.conftest import REPOSITORY
from tests.performance.a_printed_text import a_project, a_text, some_prose
from tests.performance.documents.formats.a_pdf import Pdf, needs_pdf_tools

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
STATEMENT = REPOSITORY / "fixtures" / "demo" / "statements" / "dingzhou-2020.json"


@pytest.fixture
def fresh_press():
    """A press that looks for typst and for fonts anew, and is forgotten afterwards."""
    pdf_writer._typst_compiler.cache_clear()
    yield
    pdf_writer._typst_compiler.cache_clear()


@pytest.fixture
def no_system_fonts(fresh_press, monkeypatch):
    typst = pytest.importorskip("typst")
    found = typst.Fonts

    def only_of_folders(**options):
        return found(**{**options, "include_system_fonts": False})

    monkeypatch.setattr(typst, "Fonts", only_of_folders)


@pytest.mark.parametrize(
    ("installed", "typeface", "chosen"),
    [
        (["Noto Serif CJK SC", "Noto Sans CJK SC"], "fangsong", ["Noto Serif CJK SC", "Noto Sans CJK SC"]),
        (["Noto Serif CJK SC", "Noto Sans CJK SC"], "heiti", ["Noto Sans CJK SC", "Noto Serif CJK SC"]),
        (["Noto Serif CJK SC", "FandolFang R"], "fangsong", ["FandolFang R", "Noto Serif CJK SC"]),
        (["Noto Serif CJK SC", "simsun"], "songti", ["simsun", "Noto Serif CJK SC"]),
        (["SimSun", "Noto Serif CJK SC"], "xiaobiaosong", ["Noto Serif CJK SC", "SimSun"]),
        (["SimSun", "FZXiaoBiaoSong-B05S"], "xiaobiaosong", ["FZXiaoBiaoSong-B05S", "SimSun"]),
        (["LXGW WenKai", "Liberation Serif"], "songti", ["LXGW WenKai"]),
    ],
)
def test_the_official_typeface_comes_first_and_every_other_chinese_font_helps_out(
    installed, typeface, chosen
):
    assert families_to_use(installed)[typeface] == chosen


def test_every_typeface_of_the_template_has_fonts():
    template = (Path(pdf_writer.__file__).parent / "statement.typ").read_text(encoding="utf-8")
    assert {name for name in TYPEFACES if f"fonts.{name}" in template} == set(TYPEFACES)
    assert template.count("fonts.") == sum(template.count(f"fonts.{name}") for name in TYPEFACES)


def test_without_a_chinese_font_the_remedy_is_named(no_system_fonts, tmp_path):
    with pytest.raises(NoChineseFont, match=r"fonts-noto-cjk.*FONT_FOLDER"):
        pdf_bytes(a_text(some_prose()), font_folder=str(tmp_path))


@needs_pdf_tools
@pytest.mark.skipif(not NOTO.exists(), reason=f"no {NOTO}")
@pytest.mark.parametrize("by_environment", [True, False])
def test_fonts_are_found_in_the_folder_that_is_named(no_system_fonts, tmp_path, monkeypatch, by_environment):
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / NOTO.name).symlink_to(NOTO)
    monkeypatch.setenv("FONT_FOLDER", str(folder) if by_environment else str(tmp_path / "elsewhere"))
    chosen = {} if by_environment else {"font_folder": str(folder)}
    fonts = dict(Pdf(pdf_bytes(a_text(some_prose(), a_project()), **chosen), tmp_path).fonts())
    assert {name.partition("-")[0] for name in fonts} == {"NotoSerifCJKsc"}


def test_without_typst_a_sentence_says_what_to_do(fresh_press, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypst, match="pip install typst"):
        pdf_bytes(a_text(some_prose()))
    with pytest.raises(Unreadable, match="本机没有安装 typst 组件"):
        write_text(load_content(STATEMENT.read_text(encoding="utf-8")), ".pdf")


@needs_pdf_tools
def test_a_text_too_long_for_memory_is_refused_before_it_is_laid_out(monkeypatch):
    monkeypatch.setattr(pdf_writer, "_LONGEST", 20_000)
    assert pdf_bytes(a_text(a_project()))
    with pytest.raises(Unprintable, match="按单位分开导出"):
        pdf_bytes(a_text(a_project(goals="字" * 20_000)))


@needs_pdf_tools
def test_long_texts_are_forgotten_and_print_the_same_again(monkeypatch):
    text = a_text(some_prose(), a_project())
    remembered = pdf_bytes(text)
    monkeypatch.setattr(pdf_writer, "_MOST_HELD", 0)
    assert [pdf_bytes(text), pdf_bytes(text)] == [remembered, remembered]


@needs_pdf_tools
def test_several_may_print_at_once():
    texts = [a_text(a_project(number)) for number in range(8)]
    alone = [pdf_bytes(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(pdf_bytes, texts)) == alone
