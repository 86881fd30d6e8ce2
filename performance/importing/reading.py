"""A file, however it is made, as a proposal for one statement. Every read keeps to what the user may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath

from departments.models import Department
from performance.documents.blocks import Source
from performance.documents.convert import Unreadable, read_unless
from performance.documents.formats.isolated.process import Progress
from performance.documents.formats.isolated.wanted import Marks
from performance.documents.patience import Patience
from performance.documents.reading import Read
from performance.importing.modes import Mode
from performance.importing.official import official_proposal
from performance.importing.proposals import Proposal, Target, WrongFile
from performance.importing.reading_cache import cached_reading
from performance.importing.several import together
from performance.importing.template.identity import Identity
from performance.importing.template.proposal import template_proposal
from performance.importing.template.signed import MARKS, NotOurs, identity_of, lost_identity
from performance.models import PerformanceStatement, Upload
from performance.office_forms.shelf import reading_for
from performance.statements.department_lookup import UnknownDepartment, department_of

XLSX = ".xlsx"
NamedProgress = Callable[[str, int, int], None]  # of which file, pages done, pages in all


def read_upload(
    data: bytes,
    name: str,
    *,
    user,
    statement: PerformanceStatement | None = None,
    progress: Progress | None = None,
) -> tuple[Target, Read | Proposal]:
    """What the file says, about ``statement`` or about whichever it names itself. Raises WrongFile.

    A reading does not depend on what is stored; a template speaks of nothing else, and is a proposal at once.
    """
    marks = MARKS if PurePath(name).suffix.lower() == XLSX else Marks()
    try:
        with reading_for(user):
            read = read_unless(marks, data, name, progress=progress or Patience(), mirror=True)
    except Unreadable as error:
        raise WrongFile(*(lost_identity(data) or error.problems)) from error
    if isinstance(read, Source):
        return _as_template(data, read, user, statement)
    if lost := lost_identity(data):
        raise WrongFile(*lost)
    return _target_of_text(read, user, statement), read


def _as_template(
    data: bytes, source: Source, user, statement: PerformanceStatement | None
) -> tuple[Target, Proposal]:
    try:
        identity = identity_of(data, source, Identity)
    except NotOurs as error:
        raise WrongFile(str(error)) from error
    own = _statement_of_template(identity, user, statement)
    target = Target(own.department, own.fiscal_year, own)
    return target, template_proposal(own, identity, source, user)


def read_several(
    files: Sequence[tuple[bytes, str]],
    *,
    user,
    statement: PerformanceStatement | None = None,
    progress: NamedProgress | None = None,
) -> tuple[Target, Read]:
    """Several official texts of one department and year as one. Raises WrongFile with every reason of every file."""
    reads: list[tuple[str, Read]] = []
    wrong: list[str] = []
    for data, name in files:
        try:
            target, reading = read_upload(
                data, name, user=user, statement=statement, progress=progress and partial(progress, name)
            )
        except WrongFile as fault:
            wrong += [f"{name}：{reason}" for reason in fault.reasons]
            continue
        if isinstance(reading, Read):
            reads.append((name, reading))
        else:
            wrong.append(f"{name}：填报模板请单独导入，不能与其他文件一起导入。")
    if wrong:
        raise WrongFile(*wrong)
    return target, together(reads)


def read_kept(upload: Upload, user, mode: Mode | None = None) -> tuple[Target, Proposal]:
    """What a kept upload proposes now; its file is read anew only where the reading could not be kept."""
    reading: Read | Proposal | None = cached_reading(
        None if upload.reading is None else bytes(upload.reading)
    )
    if isinstance(reading, Read):
        target = _target_of_text(reading, user, upload.statement)
    else:
        target, reading = read_upload(
            bytes(upload.content), upload.name, user=user, statement=upload.statement
        )
    return target, reading if isinstance(reading, Proposal) else official_proposal(
        target, reading, user, mode
    )


def _statement_of_template(
    identity: Identity, user, statement: PerformanceStatement | None
) -> PerformanceStatement:
    """Where the workbook says it belongs; another place is an error that names both."""
    named = f"{identity.department}（财政区划{identity.office}）{identity.year}年、单位{identity.unit}"
    if statement is None:
        statement = (
            PerformanceStatement.objects.visible_to(user)
            .select_related("department__office")
            .filter(
                department__office__division_code=identity.office,
                department__code=identity.department,
                fiscal_year=identity.year,
            )
            .first()
        )
        if statement is None:
            raise WrongFile(f"这是部门{named}的填报模板，您没有这份文本，不能导入。")
    own = statement.department
    if (identity.office, identity.department) != (own.office.division_code, own.code):
        raise WrongFile(f"这是别的部门的填报模板：属于部门{named}，不是“{statement}”的。")
    if identity.year != statement.fiscal_year:
        raise WrongFile(
            f"这是{identity.year}年的填报模板，不是{statement.fiscal_year}年的，请下载本年度的模板。"
        )
    return statement


def _target_of_text(read: Read, user, statement: PerformanceStatement | None) -> Target:
    content = read.content
    if statement is not None:
        if content.province != statement.province:
            raise WrongFile(f"文件是{content.province}的版式，本文本是{statement.province}的版式，不能导入。")
        return Target(statement.department, statement.fiscal_year, statement)
    if content.year is None:
        raise WrongFile("文件没有写明预算年度，认不出属于哪份文本；请从该文本的页面导入。")
    department = _department(read, user)
    found = PerformanceStatement.objects.visible_to(user).filter(
        department=department, fiscal_year=content.year
    )
    return Target(department, content.year, found.select_related("department__office").first())


def _department(read: Read, user) -> Department:
    content = read.content
    named = f"{content.department_code} {content.department_name}".strip() or "（未写明）"
    try:
        department = department_of(content)
    except UnknownDepartment as error:
        raise WrongFile(
            f"没有认出文件属于哪个已登记的部门，文件写明的是“{named}”；请从该部门文本的页面导入。"
        ) from error
    visible = Department.objects.business_of(user).select_related("office").filter(pk=department.pk).first()
    if visible is None:
        raise WrongFile(f"没有认出文件属于您的哪个部门，文件写明的是“{named}”。")
    return visible
