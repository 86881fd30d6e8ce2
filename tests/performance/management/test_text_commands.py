"""convert_text, import_text and export_text: all of a file or nothing, an address for every complaint."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from departments.uploads.limits import LARGEST_FILE
from performance.content.json import dump_content, load_content
from performance.documents.convert import READABLE, WRITERS, read_text, write_text
from performance.models import PerformanceStatement
from tests.conftest import REPOSITORY
from tests.factories import a_department, a_unit, an_office

DEMO = REPOSITORY / "fixtures" / "demo" / "statements"
BOTH_WAYS = [suffix for suffix in READABLE if suffix in WRITERS]
SOUND = load_content((DEMO / "tangshan-2026.json").read_text(encoding="utf-8"))
UNITS = (
    ("405001", "唐山市科学技术协会本级"),
    ("405003", "唐山市科技工作者服务中心"),
    ("405004", "唐山市科技干部进修学院"),
    ("405005", "唐山科技馆"),
)


def run(*words):
    """Exit status, standard output and standard error of a command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, words), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "文本.txt"
    path.write_bytes(write_text(SOUND, ".txt"))
    return path


@pytest.fixture
def tangshan(db):
    """The office, department and units that the sound text names."""
    office = an_office(division_code="130200", name="唐山市财政局")
    department = a_department(office, code="405", name="唐山市科学技术协会")
    for code, name in UNITS:
        a_unit(department, code=code, name=name)
    return department


@pytest.mark.parametrize("suffix", BOTH_WAYS)
def test_any_format_that_can_be_read_is_written_and_reads_back_the_same(text, tmp_path, suffix):
    target = tmp_path / f"结果{suffix}"
    status, out, err = run("convert_text", text, target)
    assert (status, err) == (0, "")
    assert "项目 20 个、项目指标 119 个" in out
    assert read_text(target.read_bytes(), target.name).content == SOUND


def test_many_files_go_into_a_folder(text, tmp_path):
    status, _, _ = run(
        "convert_text", text, DEMO / "ezhou-2024.json", "--format", "xlsx", "--into", tmp_path / "新"
    )
    assert status == 0
    assert {path.name for path in (tmp_path / "新").iterdir()} == {"文本.xlsx", "ezhou-2024.xlsx"}


def test_files_that_would_overwrite_each_other_are_refused(text, tmp_path):
    twin = tmp_path / "文本.json"
    twin.write_text(dump_content(SOUND), encoding="utf-8")
    status, _, err = run("convert_text", text, twin, "--format", "xlsx", "--into", tmp_path / "新")
    assert status == 1
    assert err.count("同名") == 2
    assert list((tmp_path / "新").iterdir()) == []


def test_json_keeps_one_order_and_unescaped_chinese(text, tmp_path):
    run("convert_text", text, tmp_path / "一.json")
    run("convert_text", tmp_path / "一.json", tmp_path / "二.json")
    written = (tmp_path / "一.json").read_bytes()
    assert written == (tmp_path / "二.json").read_bytes()
    plain = json.loads(written)
    assert "唐山市老科协经费" in written.decode()
    assert {"level1", "level2", "name", "value", "description", "basis"} <= set(
        plain["projects"][0]["indicators"][0]
    )


def a_broken_zip():
    return write_text(SOUND, ".xlsx")[:2000]


def a_word_file_inside():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return stream.getvalue()


