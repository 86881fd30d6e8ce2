"""What an office words of a period: its days, its parameters and of whom it asks."""

from decimal import Decimal, InvalidOperation

from django import forms

from departments.models import Department
from departments.timetables.calendar import working_calendar
from performance.alerts.setting_files import WrongSettings, from_plain, shipped_settings, to_plain
from performance.alerts.settings import MOST_DAYS, MOST_IN_A_ROW, Light, SpendingBase
from performance.models import MonitoringKind
from performance.models.planned_periods import label_of, last_day
from performance.monitoring.calendar import words_of
from performance.monitoring.tasks import Addressees, Wording

DAYS_TO_REPORT = 10
MONTHS = range(1, 13)
COLOURS = [(light.value, light.label) for light in Light if light is not Light.GREEN]


def _date(label, help_text=""):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=help_text)


def _percent(label, *, required=True, help_text=""):
    return forms.DecimalField(
        label=label, required=required, min_value=0, max_digits=11, decimal_places=2, help_text=help_text
    )


class TaskForm(forms.Form):
    """``Wording`` by its fields; what the rules of the settings say stands above the form."""

    kind = forms.ChoiceField(label="监控类型", choices=MonitoringKind.choices)
    label = forms.CharField(label="监控期间", max_length=20, help_text="印在表头上，如“1–7月”。")
    cutoff = _date("数据截止日期")
    due = _date("报送截止日期")
    description = forms.CharField(
        label="监控要求", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    departments = forms.MultipleChoiceField(
        label="部门", required=False, help_text="不选即全部部门。", widget=forms.SelectMultiple({"size": 6})
    )
    classes = forms.CharField(
        label="项目类别", required=False, max_length=200, help_text="含有这些字的，用顿号分开；不填即全部。"
    )
    least = _percent("预算数不小于（万元）", required=False)
    projects = forms.CharField(
        label="指定的项目编码",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="用空格或换行分开；不填即全部。",
    )
    base = forms.ChoiceField(label="支出的基准", choices=[(base.value, base.label) for base in SpendingBase])
    thresholds = forms.CharField(
        label="支出的阈值",
        required=False,
        max_length=200,
        help_text="月份和百分比，如“4:25 6:40 8:60 10:80”，到了月底才要求。",
    )
    tolerance = _percent("低于基准多少个百分点才预警")
    divergence = _percent("目标与支出相差多少个百分点为偏离", required=False, help_text="不填即不判断。")
    over = _percent("完成指标值的百分之多少为提前超过", required=False, help_text="不填即不判断。")
    money_yellow = _percent("资金低于应有的百分之多少为黄灯")
    money_red = _percent("资金低于应有的百分之多少为红灯")
    goal_yellow = _percent("目标低于应有的百分之多少为黄灯")
    goal_red = _percent("目标低于应有的百分之多少为红灯")
    reasons = forms.MultipleChoiceField(
        label="须说明原因的颜色", required=False, choices=COLOURS, widget=forms.CheckboxSelectMultiple
    )
    answer_days = forms.IntegerField(label="预警在几个工作日内答复", min_value=1, max_value=MOST_DAYS)
    pauses = forms.BooleanField(label="逾期不答复的自动暂停", required=False)
    in_a_row = forms.IntegerField(label="连续几期预警的另行标出", min_value=1, max_value=MOST_IN_A_ROW)

    def __init__(self, *args, office, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        codes = Department.objects.filter(office=office).order_by("code").values_list("code", "name")
        self.fields["departments"].choices = [(code, f"{code} {name}") for code, name in codes]

    def clean_thresholds(self):
        found = []
        for part in self.cleaned_data["thresholds"].replace("：", ":").split():
            month, _, share = part.partition(":")
            try:
                found.append({"month": int(month), "percent": str(Decimal(share.rstrip("%％")))})
            except (ValueError, InvalidOperation) as fault:
                raise forms.ValidationError(f"“{part}”应写作“月份:百分比”，如“6:40”。") from fault
        return found

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.settings = from_plain(self._plain(cleaned))
            except WrongSettings as wrong:
                raise forms.ValidationError(str(wrong).splitlines()) from wrong
        return cleaned

    @staticmethod
    def _plain(cleaned):
        def text(name):
            return "" if cleaned[name] is None else str(cleaned[name])

        return {
            **{
                name: cleaned[name]
                for name in ("base", "thresholds", "reasons", "answer_days", "pauses", "in_a_row")
            },
            **{name: text(name) for name in ("tolerance", "divergence", "over")},
            **{
                name: {"yellow": text(f"{name}_yellow"), "red": text(f"{name}_red")}
                for name in ("money", "goal")
            },
        }

    def wording(self):
        cleaned = self.cleaned_data
        return Wording(
            fiscal_year=self.year,
            kind=MonitoringKind(cleaned["kind"]),
            label=cleaned["label"],
            cutoff=cleaned["cutoff"],
            due=cleaned["due"],
            settings=self.settings,
            addressees=Addressees(
                tuple(cleaned["departments"]),
                words_of(cleaned["classes"]),
                "" if cleaned["least"] is None else f"{cleaned['least']:f}",
                tuple(cleaned["projects"].split()),
            ),
            description=cleaned["description"],
        )


def initial_of(settings):
    plain = to_plain(settings)
    for name in ("money", "goal"):
        bounds = plain.pop(name)
        plain |= {f"{name}_yellow": bounds["yellow"], f"{name}_red": bounds["red"]}
    thresholds = " ".join(f"{each['month']}:{each['percent']}" for each in plain["thresholds"])
    return {**plain, "thresholds": thresholds}


def initial_of_wording(wording):
    """The fields of the form that say the same."""
    addressees = wording.addressees
    return {
        **initial_of(wording.settings),
        **{name: getattr(wording, name) for name in ("label", "cutoff", "due", "description")},
        "kind": wording.kind.value,
        "departments": list(addressees.departments),
        "classes": "、".join(addressees.classes),
        "least": addressees.least,
        "projects": "\n".join(addressees.projects),
    }


def usual_period(year, month):
    """The first months of a year, to be reported some working days later."""
    cutoff = last_day(year, month)
    return {
        "label": label_of(month),
        "cutoff": cutoff,
        "due": working_calendar().after(cutoff, DAYS_TO_REPORT),
    }


def settings_named(name, tasks):
    """Those of a shipped file, or of an earlier task of the office; the national ones where neither is there."""
    shipped = shipped_settings()
    if name in shipped:
        return shipped[name].settings
    earlier = next((task for task in tasks if f"task-{task.pk}" == name), None)
    return from_plain(earlier.settings) if earlier else next(iter(shipped.values())).settings
