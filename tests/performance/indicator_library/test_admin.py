"""The indicator library in admin: common indicators are seen by all offices, own ones kept by their office alone."""

import io

import openpyxl
import pytest
import tablib
from django.contrib.admin import autodiscover
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import UniqueConstraint
from django.urls import reverse

from departments.lists.bulk_lists import BulkListResource
from departments.lists.flat_files import FlatWorkbook
from departments.lists.list_result import MOST_SHOWN
from departments.models import TrailEntry
from departments.permissions.roles import Role
from indicators.models import IndicatorTemplate
from tests.factories import a_member, a_template, a_user, an_office

pytestmark = pytest.mark.django_db
autodiscover()  # all lists are known from here on, whichever tests are run

HEADERS = [
    *("财政区划代码", "省份", "适用项目", "类别", "一级指标", "二级指标", "三级指标"),
    *("绩效指标描述", "计量单位", "方向", "停用", "使用次数"),
]


@pytest.fixture
def office():
    return an_office(division_code="130200")


@pytest.fixture
def keeper(client, office):
    client.force_login(a_member(Role.PERFORMANCE_SECTION_REVIEWER, office))
    return client


def url(page, *args):
    return reverse(f"admin:indicators_indicatortemplate_{page}", args=args)


def form_of(page):
    fields = page.context["adminform"].form
    return {name: fields[name].value() if fields[name].value() is not None else "" for name in fields.fields}


