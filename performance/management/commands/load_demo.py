"""Demo data: offices, departments, units, vocabularies, five statements, and one account per role."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from departments.models import BudgetUnit, Department, FinanceOffice
from performance.content.json import load_content
from performance.statements.services import SaveReport, save_content
from performance.steps.refusals import Refused

DEMO_DATA = settings.BASE_DIR / "fixtures" / "demo"
PLACES = ("offices", "departments", "units")  # each names the one before by its natural key
# Forms of Hubei and Guizhou print no codes, so a statement is filed under the division its file names.
STATEMENTS = {
    "tangshan-2026": "130200",
    "dingzhou-2020": "130682",
    "chengde-2023": "130821",
    "ezhou-2024": "420700",
    "liupanshui-2024": "520200",
}


class Command(BaseCommand):
    """What is there is brought up to date and nothing is doubled; only the passwords are new each time."""

    help = "演示模式：载入演示用的财政局、部门、单位、指标名称和五份绩效文本，并建立演示账号；可以重复执行。"

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("演示数据只能在演示模式下载入（环境变量 DEMO=1）。")
        with transaction.atomic():
            self._load_places()
            call_command("load_vocabularies", stdout=self.stdout)
            call_command("build_indicator_library", stdout=self.stdout)
            for name, division in STATEMENTS.items():
                try:
                    report = load_statement(DEMO_DATA / "statements" / f"{name}.json", division)
                except Refused as refusal:
                    self.stdout.write(f"{name}：已在审核流程中，未改动。{refusal}")
                else:
                    self.stdout.write(f"{report.statement}：{_outcome(report)}")
        call_command("make_demo_accounts", stdout=self.stdout)

    def _load_places(self) -> None:
        call_command("loaddata", *(DEMO_DATA / f"{place}.json" for place in PLACES), verbosity=0)
        counts = "、".join(
            f"{model._meta.verbose_name}{model.objects.count()}个"
            for model in (FinanceOffice, Department, BudgetUnit)
        )
        self.stdout.write(f"财政局、部门和单位已载入，库中现有：{counts}。")


def load_statement(path: Path, division: str) -> SaveReport:
    """Save the statement of a JSON file under the finance office of this division."""
    content = load_content(path.read_text(encoding="utf-8"))
    department = Department.objects.get(office__division_code=division, name=content.department_name)
    return save_content(content, department=department, year=content.year)


def _outcome(report: SaveReport) -> str:
    if not report.changed:
        return "已有，没有更改。"
    return "已新建。" if report.created else "已恢复为演示内容。"
