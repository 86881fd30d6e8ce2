"""A page with nothing but an indicator grid, drawn by the template of the forms; sent, it answers what arrived."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as product

PAGE = """
{% extends "base.html" %}{% load indicator_grid %}
{% block content %}
<h1>指标表</h1>
<form method="post">{% csrf_token %}
{% include "performance/entry_forms/_indicator_grid.html" %}
<button class="button" type="submit">保存</button>
</form>
{% indicator_grid_script %}
{% endblock %}
"""
SENT = """{% extends "base.html" %}{% block content %}{{ sent|json_script:"sent" }}{% endblock %}"""
NAME = "indicators"
COLUMNS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "绩效指标描述",
    "value": "指标值",
    "basis": "指标值确定依据",
}
LEVELS = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益指标", "社会效益指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)
SEVERAL_LINES = ("name", "description", "value", "basis")


def a_control(number, field, text):
    return {
        "name": f"{NAME}-{number}-{field}",
        "id": f"f-{NAME}-{number}-{field}",
        "field": field,
        "kind": "text" if field in SEVERAL_LINES else "line",
        "rows": 1,
        "text": text,
        "label": f"第{number + 1}行 {COLUMNS[field]}",
    }


def a_row(number, rows):
    return {
        "number": number,
        "title": f"第{number + 1}行",
        "first": number == 0,
        "last": number == len(rows) - 1,
        "controls": [
            a_control(number, field, text) for field, text in zip(COLUMNS, rows[number], strict=True)
        ],
    }


def a_grid(rows):
    return {
        "name": NAME,
        "title": "绩效指标",
        "count": len(rows),
        "columns": [{"field": field, "caption": caption} for field, caption in COLUMNS.items()],
        "levels": LEVELS,
        "rows": [a_row(number, rows) for number in range(len(rows))],
    }


def bare_grid(request):
    """``?rows=`` that many rows of texts that tell where they stand, and a blank one."""
    if request.method == "POST":
        page = engines["django"].from_string(SENT)
        return HttpResponse(page.render({"sent": request.POST.dict()}, request))
    filled = int(request.GET.get("rows", 0))
    rows = [["产出指标", "数量指标", *(f"{field}{n}" for field in list(COLUMNS)[2:])] for n in range(filled)]
    grid = a_grid([*rows, [""] * len(COLUMNS)])
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"grid": grid, "form": SimpleNamespace(editable=True)}, request))


urlpatterns = [path("bare-grid/", bare_grid), *product]
