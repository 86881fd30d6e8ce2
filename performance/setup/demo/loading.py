"""The demo into an empty database. What somebody has made or changed there is never written over."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from departments.models import BudgetUnit, Department, FinanceOffice
from performance.content.json import load_content
from performance.setup.demo.accounts import renew_accounts
from performance.setup.demo.cycle import begin_cycle
from performance.setup.demo.evaluation import begin_evaluation
from performance.setup.demo.monitoring import begin_monitoring
from performance.setup.demo.sections import begin_sections
from performance.statements.services import save_content

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


def is_begun() -> bool:
    """Whether anybody has worked in this database: from then on, it is theirs."""
    return FinanceOffice.objects.exists()


@transaction.atomic
def fill_empty(out: TextIO) -> None:
    """Everything of the demo, or nothing."""
    call_command("loaddata", *(DEMO_DATA / f"{place}.json" for place in PLACES), verbosity=0)
    counts = "、".join(
        f"{model._meta.verbose_name}{model.objects.count()}个"
        for model in (FinanceOffice, Department, BudgetUnit)
    )
    out.write(f"财政局、部门和单位已载入：{counts}。")
    call_command("load_vocabularies", stdout=out)
    call_command("build_indicator_library", stdout=out)
    for name, division in STATEMENTS.items():
        statement = load_statement(DEMO_DATA / "statements" / f"{name}.json", division)
        out.write(f"{statement}：已新建。")
    renew_accounts()  # who takes the steps; the passwords that count are made when they are printed
    out.write(f"股室：{'、'.join(f'{one.office.name}{one}' for one in begin_sections())}。")
    for statement in begin_cycle(timezone.localdate()):
        out.write(f"{statement}：已新建，目前为“{statement.get_state_display()}”。")
    for card in begin_evaluation(timezone.localdate()):
        out.write(f"{card}：已新建，目前为“{card.get_state_display()}”。")
    for task in begin_monitoring(timezone.localdate()):
        standing = "已关闭" if task.closed else "正在填报和审核"
        out.write(f"监控任务{task}：已新建，{standing}。")


def load_statement(path: Path, division: str):
    """Save the statement of a JSON file under the finance office of this division."""
    content = load_content(path.read_text(encoding="utf-8"))
    department = Department.objects.get(office__division_code=division, name=content.department_name)
    if content.year is None:
        raise ValueError(f"{path.name} names no year")
    return save_content(content, department=department, year=content.year).statement