BAD_FILES = {
    "empty.txt": (b"", "文件是空的"),
    "blank.txt": (b" \n\n", "文件是空的"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\xfa", "不是 UTF-8 或 GB18030"),
    "cut.txt": ("部门预算绩效文本".encode()[:-1] + b"\xff", "不是 UTF-8 或 GB18030"),
    "letter.txt": ("各位同事：\n请于周五前报送。\n".encode(), "没有找到绩效目标表"),
    "text.xlsx": ("第一部分".encode(), "内容"),
    "broken.xlsx": (a_broken_zip(), "损坏"),
    "word.xlsx": (a_word_file_inside(), "内容"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "另存为"),
    "old.wps": (b"\xd0\xcf\x11\xe0", "另存为"),
    "old.xls": (b"\xd0\xcf\x11\xe0", "另存为"),
    "broken.pdf": (b"%PDF-1.7", "损坏"),
    "sealed.ofd": (b"PK", "OFD 阅读器"),
    "noname": (b"text", "可读的文件有"),
    "large.txt": (b"x" * (LARGEST_FILE + 1), "上限"),
    "list.json": (b"[]", "应为对象"),
    "broken.json": (b"{", "不是有效的 JSON"),
    "twice.json": (b'{"province": "a", "province": "b"}', "重复的键"),
    "latin.json": ("绩效目标".encode("gb18030"), "UTF-8"),
    "unknown.json": (b'{"province": "\xe6\xb5\x99\xe6\xb1\x9f", "edition": "2024"}', "现有"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_written(tmp_path, name):
    data, expected = BAD_FILES[name]
    source = tmp_path / name
    source.write_bytes(data)
    status, out, err = run("convert_text", source, tmp_path / "结果.xlsx")
    assert (status, out) == (1, "")
    assert expected in err
    assert str(source) in err
    assert not (tmp_path / "结果.xlsx").exists()


def test_gb18030_is_read(text, tmp_path):
    text.write_bytes(text.read_bytes().decode().encode("gb18030"))
    assert run("convert_text", text, tmp_path / "结果.json")[0] == 0


def test_a_file_that_is_not_there_and_a_folder_that_is_not_there_are_named(text, tmp_path):
    assert "找不到这个文件" in run("convert_text", tmp_path / "无.txt", tmp_path / "a.json")[2]
    assert "写不进" in run("convert_text", text, tmp_path / "无" / "a.json")[2]


@pytest.mark.parametrize("target", ["结果.pdf5", "结果", "结果.doc"])
def test_an_unknown_target_names_the_formats_there_are(text, tmp_path, target):
    status, _, err = run("convert_text", text, tmp_path / target)
    assert status == 1
    assert all(suffix in err for suffix in WRITERS)


def test_what_has_no_place_is_listed_with_its_line_and_nothing_is_written(text, tmp_path):
    lines = text.read_text(encoding="utf-8").split("\n")
    lines += ["", "手写的一行附注", "", "\t多出来的\t表格行"]
    text.write_text("\n".join(lines), encoding="utf-8")
    status, _, err = run("convert_text", text, tmp_path / "结果.json")
    assert status == 1
    assert f"第{len(lines) - 2}行：这段文字未能归入任何栏目：“手写的一行附注”" in err
    assert not (tmp_path / "结果.json").exists()


def test_what_was_understood_is_written_when_gaps_are_accepted(text, tmp_path):
    text.write_text(text.read_text(encoding="utf-8") + "\n手写的一行附注\n", encoding="utf-8")
    status, _, err = run("convert_text", text, tmp_path / "结果.json", "--incomplete")
    assert status == 1
    assert "手写的一行附注" in err
    assert load_content((tmp_path / "结果.json").read_text(encoding="utf-8")) == SOUND


def test_every_unreadable_number_is_named_with_its_line_and_caption(text, tmp_path):
    spoilt = (
        text.read_text(encoding="utf-8").replace("\t37.50\n", "\t三十七\n").replace("\t100%\n", "\t1e2\n")
    )
    text.write_text(spoilt, encoding="utf-8")
    _, _, err = run("convert_text", text, tmp_path / "结果.json")
    assert "“预算数”：无法识别的金额“三十七”" in err
    assert "“其中：财政资金”：无法识别的金额“三十七”" in err
    assert err.count("“12月底”：无法识别的百分比“1e2”") == 20


@pytest.mark.parametrize("suffix", BOTH_WAYS)
def test_a_file_is_imported_once_and_changes_nothing_the_second_time(tangshan, tmp_path, suffix):
    path = tmp_path / f"文本{suffix}"
    path.write_bytes(write_text(SOUND, suffix))
    status, out, _ = run("import_text", path)
    assert status == 0
    assert "已新建" in out
    assert "河北 2023 版 · 405 唐山市科学技术协会 · 2026 年 · 项目 20 个、项目指标 119 个" in out
    assert "没有任何更改" in run("import_text", path)[1]


def test_what_was_imported_is_exported_again_in_every_format_that_can_be_read(tangshan, text, tmp_path):
    run("import_text", text)
    for suffix in BOTH_WAYS:
        target = tmp_path / f"导出{suffix}"
        words = ("--office", "130200", "--department", "405", "--year", "2026", "--output", target)
        assert run("export_text", *words)[0] == 0
        assert read_text(target.read_bytes(), target.name).content == SOUND


def test_a_dry_run_reports_and_writes_nothing(tangshan, text):
    status, out, _ = run("import_text", text, "--dry-run")
    assert status == 0
    assert "实际未写入" in out
    assert not PerformanceStatement.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda d: d.office.departments.update(code="999"), "没有唯一对应的部门“405 唐山市科学技术协会”"),
        (lambda d: d.units.filter(code="405003").delete(), "405003"),
        (lambda d: d.units.filter(code__in=["405004", "405005"]).delete(), "405005"),
    ],
)
def test_a_text_of_an_unknown_department_or_unit_is_refused_whole(tangshan, text, spoil, expected):
    spoil(tangshan)
    status, _, err = run("import_text", text)
    assert status == 1
    assert expected in err
    assert not PerformanceStatement.objects.exists()


def test_an_unknown_office_is_named_beside_those_there_are(tangshan, text):
    _, _, err = run("import_text", text, "--office", "999999")
    assert "没有代码为“999999”的财政区划；已登记的有：130200 唐山市财政局" in err


def test_an_export_of_what_is_not_there_says_what_is(tangshan, text, tmp_path):
    run("import_text", text)
    words = ("--office", "130200", "--department", "405", "--year", "1999", "--output", tmp_path / "a.json")
    status, _, err = run("export_text", *words)
    assert status == 1
    assert "405（2026 年）" in err


def test_one_bad_file_among_many_does_not_keep_the_others_out(tangshan, text, tmp_path):
    bad = tmp_path / "空.txt"
    bad.write_bytes(b"")
    status, out, err = run("import_text", bad, text)
    assert status == 1
    assert "文件是空的" in err
    assert "已新建" in out


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [(".xlsx", "长" * 40_000, "32767字的上限"), (".docx", "换\x01行", "U+0001")],
)
def test_a_text_that_a_format_cannot_hold_is_named(tmp_path, suffix, text, expected):
    spoilt = replace(SOUND, projects=(replace(SOUND.projects[0], purpose=text),))
    source = tmp_path / "文本.json"
    source.write_text(dump_content(spoilt), encoding="utf-8")
    status, _, err = run("convert_text", source, tmp_path / f"结果{suffix}")
    assert status == 1
    assert expected in err
    assert not (tmp_path / f"结果{suffix}").exists()


def test_a_database_that_was_never_set_up_is_a_sentence(db, text, monkeypatch):
    def no_table(*words, **named):
        raise OperationalError("no such table: departments_department")

    monkeypatch.setattr("performance.management.commands.import_text.department_of", no_table)
    monkeypatch.setattr(connection.introspection, "table_names", list)
    status, _, err = run("import_text", text)
    assert status == 1
    assert "请先运行 manage.py migrate" in err
