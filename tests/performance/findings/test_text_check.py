"""文本体检: what a browser gets for a file, that refusals stand beside the field, and that nothing is stored."""

import re
import shutil
import tempfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from departments.models import TrailEntry
from departments.uploads.limits import LARGEST_FILE
from performance.documents.convert import READABLE, WRITERS, write_text
from performance.documents.formats.xlsx.remark_sheet import REMARKS
from performance.http.upload_handlers import MemoryUpload
from performance.models import PerformanceStatement
from performance.review import review
from tests.factories import a_user
from tests.performance.review.faults import FAULTS
from tests.performance.review.planting import indicator
from tests.performance.review.sound_hebei import HEBEI

pytestmark = pytest.mark.django_db
PAGE = "/check/"
WRONG = indicator(5, value="≥90人")(HEBEI)

# A file is held against no budget.
OF_THE_TEXT = [fault for fault in FAULTS if not fault.from_outside]


@pytest.fixture
def visitor(client):
    client.force_login(a_user())
    return client


def sent(client, data, name="文本.txt", **fields):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data), **fields})


def faults_of(answer):
    return answer.context["form"].errors.get("file", [])


def test_whoever_is_not_logged_in_is_sent_to_the_login(client):
    for answer in (client.get(PAGE), sent(client, b"x")):
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")
    assert reverse("text_check") == PAGE


def test_the_result_stands_before_the_form_for_another_file(visitor):
    """On a narrow page the form would push it out of sight."""
    page = sent(visitor, write_text(WRONG, ".txt")).text
    assert page.count('<form class="card upload"') == 1
    assert page.index("result-heading") < page.index("再查一份") < page.index('<form class="card upload"')
    assert "再查一份" not in visitor.get(PAGE).text


def test_a_form_without_its_token_is_refused():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_user())
    assert sent(strict, b"x").status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(PAGE).text)[1]
    answer = sent(strict, write_text(WRONG, ".txt"), csrfmiddlewaretoken=token)
    assert answer.status_code == 200
    assert "满意度用了人数、次数或金额" in answer.text


@pytest.mark.parametrize("suffix", [suffix for suffix in READABLE if suffix in WRITERS])
def test_a_file_of_every_readable_kind_is_shown_with_its_findings(visitor, suffix):
    answer = sent(visitor, write_text(WRONG, suffix), f"文本{suffix}")
    assert "≥90人" in answer.text
    assert [level.count for level in answer.context["review"].levels] == [1, 0, 0]
    assert "预算规模及资金用途" in answer.text


@pytest.mark.parametrize("fault", OF_THE_TEXT[::4], ids=lambda fault: fault.code)
def test_findings_and_cells_lead_to_each_other(visitor, fault):
    page = sent(visitor, write_text(fault.content, ".json"), "a.json").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    (cell,) = set(re.findall(r'<a href="#(at-[^"]+)"', page))
    marked = re.search(
        rf'<(?:td|th|p|h\d)[^>]*class="[^"]*marked \w+[^"]*"[^>]*id="{cell}".*?</', page, re.DOTALL
    )[0]
    severity = review(fault.content)[0].severity
    assert f"{severity.label}{fault.code}</" in marked  # a word, not only a colour
    (group,) = re.findall(r'class="marks"><a href="#([^"]+)"', marked)
    assert group in ids


def test_severities_can_be_folded_away_without_script(visitor):
    page = sent(visitor, write_text(WRONG, ".txt")).text
    assert '<details class="level error" id="level-error" open>' in page
    assert '<a href="#level-error">错误 1 处</a>' in page
    assert 'id="level-warning"' not in page
    assert "<script" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_sound_text_says_so(visitor):
    page = sent(visitor, write_text(HEBEI, ".txt")).text
    assert "没有发现问题" in page
    assert "没有采用哪个财政局的规则调整" in page


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "文件是空的"),
        ("a.txt", b" \n", "文件是空的"),
        ("a.txt", "各位同事：请报送。\n".encode(), "没有找到绩效目标表"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "另存为"),
        ("a.exe", b"MZ", "可读的文件有"),
        ("a.xlsx", b"PK\x03\x04broken", "。"),
        ("a.json", b"{", "不是有效的 JSON"),
        ("a.txt", b"x" * (LARGEST_FILE + 1), "上限"),
        ("a.txt", b"x" * (LARGEST_FILE * 2), "上限"),
    ],
)
def test_a_refusal_is_a_sentence_beside_the_field(visitor, name, data, expected):
    answer = sent(visitor, data, name)
    assert answer.status_code == 200
    assert expected in faults_of(answer)[0]
    assert re.search(r"[\u4e00-\u9fff]", faults_of(answer)[0])
    field = re.search(r'<div class="field has-errors">.*?<input', answer.text, re.DOTALL)[0]
    assert 'class="errorlist"' in field
    assert "review" not in answer.context


