"""成批体检: many files and archives are read by a worker, and come back as one workbook by file, rule and department."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from departments.uploads.refused_file import RefusedFile
from performance.documents.convert import write_text
from performance.documents.patience import Patience
from performance.findings import check_job
from performance.findings.batch_check import batch_workbook, summary
from performance.findings.batch_files import MOST_FILES, WrongBatch, unpacked
from performance.findings.check_job import start_check
from performance.findings.checked_file import check_file
from performance.jobs.queueing import cancel_job
from performance.jobs.running import run_job
from performance.models import ExportJob, JobFile, JobKind, JobState
from tests.damaged_archives import damaged
from tests.factories import a_user
from tests.performance.review.planting import indicator
from tests.performance.review.sound_hebei import HEBEI

SOUND = write_text(HEBEI, ".json")
WRONG = write_text(indicator(5, value="≥90人")(HEBEI), ".json")
UNREADABLE = "各位同事：请报送。\n".encode()


@pytest.fixture
def queue_only(settings):
    """A queue that nobody works off."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def results(settings, tmp_path):
    settings.EXPORT_DIR = tmp_path / "results"
    return settings.EXPORT_DIR


def zipped(files, method=ZIP_DEFLATED):
    stream = BytesIO()
    with ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheets(data):
    workbook = openpyxl.load_workbook(BytesIO(data))
    return {
        sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in workbook
    }


def test_a_damaged_archive_is_refused_in_words():
    sound = zipped({"甲/一.json": SOUND, "二.txt": UNREADABLE, "空/": b""})
    refused = 0
    for data in damaged(sound, 500):
        try:
            unpacked([("a.zip", data)])
        except WrongBatch:
            refused += 1
    assert refused > 100


def test_an_archive_is_its_files():
    files = {"甲/一.json": SOUND, "甲/": b"", "二.txt": UNREADABLE, "__MACOSX/二.txt": b"x"}
    found = unpacked([("全年.zip", zipped(files)), ("三.json", WRONG)])
    assert [name for name, _ in found] == ["全年.zip/甲/一.json", "全年.zip/二.txt", "三.json"]


