"""The pages of an office's rules: read, changed after a look at what changes, exported and taken in."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from performance.models import RuleAdjustment
from performance.review import rules


def address(here, name="rule_adjustment"):
    return reverse(name, args=[here.office.pk, 2026])


def sent(here, **changed):
    """The form as it is shown, with some fields changed."""
    form = here.client.get(address(here)).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    fields = {name: value for name, value in fields.items() if value is not False}
    return here.client.post(address(here), {**fields, **changed})


def save(here, previewed, **kwargs):
    initial = previewed.context["save"].initial
    return here.client.post(
        address(here, "save_rule_adjustment"), {**initial, "reason": "试行", **kwargs}, follow=True
    )


def test_a_change_is_seen_before_it_is_saved_and_then_read_by_everybody(office):
    previewed = sent(office, severity_B8="hint", off_F6="on", threshold_max_family_rows="10")
    page = previewed.content.decode()
    assert "停用F6；B8改为提示；“同一二级指标最多条数”改为10" in page
    assert "2 → <b>0</b>" in page
    assert not RuleAdjustment.objects.exists()
    page = save(office, previewed).content.decode()
    assert "现行第 1 版：停用F6；B8改为提示" in page
    assert RuleAdjustment.objects.get().changes == {
        "off": ["F6"],
        "severities": {"B8": "hint"},
        "thresholds": {"max_family_rows": 10},
    }
    statement = office.client.get(reverse("text_check"))
    assert statement.status_code == 200


def test_errors_are_not_in_the_form_and_cannot_be_smuggled_in(office):
    form = office.client.get(address(office)).context["form"]
    fixed = {rule.code for rule in rules() if not rule.is_adjustable}
    assert fixed
    assert not {f"off_{code}" for code in fixed} & form.fields.keys()
    smuggled = json.dumps({"name": "局", "off": ["A5"]})
    answer = office.client.post(
        address(office, "save_rule_adjustment"),
        {"adjustment": smuggled, "version": 0, "reason": "理由"},
        follow=True,
    )
    assert "A5“资金支出计划不完整”是错误，不能停用" in answer.content.decode()
    assert not RuleAdjustment.objects.exists()


@pytest.mark.parametrize("value", ["99", "", "十", "1.5"])
def test_a_threshold_out_of_bounds_is_told_at_its_field(office, value):
    page = sent(office, threshold_max_family_rows=value).content.decode()
    assert "应为4与20之间的整数" in page


def test_without_a_reason_nothing_is_saved_and_the_preview_stays(office):
    previewed = sent(office, severity_B8="hint")
    page = save(office, previewed, reason="").content.decode()
    assert "请填写调整的理由" in page
    assert "B8改为提示" in page
    assert not RuleAdjustment.objects.exists()


def test_what_was_previewed_can_be_changed_once_more(office):
    previewed = sent(office, severity_B8="hint")
    fields = {**previewed.context["save"].initial, "back": "1"}
    form = office.client.post(address(office), fields).context["form"]
    assert form["severity_B8"].value() == "hint"


def test_two_at_once_do_not_overwrite_each_other(office):
    one, other = sent(office, severity_B8="hint"), sent(office, off_F6="on")
    save(office, one)
    page = save(office, other).content.decode()
    assert "规则刚由他人调整过" in page
    assert RuleAdjustment.objects.count() == 1


def test_a_file_is_exported_and_taken_in_by_the_same_page(office):
    save(office, sent(office, severity_B8="hint"))
    file = office.client.get(address(office, "rule_adjustment_file"))
    assert json.loads(file.content)["severities"] == {"B8": "hint"}
    save(office, sent(office, severity_B8="warning"))
    upload = SimpleUploadedFile("规则.json", file.content)
    previewed = office.client.post(address(office), {"file": upload})
    save(office, previewed)
    assert RuleAdjustment.objects.order_by("-version").first().changes["severities"] == {"B8": "hint"}


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"{", "不是 JSON 文件"), (b"\xff", "UTF-8"), (b'{"name": "x", "off": ["A5"]}', "A5")],
)
def test_a_file_that_cannot_be_taken_says_why(office, data, problem):
    upload = SimpleUploadedFile("规则.json", data)
    assert problem in office.client.post(address(office), {"file": upload}).content.decode()


def test_an_earlier_version_is_offered_again(office):
    save(office, sent(office, severity_B8="hint"))
    save(office, sent(office, severity_B8="warning", off_F6="on"))
    shown = office.client.get(f"{address(office)}?version=1").context["form"]
    assert (shown["severity_B8"].value(), shown["off_F6"].value()) == ("hint", False)
    assert office.client.get(f"{address(office)}?version=0").context["form"]["off_F6"].value() is False
    assert office.client.get(f"{address(office)}?version=9").status_code == 404


@pytest.mark.parametrize("asked", ["?year=x", "?year=1999", "?office=999999"])
def test_what_is_not_there_is_not_found(office, asked):
    assert office.client.get(reverse("rules") + asked).status_code == 404