def test_a_missing_file_and_an_invented_layout_are_refused(visitor):
    assert faults_of(visitor.post(PAGE, {})) == ["请选择一个文件。"]
    answer = sent(visitor, write_text(HEBEI, ".txt"), layout="浙江 2024")
    assert "layout" in answer.context["form"].errors


def test_a_named_layout_is_followed(visitor):
    text = write_text(HEBEI, ".txt")
    assert sent(visitor, text, layout="河北 2020").context["content"].edition == "2020"


def test_what_could_not_be_placed_is_listed_and_the_rest_is_judged(visitor):
    answer = sent(visitor, write_text(WRONG, ".txt") + "\n手写的一行附注\n".encode())
    assert "文件没有读全" in answer.text
    assert "手写的一行附注" in answer.text
    assert answer.context["review"].count == 1


def test_a_text_that_was_not_read_in_full_is_not_called_faultless(visitor):
    answer = sent(visitor, "部门预算绩效文本\n第一部分\n".encode())
    assert "文件没有读全" in answer.text
    assert "没有发现问题" not in answer.text
    assert "不能判断有没有问题" in answer.text


def test_what_a_file_says_is_text_and_never_markup(visitor):
    spiked = indicator(5, name="<script>alert(1)</script>满意度", value="≥90人")(HEBEI)
    page = sent(visitor, write_text(spiked, ".json"), "<b>.json").text
    assert "<script" not in page.partition("<main")[2].partition("</main>")[0]
    assert "&lt;script&gt;" in page
    assert "<b>.json" not in page


def test_the_review_workbook_comes_from_the_same_form(visitor):
    answer = sent(visitor, write_text(WRONG, ".txt"), "预算 文本.txt", workbook="1")
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert openpyxl.load_workbook(BytesIO(answer.content))[REMARKS]["E4"].value == "≥90人"
    refused = sent(visitor, b"", workbook="1")
    assert "文件是空的" in refused.text


@contextmanager
def no_temporary_file(monkeypatch, folder):
    """A large file is read by a process of its own, which has an empty folder while it reads: no file is in it."""

    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file was made")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    removed, remove = [], shutil.rmtree
    monkeypatch.setattr(
        shutil,
        "rmtree",
        lambda path, **kwargs: (removed.extend(Path(path).iterdir()), remove(path, **kwargs)),
    )
    yield
    assert removed == []
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [0, 3 * 2**20], ids=["small", "above Django's own limit for memory"])
def test_nothing_is_stored(visitor, size, monkeypatch, tmp_path, django_assert_num_queries):
    text = write_text(WRONG, ".txt") + b" " * size
    sent(visitor, text)  # the first request notes its browser in the session
    before = TrailEntry.objects.count()
    with no_temporary_file(monkeypatch, tmp_path), django_assert_num_queries(4) as made:
        assert sent(visitor, text).context["review"].count == 1
    assert all(query["sql"].startswith("SELECT") for query in made.captured_queries)
    assert TrailEntry.objects.count() == before
    assert not PerformanceStatement.objects.exists()


def test_no_more_than_the_limit_is_kept_of_a_large_file():
    upload = MemoryUpload(10)
    upload.new_file("file", "a.txt", "text/plain", None, None, {})
    for start in (0, 8, 16):
        assert upload.receive_data_chunk(b"12345678", start) is None
    file = upload.file_complete(24)
    assert (file.size, file.read()) == (11, b"12345678123")


def test_the_source_stands_beside_what_was_read(visitor):
    answer = sent(visitor, write_text(WRONG, ".docx"), "文本.docx")
    assert "原文与读出的内容对照" in answer.text
    source = answer.text.partition('aria-label="原文"')[2].partition('aria-label="读出的内容"')[0]
    assert HEBEI.projects[0].name in source


def test_what_can_be_read_is_listed_kind_by_kind(visitor):
    page = visitor.get(PAGE).text
    assert "<li>PDF .pdf</li>" in page
    assert all(suffix in page for suffix in READABLE)