def test_names_that_windows_wrote_are_read():
    stand_in, windows = b"xxxx.json", "文本".encode("gb18030") + b".json"
    data = zipped({stand_in.decode(): SOUND}).replace(stand_in, windows)
    assert unpacked([("a.zip", data)])[0][0] == "a.zip/文本.json"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_deceive_are_told_apart_and_printed():
    """Signs that no workbook holds, signs that turn the line round, and two files of one name."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in ("甲\x01\r\n.txt", "甲\u202etxt.exe.txt", "一.txt", "一.txt", "../一.txt"):
            archive.writestr(name, b"x")
    names = [name for name, _ in unpacked([("a.zip", stream.getvalue())])]
    assert names == [
        "a.zip/甲���.txt",
        "a.zip/甲�txt.exe.txt",
        "a.zip/一.txt",
        "a.zip/一（同名第2个）.txt",
        "a.zip/../一.txt",
    ]
    assert batch_workbook([check_file(name, b"x") for name in names])


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.zip", b"PK\x03\x04broken")], "已损坏"),
        ([("a.zip", zipped({}))], "没有可以体检的文件"),
        ([("a.zip", zipped({"b.zip": zipped({})}))], "里还有压缩包"),
        ([("a.zip", zipped({"b.txt": b"x"}, ZIP_BZIP2))], "压缩方法"),
        ([(f"{n}.txt", b"x") for n in range(MOST_FILES + 1)], "最多体检"),
    ],
    ids=["broken", "empty", "nested", "method", "many"],
)
def test_a_batch_that_cannot_be_taken_is_told_why(files, said):
    with pytest.raises(WrongBatch, match=said):
        unpacked(files)


def test_a_bomb_is_not_unpacked():
    bomb = zipped({f"{number}.txt": bytes(20_000_000) for number in range(16)})
    with pytest.raises(WrongBatch, match="解开后超过"):
        unpacked([("a.zip", bomb)])


def test_the_workbook_tells_by_file_rule_and_department():
    checked = [
        check_file(*file, at="2026-11-30 09:00")
        for file in (("好.json", SOUND), ("错.json", WRONG), ("信.txt", UNREADABLE))
    ]
    assert summary(checked).startswith("共 3 个文件：读全 2 个")
    book = sheets(batch_workbook(checked))
    by_file = {row[0]: row for row in book["按文件"] if row[0] in ("好.json", "错.json", "信.txt")}
    assert by_file["好.json"][5] == "100%"
    assert by_file["错.json"][6:9] != by_file["好.json"][6:9]
    assert by_file["信.txt"][-3] == "没有读取"
    assert by_file["好.json"][-1] == "2026-11-30 09:00"
    assert "条规则已审核" in by_file["好.json"][-2]
    summed = {row[1] for row in book["汇总"]}
    assert {"共3份文本，读全并审核2份。", "“信.txt”没有读全，不作结论。"} <= summed
    (finding,) = checked[1].findings
    assert next(row for row in book["按规则"] if row[0] == finding.code)[3:5] == ["1", "1"]
    assert any(row[0] == "错.json" and row[3] == finding.code for row in book["问题清单"])
    assert any(row[0] == "信.txt" for row in book["没有读懂"])
    assert [row[1] for row in book["按部门"] if HEBEI.department_name in row[0]] == ["2"]


@pytest.mark.django_db
def test_a_batch_is_a_job_whose_files_are_gone_when_it_is_done(client, results):
    user = a_user()
    client.force_login(user)
    files = [SimpleUploadedFile("好.json", SOUND), SimpleUploadedFile("全年.zip", zipped({"错.json": WRONG}))]
    answer = client.post("/check/", {"file": files}, follow=True)
    assert answer.redirect_chain[-1][0] == "/jobs/"
    job = ExportJob.objects.get(owner=user)
    assert (job.kind, job.state, job.done, job.total) == (JobKind.CHECK, JobState.DONE, 2, 2)
    assert "共 2 个文件" in answer.text
    page = client.get("/check/").text
    assert "共2份文本，读全并审核2份。" in page
    assert f"1．{HEBEI.department_code} {HEBEI.department_name}：错误1处" in page
    assert f"/jobs/{job.pk}/download/" in page
    assert not JobFile.objects.exists()
    fetched = client.get(f"/jobs/{job.pk}/download/")
    assert "按文件" in sheets(b"".join(fetched.streaming_content))
    client.force_login(a_user())
    assert "成批体检的结果" not in client.get("/check/").text
    assert client.get(f"/jobs/{job.pk}/download/").status_code == 404


@pytest.mark.django_db
def test_a_batch_that_cannot_be_taken_is_refused_beside_the_field(client):
    client.force_login(a_user())
    answer = client.post("/check/", {"file": SimpleUploadedFile("a.zip", b"PK\x03\x04broken")})
    assert "已损坏" in answer.context["form"].errors["file"][0]
    assert not ExportJob.objects.exists()


@pytest.mark.django_db
def test_a_cancelled_batch_ends_at_once_and_keeps_no_file(queue_only, results, monkeypatch):
    user = a_user()
    job = start_check([("一.json", SOUND), ("二.json", SOUND)], by=user)
    assert JobFile.objects.count() == 2

    def cancelling(name, content, progress, rule_set_of, at):
        cancel_job(job, by=user)
        progress(1, 9)
        pytest.fail("the reading went on")

    monkeypatch.setattr(check_job, "check_file", cancelling)
    run_job.call(str(job.pk), job.attempt)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not JobFile.objects.exists()
    assert not results.exists() or list(results.iterdir()) == []


@pytest.mark.django_db
def test_the_page_says_which_page_of_which_file_is_read(queue_only, results, monkeypatch):
    job = start_check([("扫描.pdf", SOUND)], by=a_user())
    messages = []

    def reading(name, content, progress, rule_set_of, at):
        progress(6, 28)
        messages.append(ExportJob.objects.get(pk=job.pk).message)
        return check_file(name, SOUND)

    monkeypatch.setattr(check_job, "check_file", reading)
    run_job.call(str(job.pk), job.attempt)
    assert messages == ["扫描.pdf：第 7 页，共 28 页"]


def test_a_page_waits_no_longer_than_its_server():
    with pytest.raises(RefusedFile, match="第 3 页（共 9 页）"):
        Patience(-1)(3, 9)
    Patience(-1)(9, 9)  # read: nothing to wait for any more
