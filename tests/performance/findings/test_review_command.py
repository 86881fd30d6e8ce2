"""review_text: every file is judged, every complaint addressed, and the status tells which of three it was."""

import json
from zipfile import ZipFile

import openpyxl
import pytest

from departments.permissions.roles import Role
from performance.documents.convert import READABLE, WRITERS, read_text, write_text
from performance.documents.formats.xlsx.remark_sheet import REMARKS
from performance.review import group, review
from performance.review.adjustments import Adjustment
from performance.rule_adjustments.services import save_adjustment
from tests.factories import a_member, an_office
from tests.performance.management.test_text_commands import run
from tests.performance.review.planting import added, indicator
from tests.performance.review.sound_hebei import HEBEI, row

WRONG = indicator(5, value="≥90人")(HEBEI)
DOUBTFUL = indicator(1, description="讲义 审核合格率")(indicator(4, value="持续提升")(HEBEI))


@pytest.fixture
def texts(tmp_path):
    """Three files: without findings, with warnings only, with an error."""
    contents = {"sound.txt": HEBEI, "doubtful.txt": DOUBTFUL, "wrong.txt": WRONG}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(write_text(content, ".txt"))
    return tmp_path


@pytest.mark.parametrize(("name", "status"), [("sound.txt", 0), ("doubtful.txt", 0), ("wrong.txt", 1)])
def test_the_status_tells_whether_there_is_an_error(texts, name, status):
    ended, out, err = run("review_text", texts / name)
    assert (ended, err) == (status, "")
    assert str(texts / name) in out
    assert "合计：" in out


