"""Letters over approved texts: drawn up once, printed as they were, cancelled, and never of another text."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.approval_letters.default_template import default_template
from performance.approval_letters.placeholders import VOCABULARY, Approved, filling_of
from performance.approval_letters.services import cancel_letter, draw_up_letter
from performance.approval_letters.templates import add_template, set_in_use
from performance.documents.formats.docx.template import Template
from performance.documents.formats.office import as_pdf
from performance.models import ApprovalLetter, ApprovalTemplate, PerformanceStatement
from performance.steps.refusals import Refused
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit
from tests.performance.approval_letters.conftest import approve
from tests.performance.approval_letters.test_templates import SOUND, a_file

DATED = date(2026, 2, 3)


def drawn(here, **kwargs):
    said = {"number": "试财绩〔2026〕1号", "dated": DATED, "by": here.person}
    chosen = kwargs.pop("revisions", {revision.pk for revision in here.revisions})
    return draw_up_letter(here.office, 2026, chosen, **{**said, **kwargs})


def approve_changed(text):
    PerformanceStatement.objects.filter(pk=text.pk).update(department_name="新名称")
    text.refresh_from_db()
    approve(text)


def printed(here, letter):
    return Document(
        BytesIO(here.client.get(reverse("approval_letter_file", args=[letter.pk, ".docx"])).content)
    )


def test_the_letter_says_number_date_projects_and_totals(here):
    letter = drawn(here, number=" 试财绩 〔2026〕1号")
    document = printed(here, letter)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "试财绩〔2026〕1号\t签发人" in text
    assert "2026年2月3日" in text
    assert "本次批复2个部门、2个项目，预算合计25.00万元" in text
    departments, projects = document.tables
    assert [row.cells[3].text for row in departments.rows] == ["预算合计", "12.50", "12.50"]
    assert [row.cells[2].text for row in projects.rows] == ["项目名称", "科普活动经费", "{{文号}}<&>"]
    trail = TrailEntry.objects.filter(details__contains="批复文试财绩〔2026〕1号")
    assert trail.count() == 4  # drawn up and printed, of each text


def test_its_page_gives_no_unit_to_what_nobody_has_filled_in(here):
    unit = a_unit(a_department(here.office))
    revision = approve(a_statement(unit.department, projects=(a_project_content(unit, budget=None),)))
    letter = drawn(here, revisions={revision.pk})
    page = here.client.get(reverse("approval_letter", args=[letter.pk])).text
    assert "<dt>预算合计</dt><dd>没有填写</dd>" in page


@pytest.mark.parametrize(
    ("budgets", "listed", "told"),
    [
        ([], "0.00", "0.00万元"),
        (["12.5", "3"], "15.50", "15.50万元"),
        (["12.5", None], "12.50（不含没有填写的1个项目）", "12.50万元（不含没有填写的1个项目）"),
        ([None, None], "没有填写", "没有填写"),
        (["0", None], "0.00（不含没有填写的1个项目）", "0.00万元（不含没有填写的1个项目）"),
    ],
)
def test_a_sum_tells_what_it_leaves_out(budgets, listed, told):
    projects = tuple(a_project_content(budget=said and Decimal(said)) for said in budgets)
    filling = filling_of("1", DATED, "局", 2026, [Approved("1", "甲", 1, a_content(projects=projects))])
    assert (filling.values["预算合计"], filling.values["预算合计及单位"]) == (listed, told)
    assert filling.rows["部门"][0]["预算"] == listed


def test_nothing_that_is_filled_in_is_said_without_a_unit():
    projects = tuple(a_project_content(budget=None) for _ in range(2))
    filling = filling_of("1", DATED, "局", 2026, [Approved("1", "甲", 1, a_content(projects=projects))])
    written = ("{{文号}}{{成文日期}}", "预算{{预算合计}}万元，项目{{项目数}}个。")
    content = a_file(*written, rows=[("{{项目.预算}}万元",), ("{{部门.预算}}万元",)])
    letter = Document(BytesIO(Template(content, VOCABULARY).filled(filling.values, filling.rows)))
    assert letter.paragraphs[1].text == "预算没有填写，项目2个。"
    assert [cell.text for row in letter.tables[0].rows for cell in row.cells] == ["", "", "没有填写"]


def test_many_departments_are_addressed_together():
    texts = [Approved(str(number), f"第{number}局", 1, a_content()) for number in range(6)]
    assert filling_of("1", DATED, "局", 2026, texts).values["主送部门"] == "各有关部门"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"number": "　"}, "请填写文号"),
        ({"number": "一" * 61}, "最多60字"),
        ({"dated": date(2016, 2, 3)}, "请核对"),
        ({"revisions": set()}, "至少选择一个部门"),
        ({"revisions": {999999}}, "已不是批复版"),
    ],
)
def test_what_stands_against_it_is_told(here, said, told):
    with pytest.raises(Refused, match=told):
        drawn(here, **said)
    assert not ApprovalLetter.objects.exists()


def test_a_number_and_a_text_are_used_once_until_cancelled(here):
    first = here.revisions[0]
    letter = drawn(here, revisions={first.pk})
    with pytest.raises(Refused) as refused:
        drawn(here)
    assert len(refused.value.reasons) == 2
    cancel_letter(letter, reason="文号写错", by=here.person)
    with pytest.raises(Refused, match="已经作废"):
        cancel_letter(letter, reason="文号写错", by=here.person)
    drawn(here)
    assert here.client.get(reverse("approval_letter_file", args=[letter.pk, ".docx"])).status_code == 404


def test_a_text_approved_anew_is_no_more_what_was_chosen(here):
    approve_changed(here.texts[0])
    with pytest.raises(Refused, match="已不是批复版"):
        drawn(here)


def test_the_letter_stays_what_it_was_and_says_that_there_is_a_later_approval(here):
    letter = drawn(here)
    before = [row.cells[2].text for row in printed(here, letter).tables[1].rows]
    approve_changed(here.texts[0])
    assert [row.cells[2].text for row in printed(here, letter).tables[1].rows] == before
    assert (
        "此后又有新的批复" in here.client.get(reverse("approval_letter", args=[letter.pk])).content.decode()
    )


def test_whoever_does_not_read_every_text_does_not_see_it(here):
    both, own = (
        drawn(here, revisions={here.revisions[0].pk}),
        drawn(here, number="2号", revisions={here.revisions[1].pk}),
    )
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, at=here.departments[1])
    assert list(ApprovalLetter.objects.visible_to(reviewer)) == [own]
    assert set(ApprovalLetter.objects.visible_to(here.person)) == {both, own}
    administrator = a_member(Role.SYSTEM_ADMINISTRATOR, at=here.office)
    assert not ApprovalLetter.objects.visible_to(administrator).exists()


def test_only_the_performance_section_draws_up(here):
    for role in (Role.FINANCE_SECTION_REVIEWER, Role.SYSTEM_ADMINISTRATOR):
        with pytest.raises(Refused, match="绩效科"):
            drawn(here, by=a_member(role, at=here.office))


def test_a_letter_keeps_the_template_it_was_drawn_up_with(here):
    own = add_template(here.office, "本局.docx", a_file(*SOUND, "本局的模板"), by=here.person)
    letter = drawn(here)
    set_in_use(own, used=False, by=here.person)
    assert "本局的模板" in [paragraph.text for paragraph in printed(here, letter).paragraphs]
    cancel_letter(letter, reason="重印", by=here.person)
    assert "本局的模板" not in [paragraph.text for paragraph in printed(here, drawn(here)).paragraphs]
    set_in_use(own, used=True, by=here.person)
    with pytest.raises(Refused, match="已经在用"):
        set_in_use(own, used=True, by=here.person)


def test_a_template_that_is_no_more_let_pass_is_told_on_the_page(here):
    own = add_template(here.office, "本局.docx", a_file(*SOUND), by=here.person)
    letter = drawn(here)
    ApprovalTemplate.objects.filter(pk=own.pk).update(content=a_file(*SOUND, "{{文好}}"))
    page = here.client.get(reverse("approval_letter_file", args=[letter.pk, ".docx"]), follow=True)
    assert "办理时的模板" in page.text
    assert "没有“{{文好}}”这个占位符" in page.text


def test_the_pages_lead_from_the_text_to_the_letter_and_back(here):
    chosen = here.texts[0]
    page = here.client.get(reverse("statement", args=[chosen.pk])).content.decode()
    address = (
        f"{reverse('approval_letter_new')}?office={here.office.pk}&amp;year=2026&amp;statement={chosen.pk}"
    )
    assert address in page
    address = address.replace("&amp;", "&")
    ticked = f'value="{here.revisions[0].pk}" id="choose-{here.revisions[0].pk}" checked'
    assert ticked in here.client.get(address).content.decode()
    faulty = here.client.post(address, {"number": "1号", "dated": "2026-02-03"}).content.decode()
    assert "请至少选择一个部门" in faulty
    sent = {"number": "1号", "dated": "2026-02-03", "revision": [here.revisions[0].pk]}
    shown = here.client.post(address, sent, follow=True).content.decode()
    assert "12.50" in shown
    assert here.client.get(address).content.decode().count("<td>1号</td>") == 1
    letter = ApprovalLetter.objects.get()
    told = here.client.post(reverse("approval_letter", args=[letter.pk]), {"reason": ""}, follow=True)
    assert "请写明作废的理由" in told.content.decode()
    told = here.client.post(reverse("approval_letter", args=[letter.pk]), {"reason": "错"}, follow=True)
    assert "已作废" in told.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("批复文.docx", default_template(), "核对无误"),
        ("批复文.docx", a_file("{{文好}}"), "正文第1段"),
        ("批复文.doc", default_template(), "另存为 .docx"),
    ],
)
def test_a_template_is_uploaded_on_its_page(here, name, content, told):
    address = reverse("upload_approval_template", args=[here.office.pk])
    page = here.client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert told in page.content.decode()
    assert ApprovalTemplate.objects.count() == (told == "核对无误")


def test_the_trail_tells_what_was_refused(here):
    """By whoever comes: a page says it in its answer, the interface by its status, and both leave a row."""
    letter, own = drawn(here), add_template(here.office, "本局.docx", a_file(*SOUND), by=here.person)
    faulty, sent = SimpleUploadedFile("批复文.doc", b"x"), {"number": "1号", "dated": "2026-02-03"}
    here.client.post(f"{reverse('approval_letter_new')}?office={here.office.pk}&year=2026", sent)
    here.client.post(reverse("approval_letter", args=[letter.pk]))
    here.client.post(reverse("upload_approval_template", args=[here.office.pk]), {"file": faulty})
    here.client.post(reverse("approval_template_use", args=[own.pk]), {"used": "1"})
    cancelling = f"/api/v1/approval-letters/{letter.pk}/cancel/"
    for _ in range(2):
        here.client.post(cancelling, {"reason": "错"}, content_type="application/json")
    rows = TrailEntry.objects.filter(action="refusal").order_by("number")
    assert [(row.subject_id, row.details) for row in rows] == [
        (str(here.office.pk), "办理批复文：请至少选择一个部门的批复版。"),
        (str(letter.pk), "作废批复文：请写明作废的理由。"),
        (
            str(here.office.pk),
            "批复文模板：“批复文.doc”不是 .docx 文件，请在 Word 或 WPS 中另存为 .docx 后再上传。",
        ),
        (str(own.pk), "批复文模板：“本局.docx”已经在用。"),
        ("", f"POST {cancelling} 答复 409"),
    ]
    assert {row.office_code for row in rows} == {here.office.division_code}


def test_without_libreoffice_the_page_says_how_to_get_a_pdf(here, monkeypatch):
    monkeypatch.setattr(as_pdf, "program", lambda: None)
    letter = drawn(here)
    page = here.client.get(reverse("approval_letter_file", args=[letter.pk, ".pdf"]), follow=True)
    assert "用 Word 或 WPS 打开后“另存为”PDF" in page.content.decode()
    assert here.client.get(f"/api/v1/approval-letters/{letter.pk}/document.pdf").status_code == 409


def test_the_interface_draws_up_fetches_and_cancels(here):
    sent = {
        "office": here.office.pk,
        "fiscal_year": 2026,
        "number": "1号",
        "dated": "2026-02-03",
        "revisions": [revision.pk for revision in here.revisions],
    }
    answer = here.client.post("/api/v1/approval-letters/", sent, content_type="application/json")
    assert answer.status_code == 201
    own = f"/api/v1/approval-letters/{answer.json()['id']}/"
    assert here.client.get(f"{own}document.docx").content[:2] == b"PK"
    again = here.client.post("/api/v1/approval-letters/", sent, content_type="application/json")
    assert (again.status_code, "用过" in again.json()["detail"]) == (409, True)
    cancelled = here.client.post(f"{own}cancel/", {"reason": "错"}, content_type="application/json")
    assert cancelled.json()["reason"] == "错"
    assert here.client.get("/api/v1/approval-letters/").json()["results"][0]["reason"] == "错"
    stranger = Client()
    stranger.force_login(a_member(Role.FILLER))
    assert stranger.get(f"{own}document.docx").status_code == 404