def exported(client):
    sheet = openpyxl.load_workbook(io.BytesIO(client.post(url("export"), {"format": "0"}).content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def imported(client, rows):
    """The preview of an import; confirmed if nothing speaks against it."""
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=HEADERS))
    answer = client.post(
        url("import"), {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    )
    if "confirm_form" in answer.context:
        client.post(url("process_import"), answer.context["confirm_form"].initial)
    return answer.context["result"]


def test_an_office_sees_its_own_and_the_common_ones_and_keeps_only_its_own(keeper):
    own, common = a_template(name="本级"), a_template(name="通用", office_code="", province="")
    foreign = a_template(name="外地", office_code="420700")
    page = keeper.get(url("changelist")).text
    assert ("本级" in page, "通用" in page, "外地" in page) == (True, True, False)
    changed = form_of(keeper.get(url("change", own.pk))) | {"unit": "场"}
    assert keeper.post(url("change", own.pk), changed).status_code == 302
    own.refresh_from_db()
    assert own.unit == "场"
    assert keeper.post(url("change", common.pk), changed).status_code == 403
    assert keeper.post(url("delete", common.pk), {"post": "yes"}).status_code == 403
    assert keeper.get(url("change", foreign.pk)).status_code == 302  # to the index: it does not exist
    assert IndicatorTemplate.objects.count() == 3


@pytest.mark.parametrize("code", ["", "420700"])
def test_nobody_adds_to_what_is_common_or_to_another_office(keeper, code):
    an_office(division_code="420700")
    response = form_of(keeper.get(url("add"))) | {
        "family": "quantity",
        "level1": "产出指标",
        "name": "新指标",
    }
    answer = keeper.post(url("add"), {**response, "office_code": code})
    assert "office_code" in answer.context["adminform"].form.errors
    assert keeper.post(url("add"), {**response, "office_code": "130200"}).status_code == 302
    assert IndicatorTemplate.objects.get().source == "own"


def test_who_runs_the_system_keeps_what_is_common(client):
    client.force_login(a_user(is_superuser=True, is_staff=True))
    response = form_of(client.get(url("add"))) | {
        "family": "quantity",
        "level1": "产出指标",
        "name": "新指标",
    }
    assert client.post(url("add"), response).status_code == 302
    assert IndicatorTemplate.objects.get().office_code == ""


def test_what_is_exported_comes_back_unchanged(keeper):
    a_template(name="甲", direction="", unit="", description="第一行\n第二行", retired=True)
    a_template(name="乙", uses=3)
    a_template(name="通用", office_code="", province="")
    headers, *rows = exported(keeper)
    assert headers == HEADERS
    assert [row[6] for row in rows] == ["乙", "甲"]
    assert imported(keeper, rows).totals["skip"] == 2


def test_an_indicator_is_brought_up_to_date_or_added_by_its_labels(keeper):
    a_template(name="场次", uses=3)
    rows = [
        ["130200", "河北", None, "数量", "产出指标", "数量指标", "场次", "说明", "场次", "正向", "否", 99],
        ["130200", "河北", "会议", "成本", "产出指标", "成本指标", "会议费", None, "万元", None, "否", None],
    ]
    assert imported(keeper, rows).totals["new"] == 1
    changed, added = IndicatorTemplate.objects.order_by("pk")
    assert (changed.unit, changed.description, changed.uses) == ("场次", "说明", 3)
    assert (added.family, added.direction, added.project_class, added.uses) == ("cost", "", "会议", 0)


@pytest.mark.parametrize(
    ("column", "value"), [(0, "420700"), (0, None), (3, "胡写"), (9, "向上"), (10, "也许"), (6, None)]
)
def test_an_import_beyond_the_own_office_or_of_unknown_words_writes_nothing(keeper, column, value):
    row = ["130200", "河北", "会议", "数量", "产出指标", "数量指标", "场次", None, "次", "正向", "否", None]
    row[column] = value
    result = imported(keeper, [row])
    assert result.has_errors() or result.has_validation_errors()
    assert not IndicatorTemplate.objects.exists()


def row_of(name, retired="否", unit="次"):
    return ["130200", "河北", None, "数量", "产出指标", "数量指标", name, None, unit, "正向", retired, None]


def test_everything_wrong_with_an_import_is_told_with_its_row_and_column(keeper):
    a_template(name="旧称", retired=True, merged_into=a_template(name="场次"), province="河北")
    rows = [row_of("甲"), row_of("乙" * 201, unit="长" * 41), row_of("甲", retired="也许"), row_of("旧称")]
    values = {row.number: row.error_dict for row in imported(keeper, rows).invalid_rows}
    assert {number: set(faults) for number, faults in values.items()} == {
        2: {"三级指标", "计量单位"},
        3: {"停用", "__all__"},
        4: {"__all__"},
    }
    assert values[3] == {"停用": ["“也许”应为是、否之一。"], "__all__": ["与第2行说的是同一项。"]}
    assert values[4]["__all__"] == ["已并入其他指标的不能再单独启用。"]
    assert IndicatorTemplate.objects.count() == 2


def test_an_import_of_many_rows_asks_no_more_of_the_database_and_shows_the_first(
    keeper, django_assert_max_num_queries
):
    a_template(name="指标0", unit="次", direction="higher", description="", province="河北")
    names = [f"指标{number}" for number in range(MOST_SHOWN + 5)]
    content = FlatWorkbook().export_data(tablib.Dataset(*map(row_of, names), headers=HEADERS))
    upload = {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    with django_assert_max_num_queries(20):
        preview = keeper.post(url("import"), upload)
    assert f"共{len(names)}行：新增{len(names) - 1}、不变1。" in preview.text
    assert f"下面只列出{MOST_SHOWN}行" in preview.text
    assert preview.text.count('<tr class="new">') == MOST_SHOWN
    with django_assert_max_num_queries(40):
        keeper.post(url("process_import"), preview.context["confirm_form"].initial)
    assert IndicatorTemplate.objects.count() == len(names)
    assert imported(keeper, [row_of(name, unit="场") for name in names]).totals["update"] == len(names)
    assert IndicatorTemplate.objects.filter(unit="场").count() == len(names)


@pytest.mark.parametrize("resource", [one for one in BulkListResource.__subclasses__() if one._meta.model])
def test_a_list_taken_in_as_a_whole_has_no_unique_key_but_its_identity(resource):
    unique = [one for one in resource._meta.model._meta.constraints if isinstance(one, UniqueConstraint)]
    assert [set(one.fields) for one in unique] == [set(resource._meta.import_id_fields)]
    fields = resource._meta.model._meta.local_fields
    assert [field.name for field in fields if field.unique] == ["id"]
    assert not [field for field in fields if field.is_relation and field.name in resource._meta.fields]


def act(client, action, *templates, **kwargs):
    chosen = {"action": action, ACTION_CHECKBOX_NAME: [template.pk for template in templates]}
    return client.post(url("changelist"), {**chosen, **kwargs}, follow=True)


def test_a_keeper_adopts_retires_and_brings_back_only_what_the_own_office_keeps(keeper):
    own, common = (
        a_template(name="本级", candidate=True),
        a_template(name="通用", office_code="", province=""),
    )
    page = act(keeper, "adopt", own, common).text
    assert ("已采纳1个指标" in page, "1个是各财政局通用的指标" in page) == (True, True)
    act(keeper, "retire", own, common)
    assert list(IndicatorTemplate.objects.values_list("name", "candidate", "retired").order_by("pk")) == [
        ("本级", False, True),
        ("通用", False, False),
    ]
    act(keeper, "bring_back", own)
    assert not IndicatorTemplate.objects.filter(retired=True).exists()
    assert TrailEntry.objects.filter(action="settings", details__contains="本级").count() == 3


def test_a_merger_asks_first_and_offers_near_names(keeper):
    merged_into, other, near = (a_template(name=name, uses=2) for name in ("会议场次", "场次", "会议的场次"))
    question = act(keeper, "merge", merged_into, other).text
    assert "会议的场次" in question
    assert not IndicatorTemplate.objects.filter(retired=True).exists()
    done = act(
        keeper, "merge", merged_into, other, near, into=merged_into.pk, merged=[other.pk, near.pk]
    ).text
    assert "已把2个指标并入“会议场次”" in done
    merged_into.refresh_from_db()
    assert (merged_into.uses, merged_into.merged.count()) == (6, 2)
    page = keeper.get(url("change", merged_into.pk)).text
    assert "会议的场次、场次" in page or "场次、会议的场次" in page
    act(keeper, "merge", other, merged_into, into=other.pk, merged=[merged_into.pk])
    merged_into.refresh_from_db()
    assert merged_into.merged_into is None


def test_a_renamed_indicator_keeps_its_former_name(keeper):
    template = a_template(name="场次", candidate=True)
    response = form_of(keeper.get(url("change", template.pk))) | {"name": "活动场次"}
    assert keeper.post(url("change", template.pk), response).status_code == 302
    renamed, former = IndicatorTemplate.objects.order_by("pk")
    assert (renamed.name, renamed.candidate) == ("活动场次", False)
    assert (former.name, former.merged_into) == ("场次", renamed)


def test_the_button_counts_the_approved_texts(keeper, client):
    assert keeper.get(url("gather")).status_code == 405
    assert "从已批复文本汇集：新增候选0个" in keeper.post(url("gather"), follow=True).text
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, an_office(division_code="420700")))
    assert client.post(url("gather")).status_code == 403