@pytest.mark.parametrize("suffix", [suffix for suffix in READABLE if suffix in WRITERS])
def test_a_text_is_judged_alike_in_every_format(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(write_text(WRONG, suffix))
    status, out, _ = run("review_text", path, "--format", "json")
    assert status == 1
    assert [finding["evidence"] for finding in json.loads(out)] == ["≥90人"]


def test_equal_findings_stand_together_with_their_places(texts):
    faulty = HEBEI
    for name in ("讲稿合格率", "讲师出勤率", "设备完好率"):
        faulty = added(row("产出指标", "质量指标", name, "≥95%", name, "计划"))(faulty)
    path = texts / "同一问题.txt"
    path.write_bytes(write_text(faulty, ".txt"))
    _, out, _ = run("review_text", path)
    (together,) = group(review(faulty))
    assert out.count(together.first.message) == 1
    assert f"同一问题 {together.count} 处" in out
    assert all(str(finding.place) in out for finding in together.findings)


def test_json_is_one_list_over_all_files_ungrouped_and_unescaped(texts):
    files = [texts / name for name in ("wrong.txt", "sound.txt", "doubtful.txt")]
    status, out, err = run("review_text", *files, "--format", "json")
    assert (status, err) == (1, "")
    findings = json.loads(out)
    expected = [
        (str(texts / name), finding.code, finding.severity.value)
        for name, content in (("wrong.txt", WRONG), ("doubtful.txt", DOUBTFUL))
        for finding in review(content)
    ]
    assert [(f["file"], f["code"], f["severity"]) for f in findings] == expected
    assert len(expected) > 2
    assert all({"place", "evidence", "message", "remedy"} <= f.keys() for f in findings)
    assert "满意度" in out


def test_a_sound_text_is_an_empty_list(texts):
    assert json.loads(run("review_text", texts / "sound.txt", "--format", "json")[1]) == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_takes_what_would_be_printed(texts, form):
    words = ("review_text", texts / "wrong.txt", "--format", form)
    printed = run(*words)[1]
    status, out, _ = run(*words, "--output", texts / "结果")
    assert (status, out) == (1, "")
    assert (texts / "结果").read_text(encoding="utf-8") == printed


def test_one_file_becomes_the_named_review_workbook(texts):
    target = texts / "审核.xlsx"
    status, out, _ = run("review_text", texts / "wrong.txt", "--format", "xlsx", "--output", target)
    assert status == 1
    assert "错误 1 处" in out
    assert openpyxl.load_workbook(target)[REMARKS]["E4"].value == "≥90人"
    source = read_text((texts / "wrong.txt").read_bytes(), "wrong.txt")
    assert read_text(target.read_bytes(), target.name).content == source.content


def test_several_files_become_workbooks_in_a_folder_none_over_another(texts):
    twin = texts / "again"
    twin.mkdir()
    (twin / "wrong.txt").write_bytes((texts / "wrong.txt").read_bytes())
    files = [texts / "wrong.txt", twin / "wrong.txt", texts / "sound.txt"]
    assert run("review_text", *files, "--format", "xlsx", "--output", texts / "新")[0] == 1
    names = {path.name for path in (texts / "新").iterdir()}
    assert names == {"wrong-审核.xlsx", "wrong(2)-审核.xlsx", "sound-审核.xlsx"}


def test_a_workbook_needs_to_be_told_where_it_goes(texts):
    status, out, err = run("review_text", texts / "sound.txt", "--format", "xlsx")
    assert (status, out) == (2, "")
    assert "--output" in err


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("empty.txt", b"", "文件是空的"),
        ("letter.txt", "各位同事：\n请于周五前报送。\n".encode(), "没有找到绩效目标表"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "另存为"),
        ("broken.json", b"{", "不是有效的 JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_judged(texts, name, data, expected):
    bad = texts / name
    bad.write_bytes(data)
    status, out, err = run("review_text", bad, texts / "wrong.txt", "--format", "json")
    assert status == 2
    assert expected in err
    assert str(bad) in err
    assert [finding["file"] for finding in json.loads(out)] == [str(texts / "wrong.txt")]


def test_a_missing_file_or_folder_is_named(texts):
    assert run("review_text", texts / "无.txt")[0] == 2
    status, _, err = run("review_text", texts / "sound.txt", "--output", texts / "无" / "结果.txt")
    assert status == 2
    assert "写不进" in err


def test_what_was_read_with_gaps_is_judged_and_the_gaps_are_named(texts):
    path = texts / "wrong.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n手写的一行附注\n", encoding="utf-8")
    status, out, err = run("review_text", path, "--format", "json")
    assert status == 2
    assert "未能归入任何栏目：“手写的一行附注”" in err
    first, second = json.loads(out)
    assert (first["code"], first["severity"], second["code"]) == ("READ", "error", "B11")
    assert "手写的一行附注" in first["message"]


@pytest.mark.parametrize("form", ["text", "xlsx"])
def test_of_a_text_that_was_hardly_read_nobody_says_that_nothing_is_wrong(tmp_path, form):
    path, target = tmp_path / "残缺.txt", tmp_path / "审核.xlsx"
    lines = write_text(HEBEI, ".txt").decode().splitlines()
    path.write_text("\n".join([lines[0], *("另附说明一行" for _ in range(200))]), encoding="utf-8")
    words = ("--format", "xlsx", "--output", target) if form == "xlsx" else ()
    status, out, _ = run("review_text", path, *words)
    assert status == 2
    assert "没有发现问题" not in out
    assert "文件没有读全（读入" in out
    assert "不能判断有没有问题" in out
    if form == "xlsx":
        cells = [str(row[0]) for row in openpyxl.load_workbook(target)[REMARKS].iter_rows(values_only=True)]
        assert any("不能判断有没有问题" in line for line in cells)
        assert any("另附说明一行" in line for line in cells)


def test_no_database_is_asked(texts, django_db_blocker):
    with django_db_blocker.block():
        assert run("review_text", texts / "sound.txt")[0] == 0


def an_adjustment(folder, **changed):
    path = folder / "规则调整.json"
    path.write_text(
        json.dumps({"name": "示范市财政局2026年", **changed}, ensure_ascii=False), encoding="utf-8"
    )
    return path


def test_an_office_s_rules_are_applied_and_named(texts):
    office = an_adjustment(texts, severities={"B7": "hint"})
    _, out, _ = run("review_text", texts / "doubtful.txt", "--rule-set", office)
    assert "[B7 提示]" in out
    assert "示范市财政局2026年" in out


def test_the_effect_is_shown_before_it_is_applied(texts):
    office = an_adjustment(texts, severities={"B7": "hint"})
    _, out, _ = run("review_text", texts / "doubtful.txt", "--rule-set", office, "--compare")
    assert out == "B7 提示：0 → 1\nB7 警告：1 → 0\n"
    office = an_adjustment(texts, off=["F13"])
    _, out, _ = run("review_text", texts / "doubtful.txt", "--rule-set", office, "--compare")
    assert out == "对这些文本没有影响。\n"


def test_rules_out_of_bounds_are_refused_and_nothing_is_judged(texts):
    office = an_adjustment(texts, off=["A5"])
    status, out, err = run("review_text", texts / "doubtful.txt", "--rule-set", office)
    assert (status, out) == (2, "")
    assert "不能停用" in err
    assert run("review_text", texts / "doubtful.txt", "--rule-set", texts / "没有.json")[0] == 2


@pytest.fixture
def batch(texts):
    """A folder with two texts and an archive of two more, of which one is no text."""
    folder = texts / "年度"
    (folder / "内").mkdir(parents=True)
    (folder / "甲.txt").write_bytes((texts / "sound.txt").read_bytes())
    (folder / "内" / "乙.txt").write_bytes((texts / "wrong.txt").read_bytes())
    (folder / "说明.bak").write_bytes(b"x")
    with ZipFile(folder / "丙.zip", "w") as archive:
        archive.writestr("丁.txt", (texts / "doubtful.txt").read_bytes())
        archive.writestr("戊.txt", "会议通知".encode())
    return folder


def test_a_folder_and_its_archives_come_into_one_workbook(batch):
    target = batch.parent / "全部.xlsx"
    status, out, err = run("review_text", batch, "--format", "xlsx", "--output", target)
    assert status == 2
    assert "戊.txt" in err
    assert "共 4 个文件：读全 3 个" in out
    sheet = openpyxl.load_workbook(target)["按文件"]
    files = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert all(name in files for name in ("甲.txt", "乙.txt", "丁.txt", "戊.txt"))


def test_an_empty_folder_is_said_to_be_one(tmp_path):
    (tmp_path / "空").mkdir()
    status, _, err = run("review_text", tmp_path / "空")
    assert status == 2
    assert "文件夹里没有可读的文件" in err


def test_a_broken_archive_is_named(tmp_path):
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 no archive")
    status, _, err = run("review_text", tmp_path / "坏.zip")
    assert status == 2
    assert "压缩包“坏.zip”已损坏" in err


def test_a_folder_is_converted_file_by_file(batch):
    status, _, err = run("convert_text", batch, "--format", "json", "--into", batch.parent / "结果")
    assert status == 1
    assert "戊.txt" in err
    assert sorted(file.name for file in (batch.parent / "结果").iterdir()) == [
        "丁.json",
        "乙.json",
        "甲.json",
    ]


@pytest.mark.django_db
def test_an_office_judges_by_the_rules_that_it_has_saved(texts):
    office = an_office(name="示范市财政局")
    by = a_member(Role.SYSTEM_ADMINISTRATOR, at=office)
    eased = Adjustment("示范", frozenset({"B7"}))
    save_adjustment(office, HEBEI.year, eased, by=by, reason="试行", expected_version=0)
    plain = run("review_text", texts / "doubtful.txt")[1]
    ours = run("review_text", texts / "doubtful.txt", "--office", office.division_code)[1]
    assert "[B7 " in plain
    assert "[B7 " not in ours
    assert f"示范市财政局{HEBEI.year}年第1版" in ours
    status, _, err = run("review_text", texts / "doubtful.txt", "--office", "999999")
    assert (status, "没有区划代码为“999999”的财政局" in err) == (2, True)
