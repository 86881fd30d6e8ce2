"""Long work through the interface, and the indicator library."""

import uuid

import pytest

from departments.trail.entry import Action, TrailEntry
from indicators.models import IndicatorTemplate
from performance.jobs.queueing import MOST_UNDER_WAY
from performance.jobs.running import run_job
from performance.models import ExportJob, JobKind


@pytest.fixture(autouse=True)
def _the_worker_rests(settings, tmp_path, monkeypatch):
    settings.EXPORT_DIR = tmp_path
    monkeypatch.setattr("performance.jobs.queueing._enqueue", lambda job: None)


def asked(cast, **kwargs):
    body = {"kind": "package", "statements": [cast.statement_pk], **kwargs}
    return cast.chief.ask("POST", "jobs/", body)


def test_a_package_is_asked_for_made_and_fetched(cast):
    answer = asked(cast)
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert (job["state"], job["total"]) == ("queued", 1)
    assert cast.chief.get(f"jobs/{job['id']}/file/").status_code == 404
    run_job.call(job["id"], 1)
    done = cast.chief.get(f"jobs/{job['id']}/").json()
    assert done["state"] == "done", done["message"]
    file = cast.chief.get(f"jobs/{job['id']}/file/")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    details = (
        TrailEntry.objects.filter(action=Action.EXPORT).order_by("number").values_list("details", flat=True)
    )
    assert [words[:6] for words in details] == ["申请后台任务", "上报材料包", "接口下载后台"]


def test_a_job_is_cancelled_once(cast):
    job = asked(cast, kind="summary").json()["id"]
    assert cast.chief.ask("POST", f"jobs/{job}/cancel/").json()["state"] == "cancelled"
    assert cast.chief.ask("POST", f"jobs/{job}/cancel/").status_code == 409


def test_nobody_elses_job_is_there(cast):
    job = asked(cast).json()["id"]
    for address in (f"jobs/{job}/", f"jobs/{job}/file/"):
        assert cast.section.get(address).status_code == 404
    assert cast.section.ask("POST", f"jobs/{job}/cancel/").status_code == 404
    assert cast.section.get("jobs/").json()["results"] == []
    assert len(cast.chief.get("jobs/").json()["results"]) == 1
    assert cast.chief.get(f"jobs/{uuid.uuid4()}/").status_code == 404


def test_who_sees_one_unit_takes_no_package_out(cast):
    body = {"kind": "package", "statements": [cast.statement_pk]}
    assert cast.filler.ask("POST", "jobs/", body).status_code == 400
    assert not ExportJob.objects.exists()


def test_nobody_asks_for_more_than_can_be_done(cast):
    answers = [asked(cast).status_code for _ in range(MOST_UNDER_WAY + 1)]
    assert answers == [202] * MOST_UNDER_WAY + [409]


@pytest.mark.parametrize(
    "said", [{"kind": "nonsense"}, {"statements": []}, {"statements": "x"}, {"statements": [True]}]
)
def test_a_request_that_makes_no_sense_starts_nothing(cast, said):
    assert asked(cast, **said).status_code == 400
    assert not ExportJob.objects.filter(kind=JobKind.PACKAGE).exists()


def test_the_library_offers_what_is_common_and_what_is_ones_own(cast):
    office = cast.department.office
    for name, fields in {
        "通用": {},
        "本省": {"province": office.province},
        "本级": {"office_code": office.division_code},
        "外省": {"province": "外省"},
        "别级": {"office_code": "999999"},
        "停用": {"retired": True},
    }.items():
        IndicatorTemplate.objects.create(name=name, family="quantity", level1="产出指标", **fields)
    found = cast.filler.get("library/?ordering=id").json()["results"]
    assert [row["name"] for row in found] == ["通用", "本省", "本级"]
    hidden = IndicatorTemplate.objects.get(name="别级")
    assert cast.filler.get(f"library/{hidden.pk}/").status_code == 404
