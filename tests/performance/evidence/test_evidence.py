"""Evidence beside a card or a report: who puts it there, how much, and that nothing of it is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.trail.entry import TrailEntry
from performance.evidence import services
from performance.models import Evidence
from tests.api.conftest import Program
from tests.performance.evidence.test_gate import JPEG, PDF, PNG

FILES = {"合同.pdf": PDF, "现场.png": PNG, "现场.jpg": JPEG}


def upload(client, desk, files=FILES, indicator="", by=None):
    client.force_login(by or desk.world.filler)
    chosen = [SimpleUploadedFile(name, content) for name, content in files.items()]
    address = reverse(f"{desk.face.route}_evidence", args=[desk.row.pk])
    return client.post(address, {"files": chosen, "indicator": indicator}, follow=True).content.decode()


def test_files_are_kept_counted_and_given_back_as_they_came(client, desk):
    page = upload(client, desk, indicator="1")
    size = sum(map(len, FILES.values()))
    assert "已上传3个文件" in page
    assert f"3 个文件，共 {size}" in page
    indicator = desk.kind.read(desk.row).promised.content.indicators[1]
    for file in Evidence.objects.all():
        assert file.indicator == [indicator.level1, indicator.level2, indicator.name]
        answer = client.get(reverse("evidence", args=[file.pk]))
        assert answer.content == FILES[file.name]
        assert "attachment" in answer["Content-Disposition"]
    told = TrailEntry.objects.filter(details__contains="合同.pdf").order_by("pk")
    assert [entry.details[:6] for entry in told] == ["上传佐证材料", "佐证材料“合"]


def test_one_bad_file_keeps_all_out_and_every_fault_is_told(client, desk):
    page = upload(client, desk, {"好.pdf": PDF, "坏.pdf": PNG, "表.xlsx": PDF})
    assert "内容不是 PDF" in page
    assert "可以上传的是" in page
    assert not Evidence.objects.exists()


def test_what_was_taken_away_can_be_put_back(client, desk):
    upload(client, desk, {"合同.pdf": PDF})
    file = Evidence.objects.get()
    page = client.post(reverse("evidence_remove", args=[file.pk]), follow=True).content.decode()
    assert "已移除的 1 个文件" in page
    assert "还没有上传" in page
    page = client.post(reverse("evidence_remove", args=[file.pk]), follow=True).content.decode()
    assert "已由他人移除" in page
    page = client.post(reverse("evidence_restore", args=[file.pk]), follow=True).content.decode()
    assert "1 个文件，共" in page


def test_the_same_content_is_not_kept_twice(client, desk):
    upload(client, desk, {"合同.pdf": PDF})
    assert "已经上传过" in upload(client, desk, {"又一份.pdf": PDF})
    assert Evidence.objects.count() == 1


def test_what_came_again_meanwhile_does_not_stand_twice(client, desk):
    for name in ("合同.pdf", "又一份.pdf"):
        upload(client, desk, {name: PDF})
        client.post(reverse("evidence_remove", args=[Evidence.objects.get(name=name).pk]))
    first, second = Evidence.objects.order_by("pk")
    client.post(reverse("evidence_restore", args=[first.pk]))
    page = client.post(reverse("evidence_restore", args=[second.pk]), follow=True).content.decode()
    assert "请先移除“合同.pdf”" in page
    assert list(Evidence.objects.filter(removed=None)) == [first]


@pytest.mark.parametrize(
    ("limit", "most", "words"), [("MOST_FILES", 2, "超过2个"), ("MOST_BYTES", 60, "超过 0 MB")]
)
def test_there_is_an_end_to_it_and_what_was_taken_away_counts(client, desk, monkeypatch, limit, most, words):
    upload(client, desk, {"现场.png": PNG})
    client.post(reverse("evidence_remove", args=[Evidence.objects.get().pk]))
    monkeypatch.setattr(services, limit, most)
    assert words in upload(client, desk, {"合同.pdf": PDF, "现场.jpg": JPEG})
    assert Evidence.objects.count() == 1


def test_whoever_only_reads_the_paper_reads_the_file_and_changes_nothing(client, desk):
    upload(client, desk, {"合同.pdf": PDF})
    file = Evidence.objects.get()
    assert "不能保存" in upload(client, desk, {"现场.png": PNG}, by=desk.world.section)
    assert client.get(reverse("evidence", args=[file.pk])).status_code == 200
    client.post(reverse("evidence_remove", args=[file.pk]))
    assert Evidence.objects.get().removed is None


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_out_of_sight_is_not_there(client, desk, who):
    upload(client, desk, {"合同.pdf": PDF})
    file = Evidence.objects.get()
    client.force_login(getattr(desk.world, who))
    assert client.get(reverse("evidence", args=[file.pk])).status_code == 404
    for name in ("evidence_remove", "evidence_restore"):
        assert client.post(reverse(name, args=[file.pk])).status_code == 404
    assert client.post(reverse(f"{desk.face.route}_evidence", args=[desk.row.pk])).status_code == 404


@pytest.mark.parametrize("indicator", ["99", "-1", "1.0", "9" * 5000, "\x00"])
def test_an_indicator_that_is_not_there_is_refused(client, desk, indicator):
    assert "没有这个指标" in upload(client, desk, {"合同.pdf": PDF}, indicator=indicator)
    assert not Evidence.objects.exists()


def test_a_page_does_not_read_the_files_it_lists(client, desk, django_assert_max_num_queries):
    upload(client, desk)
    client.get(desk.address)
    with django_assert_max_num_queries(60) as asked:
        client.get(desk.address)
    assert not any('"performance_evidence"."content"' in query["sql"] for query in asked.captured_queries)


def test_a_program_puts_files_there_takes_them_away_and_puts_them_back(client, desk):
    program = Program(client, desk.world.filler)
    place = {"evaluation": "evaluations", "monitoring_report": "monitoring-reports"}[desk.face.route]
    address = f"{place}/{desk.row.pk}/evidence/"

    def sent(content, **fields):
        return program.post_form(address, file=SimpleUploadedFile("合同.pdf", content), **fields)

    added = sent(PDF, indicator=1)
    assert added.status_code == 201
    kept = Evidence.objects.get()
    assert (bytes(kept.content), added.json()["indicator"]) == (PDF, kept.indicator)
    for content, fields, status in ((PDF, {}, 409), (PNG, {}, 409), (PDF, {"more": "1"}, 400)):
        assert sent(content, **fields).status_code == status
    for change, removed, status in (
        ("remove", True, 200),
        ("remove", True, 409),
        ("restore", False, 200),
        ("restore", False, 409),
    ):
        answer = program.ask("POST", f"evidence/{kept.pk}/{change}/")
        kept.refresh_from_db()
        assert (answer.status_code, kept.removed is not None) == (status, removed)
