"""A published text with everything in it that is not for the public, and all that the public could read of it."""

from dataclasses import replace

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.json import dump_content
from performance.content.model import CoverContent, SectionContent, SectionKind
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.exporting.publication import (
    decide_withholding,
    public_content,
    public_file,
    public_printed,
)
from performance.history.restoring import restore_all, restore_place, undo
from performance.history.sittings import recycled
from performance.importing.applying import confirm
from performance.importing.reading import read_kept
from performance.importing.taking_in import take_in_several
from performance.models import (
    Action,
    EarlierText,
    PerformanceStatement,
    StatementState,
    UnitState,
    WorkflowEvent,
)
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.workflow.services import perform
from projects.services import unlock
from tests.factories import a_department, a_member, a_project_content, a_statement, a_unit
from tests.performance.exporting.reading import book, docx_text, pdf_text, unpacked

REASON = "只供内部查阅的理由"
NUMBERS = (
    "138.0000.1234",
    "280-1234",
    "6222 0200 1122 3344 556",
    "wang@example.com",
    "一三八〇〇〇〇一二三四",
)
SPLIT_NUMBER = "139\u200b0000\u200b5678"
LEADERS = ("赵某甲", "钱某乙", "孙某丙")
NAMES = ("霹雳行动", "青松计划", "碧波工程")


def a_project(number, unit, **kwargs):
    return a_project_content(
        unit,
        **{
            "code": f"P{number}",
            "name": NAMES[number],
            "leader": LEADERS[number],
            "purpose": f"{NAMES[number]}所用。",
            "goals": (f"办好{NAMES[number]}。",),
            **kwargs,
        },
    )


class Text:
    """A published text of two units; its prose names every project, its leader and numbers of persons."""

    def __init__(self, office):
        office.publishes = True
        office.save()
        self.department = a_department(office)
        self.units = [a_unit(self.department), a_unit(self.department)]
        self.reviewer = a_member(Role.DEPARTMENT_REVIEWER, at=self.department)
        self.office = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)
        prose = "；".join(f"{name}由{leader}负责" for name, leader in zip(NAMES, LEADERS, strict=True))
        self.pk = a_statement(
            self.department,
            projects=tuple(a_project(number, self.units[number % 2]) for number in range(3)),
            sections=(
                SectionContent(SectionKind.OVERALL_GOAL, text=prose),
                SectionContent(SectionKind.ARRANGEMENTS, "联系", "、".join((*NUMBERS, SPLIT_NUMBER))),
            ),
            cover=CoverContent(filled_by="周某戊", phone="2820000", prepared_by="某市科协"),
        ).pk
        self.publish()

    @property
    def statement(self):
        return PerformanceStatement.objects.select_related("department__office").get(pk=self.pk)

    @property
    def rows(self):
        return list(self.statement.projects)

    def withhold(self, project, reason=REASON):
        """As the office does, for the text has been published."""
        because = "" if reason else "已可以公开"
        decide_withholding(project, reason, by=self.office, statement=self.statement, because=because)

    def adjust(self):
        """As 申请调整 does, with every share opened."""
        source = self.statement.state
        PerformanceStatement.objects.filter(pk=self.pk).update(state=StatementState.ADJUSTING)
        self.statement.submissions.update(state=UnitState.RETURNED)
        unlock(self.statement.projects)
        WorkflowEvent.objects.create(
            statement=self.statement,
            action=Action.ADJUST,
            label="申请调整",
            source=source,
            target=StatementState.ADJUSTING,
            actor=self.reviewer,
            actor_name="甲",
            round=1,
            version=1,
        )

    def cancel(self):
        subject = self.statement
        perform(subject, Action.CANCEL, by=self.reviewer, expected_version=subject.version, reason="不调整了")

    def save(self, projects, rows=()):
        content = replace(statement_content(self.statement), projects=tuple(projects))
        save_content(content, department=self.department, year=2026, rows=rows, by=self.reviewer)

    def take_in(self, projects, mode):
        """As the import page does: a file is looked at, then confirmed with all that it deletes."""
        content = replace(statement_content(self.statement), projects=tuple(projects))
        file = (dump_content(content).encode(), "文本.json")
        upload = take_in_several([file], user=self.reviewer, statement=self.statement)
        target, proposal = read_kept(upload, self.reviewer, mode)
        confirm(
            upload.pk,
            user=self.reviewer,
            sha256=upload.sha256,
            version=str(target.version),
            acknowledged=True,
            mode=mode,
            deletions=len(proposal.deletions),
        )

    @property
    def earlier(self):
        return list(EarlierText.objects.filter(statement=self.pk).order_by("-pk"))

    def undo(self, earlier, *, everything):
        (restore_all if everything else undo)(earlier, by=self.reviewer)

    def take_out_of_the_bin(self):
        for removed in recycled(self.statement, self.reviewer)[:1]:
            restore_place(removed.earlier, removed.place, by=self.reviewer)

    def rename_unit(self, unit, name):
        unit.name = name
        unit.save()

    @property
    def projects(self):
        return list(statement_content(self.statement).projects)

    def publish(self):
        revision = take_revision(self.statement, None, statement_content(self.statement))
        PerformanceStatement.objects.filter(pk=self.pk).update(
            state=StatementState.PUBLISHED, approved_revision=revision, published_revision=revision
        )

    def public(self):
        caches["public"].clear()
        statement = self.statement
        return dump_content(public_content(statement, statement.published_revision))


def everything_public(text):
    """All that the public edition is or could be written as, and the page; as text."""
    statement = text.statement
    revision = statement.published_revision
    printed = public_printed(statement, revision)
    place = (statement.department.office.division_code, statement.fiscal_year, statement.department.code)
    yield "page", Client().get(reverse("public_statement", args=place)).content.decode()
    yield "json", text.public()
    yield "docx", docx_text(public_file(statement, revision, ".docx"))
    yield "pdf", pdf_text(public_file(statement, revision, ".pdf"))
    workbook = xlsx_bytes(printed)
    yield "xlsx", "\n".join(part.decode() for part in unpacked(workbook).values())
    yield "xlsx properties", str(vars(book(workbook).properties))
