"""The form that an office chooses for its year: what only it asks is asked on the page, kept, and read from a file."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from performance.self_evaluation.forms.printing import printed_card
from performance.self_evaluation.services import card_of
from performance.self_evaluation.timetables import save_timetable
from performance.statement_pages.form_files import WRITERS
from performance.steps.refusals import Refused
from tests.api.conftest import Program
from tests.performance.self_evaluation.test_pages import posted


@pytest.fixture
def of_sichuan(year):
    year.timetable.scheme = "sichuan-2025"
    year.timetable.save()
    return year.made()


def test_what_only_a_form_asks_is_asked_on_the_page_and_kept(client, year, of_sichuan):
    assert (of_sichuan.form, [fund.source for fund in card_of(of_sichuan).content.funds][3]) == (
        "sichuan",
        "unit",
    )
    client.force_login(year.filler)
    address = reverse("evaluation", args=[of_sichuan.pk])
    assert "项目实施内容及过程概述" in client.get(address).content.decode()
    content = replace(card_of(of_sichuan).content, more=(("process", "按月办展"),))
    client.post(address, posted(card_of(of_sichuan), content))
    assert dict(card_of(of_sichuan).content.more) == {"process": "按月办展"}
    answer = Program(client, year.filler).ask(
        "PATCH",
        f"evaluations/{of_sichuan.pk}/content/",
        {"more": [{"key": "process", "text": "按季办展"}]},
        match='"2"',
    )
    assert answer.json()["content"]["more"] == [{"key": "process", "text": "按季办展"}]


def test_a_pdf_is_read_apart_and_fills_the_page(client, year, of_sichuan):
    card = card_of(of_sichuan)
    written = WRITERS["pdf"](
        printed_card(replace(card, content=replace(card.content, more=(("process", "按月办展"),))))
    )
    client.force_login(year.filler)
    address = reverse("evaluation_upload", args=[of_sichuan.pk])
    page = client.post(address, {"file": SimpleUploadedFile("自评.pdf", written)}).content.decode()
    assert "按月办展" in page
    assert "还没有保存" in page


@pytest.mark.parametrize(
    ("chosen", "refused"),
    [
        ({"project_form": "guangxi"}, ""),
        ({"project_form": "hunan"}, "没有这个自评表样"),
        ({"department_form": "x"}, "没有这个"),
    ],
)
def test_an_office_chooses_its_forms(year, chosen, refused):
    dates = {"opens": year.timetable.opens, "closes": year.timetable.closes, "by": year.performance}
    office = year.department.office
    if refused:
        with pytest.raises(Refused, match=refused):
            save_timetable(office, 2025, scheme="yinchuan-2021", **chosen, **dates)
        return
    save_timetable(office, 2025, scheme="yinchuan-2021", **chosen, **dates)
    assert year.made().form == "guangxi"
    with pytest.raises(Refused, match="不能再换评分方案、表样"):
        save_timetable(office, 2025, scheme="yinchuan-2021", **dates)
