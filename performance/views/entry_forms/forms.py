from django import forms

from departments.models import Department
from departments.permissions.roles import Role
from performance.statements.budget_years import year_to_begin
from projects.models import BudgetProject

YEARS = (2000, 2100)


class NewStatementForm(forms.Form):
    """Offers the departments whose part the user fills in."""

    department = forms.ModelChoiceField(
        label="部门", queryset=Department.objects.none(), empty_label="请选择"
    )
    year = forms.IntegerField(
        label="预算年度",
        min_value=YEARS[0],
        max_value=YEARS[1],
        error_messages={"invalid": "应为四位数的年份，如2027。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, posted, *, user):
        super().__init__(posted)
        own = user.memberships.filter(role=Role.DEPARTMENT_REVIEWER).values("department")
        departments = Department.objects.business_of(user).filter(pk__in=own)
        self.fields["department"].queryset = departments.select_related("office")
        if first := self.fields["department"].queryset.first():
            self.fields["year"].initial = year_to_begin(first.office)


class NewProjectForm(forms.Form):
    code = forms.CharField(
        label="项目编码",
        required=False,
        max_length=BudgetProject._meta.get_field("code").max_length,
        help_text="还没有编码时可以留空，以后再填。",
    )
    name = forms.CharField(label="项目名称", max_length=BudgetProject._meta.get_field("name").max_length)
    with_standards = forms.BooleanField(
        label="带出本类项目必选的标准指标",
        required=False,
        initial=True,
        help_text="项目按名称归类；指标值由您填写。锁定的带出以后不能改名或删除。",
    )

    def __init__(self, *args, has_standards, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_standards:
            del self.fields["with_standards"]
